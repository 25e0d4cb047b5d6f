/** Host calls of digests, ciphers and random bytes. */
import { randomBytes } from 'node:crypto';
import { booleanIn, integerIn, oneOfIn, textIn } from '../claims.ts';
import type { Handlers, HostRun } from '../host-run.ts';
import { openCipher } from './cipher.ts';
import { cipherInfo } from './cipher-info.ts';
import { type Cipher, MAX_PIECE_BYTES } from './cipher-port.ts';
import { digestMs, requireTime } from './cost.ts';
import { curveNames } from './curve.ts';
import { type Digest, openDigest, openHmac } from './digest.ts';
import { DIGEST_BYTES, findDigest, invalidDigest, requireDigest } from './digest-names.ts';
import { beyondLimit, fault, opensslFault, translating } from './fault.ts';
import { CIPHERS, HASHES } from './name-lists.ts';
import { streamsOf } from './streams.ts';

/** Most random bytes, and most bytes of a digest of a free length, a call. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_INT = 2 ** 31 - 1;
const NONE = new Uint8Array(0);

const isCipher = (stream: Cipher | Digest): stream is Cipher => !('copy' in stream);

/** @throws GuestError for more data than a call may take: the guest hands over large data in pieces */
function requirePiece(bytes: number, most: number): void {
  if (bytes > most)
    throw beyondLimit(`Cannot take ${bytes} bytes at once: at most ${most} are allowed`);
}

/** The bytes of a digest of a free length, `undefined` where it gives what it always does. */
function outputBytes(name: string, outputLength: number): number | undefined {
  if (outputLength > MAX_BYTES) {
    throw beyondLimit(
      `Cannot make a digest of ${outputLength} bytes: at most ${MAX_BYTES} are allowed`,
    );
  }
  if (outputLength < 0) return undefined;
  const isFree = name.startsWith('shake');
  if (!isFree && outputLength !== DIGEST_BYTES[name]) throw opensslFault('NOT_XOF');
  return isFree ? outputLength : undefined;
}

/** @throws GuestError when it would not fit into the run */
const requireDigestTime = (name: string, bytes: number, run: HostRun): void =>
  requireTime(`a digest of ${bytes} bytes`, digestMs(name, bytes), run.remainingMs());

const known = (claim: { readonly name?: unknown }): string =>
  requireDigest(textIn(claim, 'name'), invalidDigest);

export const DIGEST_CALLS: Handlers<
  | 'crypto.random'
  | 'crypto.find-digest'
  | 'crypto.digest'
  | 'crypto.hmac'
  | 'crypto.open-digest'
  | 'crypto.open-cipher'
  | 'crypto.update'
  | 'crypto.copy'
  | 'crypto.finish'
  | 'crypto.cipher-info'
  | 'crypto.names'
> = {
  'crypto.random': (claim) => {
    const size = integerIn(claim, 'size', 0, MAX_INT);
    if (size > MAX_BYTES) {
      throw beyondLimit(
        `Cannot make ${size} random bytes: at most ${MAX_BYTES} are allowed at once`,
      );
    }
    return randomBytes(size);
  },
  'crypto.find-digest': (claim) => {
    const found = findDigest(textIn(claim, 'name'));
    if (found.kind !== 'known') return { name: '', bytes: 0, kind: found.kind };
    return { name: found.name, bytes: DIGEST_BYTES[found.name] ?? 0, kind: 'known' };
  },
  'crypto.digest': (claim, [data = NONE], run) => {
    const name = known(claim);
    return translating(() => {
      const length = outputBytes(name, integerIn(claim, 'outputLength', -1, 2 ** 32));
      requireDigestTime(name, data.length + (length ?? 0), run);
      const digest = openDigest(name, length);
      digest.update(data);
      return digest.finish();
    });
  },
  'crypto.hmac': (claim, [key = NONE, data = NONE], run) => {
    const name = known(claim);
    requireDigestTime(name, key.length + data.length, run);
    return translating(() => {
      const hmac = openHmac(name, key);
      hmac.update(data);
      return hmac.finish();
    });
  },
  'crypto.open-digest': (claim, [key = NONE], run) => {
    const name = known(claim);
    const length = outputBytes(name, integerIn(claim, 'outputLength', -1, 2 ** 32));
    const digest = booleanIn(claim, 'keyed') ? openHmac(name, key) : openDigest(name, length);
    return run.own(streamsOf).add(digest);
  },
  'crypto.open-cipher': (claim, [key = NONE, iv = NONE, aad = NONE, tag = NONE], run) => {
    const options = {
      key,
      iv,
      aad,
      tag,
      decrypts: booleanIn(claim, 'decrypts'),
      pads: booleanIn(claim, 'pads'),
      tagBytes: integerIn(claim, 'tagLength', 0, 16),
    };
    const cipher = translating(() => openCipher(textIn(claim, 'name'), options));
    return run.own(streamsOf).add(cipher);
  },
  'crypto.update': (claim, [data = NONE], run) => {
    const stream = run.own(streamsOf).get(integerIn(claim, 'id', 0, MAX_INT));
    requirePiece(data.length, isCipher(stream) ? stream.mostBytes : MAX_PIECE_BYTES);
    return translating(() => stream.update(data)) ?? undefined;
  },
  'crypto.copy': (claim, _bytes, run) => {
    const streams = run.own(streamsOf);
    const stream = streams.get(integerIn(claim, 'id', 0, MAX_INT));
    if (isCipher(stream)) throw fault('Cannot copy a cipher');
    return streams.add(stream.copy());
  },
  'crypto.finish': (claim, [tag = NONE], run) => {
    const stream = run.own(streamsOf).take(integerIn(claim, 'id', 0, MAX_INT));
    return translating(() => (isCipher(stream) ? stream.finish(tag) : stream.finish()));
  },
  'crypto.cipher-info': (claim) => {
    const name = textIn(claim, 'name');
    const nid = integerIn(claim, 'nid', -MAX_INT - 1, MAX_INT);
    const given = (field: 'keyLength' | 'ivLength') => {
      const value = integerIn(claim, field, -1, MAX_INT);
      return value < 0 ? undefined : value;
    };
    return cipherInfo(name === '' ? nid : name, given('keyLength'), given('ivLength')) ?? null;
  },
  'crypto.names': (claim) => {
    switch (oneOfIn(claim, 'of', ['ciphers', 'hashes', 'curves'])) {
      case 'ciphers':
        return CIPHERS;
      case 'hashes':
        return HASHES;
      case 'curves':
        return curveNames();
    }
  },
};
