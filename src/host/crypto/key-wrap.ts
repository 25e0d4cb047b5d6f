/** AES key wrap, with and without padding. @see RFC 3394, RFC 5649 */
import {
  type BlockCipher,
  type Cipher,
  type CipherOptions,
  MAX_SLOW_PIECE_BYTES,
} from './cipher-port.ts';
import { fault } from './fault.ts';

/** All of the data in one update, as OpenSSL has it. */
export function openKeyWrap(
  block: BlockCipher,
  mode: 'wrap' | 'wrap-pad',
  options: CipherOptions,
): Cipher {
  const { iv, decrypts } = options;
  const run = (data: Uint8Array): Uint8Array => {
    if (mode === 'wrap') return decrypts ? unwrap(block, iv, data) : wrap(block, iv, data);
    return decrypts ? unwrapPadded(block, iv, data) : wrapPadded(block, iv, data);
  };
  return { mostBytes: MAX_SLOW_PIECE_BYTES, update: run, finish: () => new Uint8Array(0) };
}

const impossible = (): Error => fault('Trying to add data in unsupported state');

/** @throws a guest's error, when the data is not of a length that can be wrapped */
export function wrap(block: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  if (data.length % 8 !== 0 || data.length < 16) throw impossible();
  return wrapRounds(block, iv, data);
}

function wrapRounds(block: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const out = Buffer.concat([iv, data]);
  const count = data.length / 8;
  for (let step = 1; step <= 6 * count; step++) {
    const at = 8 * (((step - 1) % count) + 1);
    const mixed = block.encrypt(Buffer.concat([out.subarray(0, 8), out.subarray(at, at + 8)]));
    out.set(mixed.subarray(0, 8));
    addStep(out, step);
    out.set(mixed.subarray(8), at);
  }
  return out;
}

/** @throws a guest's error, when the data is not what was wrapped under this key */
export function unwrap(block: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  if (data.length % 8 !== 0 || data.length < 24) throw impossible();
  const out = unwrapRounds(block, data);
  if (!out.subarray(0, 8).equals(iv)) throw impossible();
  return out.subarray(8);
}

function unwrapRounds(block: BlockCipher, data: Uint8Array): Buffer {
  const out = Buffer.from(data);
  const count = data.length / 8 - 1;
  for (let step = 6 * count; step >= 1; step--) {
    const at = 8 * (((step - 1) % count) + 1);
    addStep(out, step);
    const mixed = block.decrypt(Buffer.concat([out.subarray(0, 8), out.subarray(at, at + 8)]));
    out.set(mixed.subarray(0, 8));
    out.set(mixed.subarray(8), at);
  }
  return out;
}

/** Lays the number of the step over the last four bytes of the register. */
function addStep(register: Buffer, step: number): void {
  register.writeUInt32BE((register.readUInt32BE(4) ^ step) >>> 0, 4);
}

function wrapPadded(block: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  if (data.length === 0) throw impossible();
  const prefix = Buffer.alloc(8);
  prefix.set(iv);
  prefix.writeUInt32BE(data.length, 4);
  const filled = Buffer.concat([data, Buffer.alloc((8 - (data.length % 8)) % 8)]);
  if (filled.length === 8) return block.encrypt(Buffer.concat([prefix, filled]));
  return wrapRounds(block, prefix, filled);
}

function unwrapPadded(block: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  if (data.length % 8 !== 0 || data.length < 16) throw impossible();
  const out = data.length === 16 ? Buffer.from(block.decrypt(data)) : unwrapRounds(block, data);
  const length = out.readUInt32BE(4);
  const plain = out.subarray(8);
  const isWhole = length > plain.length - 8 && length <= plain.length;
  if (!isWhole || !out.subarray(0, 4).equals(iv)) throw impossible();
  return plain.subarray(0, length);
}
