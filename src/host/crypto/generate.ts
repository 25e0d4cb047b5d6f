/** Key pairs. What takes long runs on Bun's thread pool when it is asked for later. */
import {
  generateKeyPair,
  generateKeyPairSync,
  generatePrime,
  generatePrimeSync,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import { LATER_ALLOWANCE, requireTime, rsaMs } from './cost.ts';
import { requireCurve } from './curve.ts';
import { integer, nil, node, oid, readNode, sequence, smallInteger, toBytes } from './der.ts';
import { digestOid, requireDigest } from './digest-names.ts';
import { beyondLimit, fault, plainOpensslFault } from './fault.ts';
import { type Group, namedGroup, randomBelow, randomSecret, requireModulus } from './group.ts';
import {
  ecPrivate,
  type Key,
  type KeyType,
  MAX_MODULUS_BITS,
  makeKey,
  power,
  RAW_KEY_BYTES,
  rawKey,
} from './key.ts';
import { readPkcs8 } from './key-read.ts';
import { rsaOfOddSize, rsaOfOddSizeLater } from './rsa-primes.ts';

export interface GenerateOptions {
  readonly type: KeyType;
  readonly modulusBits: number;
  readonly exponent: number;
  /** Bits of the subgroup's order, for DSA; 0: as OpenSSL chooses. */
  readonly divisorBits: number;
  readonly curve: string;
  /** What a key for PSS alone is restricted to; empty where it is free. */
  readonly hash: string;
  readonly maskHash: string;
  readonly saltBytes: number | undefined;
  /** For Diffie-Hellman: a group's name, or a prime and a generator. */
  readonly group: string;
  readonly prime: Uint8Array | undefined;
  readonly generator: number;
}

/** Least bits of an RSA modulus, as OpenSSL has it. */
const MIN_MODULUS_BITS = 512;

const pkcs8 = { type: 'pkcs8', format: 'der' } as const;
const spki = { type: 'spki', format: 'der' } as const;

/** A private key; its public half is made of it. @throws GuestError */
export function generateNow(options: GenerateOptions, remainingMs: number): Key {
  requireAffordable(options, remainingMs);
  if (options.type === 'rsa' || options.type === 'rsa-pss') {
    if (!isNativeSize(options)) return rsaOf(options, rsaOfOddSize(options));
    const pair = generateKeyPairSync('rsa', rsaOptions(options));
    return rsaOf(options, readPkcs8(pair.privateKey));
  }
  if (options.type === 'dsa') {
    const q = generatePrimeSync(divisorBits(options), { bigint: true });
    const p = generatePrimeSync(options.modulusBits, { bigint: true, add: 2n * q, rem: 1n });
    return dsaOf(p, q);
  }
  return generateQuick(options);
}

/** As `generateNow`, with the long part off this thread. */
export async function generateLater(options: GenerateOptions, remainingMs: number): Promise<Key> {
  requireAffordable(options, remainingMs * LATER_ALLOWANCE);
  if (options.type === 'rsa' || options.type === 'rsa-pss') {
    if (!isNativeSize(options)) return rsaOf(options, await rsaOfOddSizeLater(options));
    const pair = await promisify(generateKeyPair)('rsa', rsaOptions(options));
    return rsaOf(options, readPkcs8(pair.privateKey as unknown as Buffer));
  }
  if (options.type === 'dsa') {
    const primeLater = promisify(generatePrime) as unknown as (
      bits: number,
      options: object,
    ) => Promise<bigint>;
    const q = await primeLater(divisorBits(options), { bigint: true });
    return dsaOf(await primeLater(options.modulusBits, { bigint: true, add: 2n * q, rem: 1n }), q);
  }
  return generateQuick(options);
}

function requireAffordable(options: GenerateOptions, remainingMs: number): void {
  const { type, modulusBits } = options;
  if (type !== 'rsa' && type !== 'rsa-pss' && type !== 'dsa') return;
  if (modulusBits < MIN_MODULUS_BITS) throw plainOpensslFault('KEY_SIZE_TOO_SMALL');
  if (modulusBits > MAX_MODULUS_BITS) {
    throw beyondLimit(
      `Cannot generate a key of ${modulusBits} bits: at most ${MAX_MODULUS_BITS} are allowed`,
    );
  }
  if (type !== 'dsa' && (options.exponent < 3 || options.exponent % 2 === 0)) {
    throw plainOpensslFault('BAD_E_VALUE');
  }
  if (type === 'dsa' && modulusBits < divisorBits(options) + LEAST_COFACTOR_BITS) {
    throw beyondLimit(
      `Cannot generate a key of ${modulusBits} bits with a divisor of ${divisorBits(options)}: it is too large`,
    );
  }
  requireTime(`a key of ${modulusBits} bits`, rsaMs(modulusBits), remainingMs);
}

const rsaOptions = ({ modulusBits, exponent }: GenerateOptions) => ({
  modulusLength: modulusBits,
  publicExponent: exponent,
  privateKeyEncoding: pkcs8,
  publicKeyEncoding: spki,
});

/** The host's own rounds other sizes down. */
const isNativeSize = ({ modulusBits }: GenerateOptions): boolean => modulusBits % 128 === 0;

function rsaOf(options: GenerateOptions, plain: Key): Key {
  if (options.type === 'rsa') return plain;
  return makeKey('rsa-pss', true, plain.inner, pssParameters(options));
}

/** @see RFC 4055, 3.1 */
function pssParameters({ hash, maskHash, saltBytes }: GenerateOptions) {
  if (hash === '' && maskHash === '' && saltBytes === undefined) return undefined;
  const name = hash === '' ? 'sha1' : requireDigest(hash, invalidHash);
  const maskName = maskHash === '' ? name : requireDigest(maskHash, invalidMaskHash);
  const salt = saltBytes ?? digestOid(name).bytes;
  const algorithm = (digest: string) => sequence(oid(digestOid(digest).oid), nil());
  // What has its default is left out, as DER wants it.
  const parts = [
    ...(name === 'sha1' ? [] : [node(0xa0, algorithm(name))]),
    ...(maskName === 'sha1' ? [] : [node(0xa1, sequence(oid(MGF1), algorithm(maskName)))]),
    ...(salt === 20 ? [] : [node(0xa2, smallInteger(salt))]),
  ];
  return readNode(sequence(...parts));
}

const MGF1 = '1.2.840.113549.1.1.8';

const invalidHash = (name: string) =>
  fault(`Invalid digest: ${name}`, 'ERR_CRYPTO_INVALID_DIGEST', 'TypeError');
const invalidMaskHash = (name: string) =>
  fault(`Invalid MGF1 digest: ${name}`, 'ERR_CRYPTO_INVALID_DIGEST', 'TypeError');

/** @throws GuestError when a key with these restrictions cannot be */
export function requireRestrictions(options: GenerateOptions): void {
  if (options.type === 'rsa-pss') pssParameters(options);
}

function divisorBits({ divisorBits: bits, modulusBits }: GenerateOptions): number {
  if (bits > 0) return Math.min(bits, 512);
  return modulusBits >= 2048 ? 224 : 160;
}

/** Bits that a modulus of DSA has more than its divisor, so that there are enough of them to find one. */
const LEAST_COFACTOR_BITS = 32;

function dsaOf(p: bigint, q: bigint): Key {
  let g = 1n;
  for (let base = 2n; g === 1n; base++) g = power(base, (p - 1n) / q, p);
  const x = randomBelow(q);
  const parameters = readNode(sequence(...[p, q, g].map((value) => integer(toBytes(value)))));
  return makeKey('dsa', true, integer(toBytes(x)), parameters);
}

function generateQuick(options: GenerateOptions): Key {
  const { type } = options;
  if (type === 'ec') {
    const curve = requireCurve(options.curve);
    return ecPrivate(curve, curve.randomPrivate());
  }
  if (type === 'dh') return generateDh(options);
  return rawKey(type, true, randomBytes(RAW_KEY_BYTES[type] ?? 0));
}

function generateDh({ group: name, prime, generator }: GenerateOptions): Key {
  const group = name === '' ? ownGroup(prime, generator) : namedGroup(name);
  const parameters = readNode(sequence(integer(group.prime), integer(group.generator)));
  return makeKey('dh', true, integer(randomSecret(group)), parameters);
}

function ownGroup(prime: Uint8Array | undefined, generator: number): Group {
  if (!prime) throw fault('Cannot generate a key for Diffie-Hellman: no prime was given');
  requireModulus(prime);
  return { prime, generator: toBytes(BigInt(generator)) };
}
