/** Digests and message authentication codes: Bun's where it has them, made of others where it has not. */
import { createHash, createHmac, type Hash } from 'node:crypto';
import { digestBlockBytes } from './digest-names.ts';
import { fault } from './fault.ts';
import { loadSmCrypto } from './late.ts';

/** A digest under way. */
export interface Digest {
  update(data: Uint8Array): void;
  copy(): Digest;
  /** The result; nothing may be added after it. */
  finish(): Uint8Array;
}

/** @param name canonical; @param outputBytes for digests of a free length */
export function openDigest(name: string, outputBytes?: number): Digest {
  if (name === 'sm3') return new Sm3();
  const isFree = name.startsWith('shake');
  return new NativeDigest(
    isFree && outputBytes !== undefined
      ? createHash(name, { outputLength: outputBytes })
      : createHash(name),
  );
}

class NativeDigest implements Digest {
  readonly #hash: Hash;
  constructor(hash: Hash) {
    this.#hash = hash;
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  copy(): Digest {
    return new NativeDigest(this.#hash.copy());
  }
  finish(): Uint8Array {
    return this.#hash.digest();
  }
}

/** Most bytes SM3 takes: its library works on arrays of numbers, all at once. */
const MAX_SM3_BYTES = 1024 * 1024;

class Sm3 implements Digest {
  #parts: Uint8Array[] = [];
  #bytes = 0;

  update(data: Uint8Array): void {
    this.#bytes += data.length;
    if (this.#bytes > MAX_SM3_BYTES) {
      throw fault(
        `Cannot take more than ${MAX_SM3_BYTES} bytes into an SM3 digest`,
        'ERR_CRYPTO_LIMIT',
        'RangeError',
      );
    }
    this.#parts.push(data.slice());
  }
  copy(): Digest {
    const copy = new Sm3();
    copy.#parts = [...this.#parts];
    copy.#bytes = this.#bytes;
    return copy;
  }
  finish(): Uint8Array {
    return Buffer.from(loadSmCrypto().sm3([...Buffer.concat(this.#parts)]), 'hex');
  }
}

/** Digests that Bun makes an HMAC of itself. */
const hasNativeHmac = (name: string): boolean => !/^(sm3|blake2|shake)/.test(name);

/** @see RFC 2104 */
export function openHmac(name: string, key: Uint8Array): Digest {
  if (hasNativeHmac(name)) return new NativeHmac(name, key);
  const blockBytes = digestBlockBytes(name);
  const padded = new Uint8Array(blockBytes);
  padded.set(key.length > blockBytes ? digestOf(name, key) : key);
  return new ComposedHmac(name, padded);
}

class NativeHmac implements Digest {
  readonly #hmac;
  constructor(name: string, key: Uint8Array) {
    this.#hmac = createHmac(name, key);
  }
  update(data: Uint8Array): void {
    this.#hmac.update(data);
  }
  copy(): Digest {
    throw fault('Cannot copy an HMAC');
  }
  finish(): Uint8Array {
    return this.#hmac.digest();
  }
}

class ComposedHmac implements Digest {
  readonly #name: string;
  readonly #outer: Uint8Array;
  readonly #inner: Digest;

  constructor(name: string, padded: Uint8Array) {
    this.#name = name;
    this.#outer = padded.map((byte) => byte ^ 0x5c);
    this.#inner = openDigest(name);
    this.#inner.update(padded.map((byte) => byte ^ 0x36));
  }
  update(data: Uint8Array): void {
    this.#inner.update(data);
  }
  copy(): Digest {
    throw fault('Cannot copy an HMAC');
  }
  finish(): Uint8Array {
    return digestOf(this.#name, this.#outer, this.#inner.finish());
  }
}

/** The digest of some bytes, one after the other. */
export function digestOf(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const digest = openDigest(name);
  for (const part of parts) digest.update(part);
  return digest.finish();
}

/** The HMAC of some bytes, one after the other. */
export function hmacOf(name: string, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const hmac = openHmac(name, key);
  for (const part of parts) hmac.update(part);
  return hmac.finish();
}
