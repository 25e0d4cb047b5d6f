/**
 * `Certificate`: signed public keys with a challenge, as browsers' `keygen` made them.
 * @see https://nodejs.org/api/crypto.html#class-certificate
 */
import { Buffer } from '../buffer.ts';
import { asciiOf, type FastBuffer, requireBytes, textOf, toBuffer } from './bytes.ts';
import { verify } from './sign.ts';

const SEQUENCE = 0x30;
const IA5_STRING = 0x16;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;

/** Bytes of an algorithm's identifier, in hexadecimal → the digest it signs. */
const DIGESTS: Readonly<Record<string, string>> = {
  '2a864886f70d010104': 'md5',
  '2a864886f70d010105': 'sha1',
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a864886f70d01010e': 'sha224',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
};

/** An element of DER: all of it, and what is in it. */
interface Element {
  readonly whole: Uint8Array;
  readonly body: Uint8Array;
}

/** Elements one after the other, of these tags; nothing, if they are others or go on behind the end. */
function elementsIn(bytes: Uint8Array, tags: readonly number[]): Element[] | undefined {
  const found: Element[] = [];
  let at = 0;
  for (const tag of tags) {
    if (bytes[at] !== tag) return undefined;
    const [start, length] = lengthAt(bytes, at + 1);
    const end = start + length;
    if (end > bytes.length) return undefined;
    found.push({ whole: bytes.subarray(at, end), body: bytes.subarray(start, end) });
    at = end;
  }
  return found;
}

/** Where the body starts, and its length: of one byte, or of as many as the first says. */
function lengthAt(bytes: Uint8Array, at: number): [start: number, length: number] {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return [at + 1, first];
  const start = at + 1 + first - 0x80;
  let length = 0;
  for (const byte of bytes.subarray(at + 1, start)) length = length * 256 + byte;
  return [start, length];
}

interface SignedKey {
  readonly signed: Uint8Array;
  readonly key: Uint8Array;
  readonly challenge: Uint8Array;
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
}

function signedKeyIn(spkac: unknown, encoding: unknown): SignedKey | undefined {
  const text = asciiOf(requireBytes(spkac, 'spkac', encoding)).trimEnd();
  const [outer] = elementsIn(Buffer.from(text, 'base64'), [SEQUENCE]) ?? [];
  const [signed, algorithm, signature] =
    (outer && elementsIn(outer.body, [SEQUENCE, SEQUENCE, BIT_STRING])) ?? [];
  const [key, challenge] = (signed && elementsIn(signed.body, [SEQUENCE, IA5_STRING])) ?? [];
  const [id] = (algorithm && elementsIn(algorithm.body, [OBJECT_ID])) ?? [];
  if (!(signed && signature && key && challenge && id)) return undefined;
  return {
    signed: signed.whole,
    key: key.whole,
    challenge: challenge.body,
    algorithm: id.body,
    // The first byte counts the bits that the last one has too many.
    signature: signature.body.subarray(1),
  };
}

function verifySpkac(spkac: unknown, encoding?: unknown): boolean | '' {
  // Node's answer to nothing at all.
  if (requireBytes(spkac, 'spkac', encoding).length === 0) return '';
  const found = signedKeyIn(spkac, encoding);
  const digest = found && DIGESTS[textOf(found.algorithm, 'hex')];
  if (!digest) return false;
  try {
    return (
      verify(
        digest,
        found.signed,
        { key: found.key, format: 'der', type: 'spki' },
        found.signature,
      ) === true
    );
  } catch (thrown) {
    // A key that cannot be read has signed nothing.
    if (isOpenssl(thrown)) return false;
    throw thrown;
  }
}

const isOpenssl = (thrown: unknown): boolean =>
  `${(thrown as { code?: unknown }).code}`.startsWith('ERR_OSSL');

/** The key as PEM; an empty text where there is none. */
function exportPublicKey(spkac: unknown, encoding?: unknown): FastBuffer | string {
  const found = signedKeyIn(spkac, encoding);
  if (!found) return '';
  const lines = textOf(found.key, 'base64').match(/.{1,64}/g) ?? [];
  return Buffer.from(`-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`);
}

function exportChallenge(spkac: unknown, encoding?: unknown): FastBuffer | string {
  const found = signedKeyIn(spkac, encoding);
  return found ? toBuffer(found.challenge.slice()) : '';
}

/** Old and new: functions of the class, and the same of each object. */
export class Certificate {
  verifySpkac(spkac: unknown, encoding?: unknown): boolean | '' {
    return verifySpkac(spkac, encoding);
  }

  exportPublicKey(spkac: unknown, encoding?: unknown): FastBuffer | string {
    return exportPublicKey(spkac, encoding);
  }

  exportChallenge(spkac: unknown, encoding?: unknown): FastBuffer | string {
    return exportChallenge(spkac, encoding);
  }
}
Object.assign(Certificate, { verifySpkac, exportPublicKey, exportChallenge });
