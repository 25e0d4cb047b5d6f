/** `generateKeyPair`, `generateKey`. @see Node's lib/internal/crypto/keygen.js */
import type { CryptoCalls } from '../../../wire/crypto-calls.ts';
import { callHost, callHostLater } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_VALUE } from '../errors.ts';
import {
  validateBuffer,
  validateFunction,
  validateInt32,
  validateInteger,
  validateObject,
  validateOneOf,
  validateString,
  validateUint32,
} from '../validate.ts';
import { NO_BYTES, viewOf } from './bytes.ts';
import { callBackWith, later } from './callback.ts';
import {
  ERR_INCOMPATIBLE_OPTION_PAIR,
  ERR_MISSING_OPTION,
  invalidDigest,
  invalidMaskDigest,
} from './crypto-errors.ts';
import { requireDigest } from './digest-lookup.ts';
import {
  type KeyEncoding,
  parsePrivateKeyEncoding,
  parsePublicKeyEncoding,
} from './key-encoding.ts';
import {
  exportHandle,
  exportJwk,
  KeyHandle,
  PrivateKeyObject,
  PublicKeyObject,
  SecretKeyObject,
} from './key-object.ts';
import { requireCurve, requireGroup } from './named-groups.ts';
import { numberBytes, safePrime } from './safe-prime.ts';

type Options = Readonly<Record<string, unknown>>;
type Argument = CryptoCalls['crypto.generate-key']['in'];

interface Job {
  readonly argument: Argument;
  readonly prime: Uint8Array;
  readonly publicEncoding: KeyEncoding | undefined;
  readonly privateEncoding: KeyEncoding | undefined;
}

const PLAIN: Argument = {
  type: '',
  modulusLength: 0,
  publicExponent: 0x10001,
  divisorLength: -1,
  curve: '',
  hash: '',
  maskHash: '',
  saltLength: -1,
  group: '',
  generator: 2,
};

function encodingsOf(type: string, options: Options) {
  const { publicKeyEncoding, privateKeyEncoding } = options;
  return {
    publicEncoding: encodingOf(publicKeyEncoding, 'publicKeyEncoding', (given, name) =>
      parsePublicKeyEncoding(given, type, name),
    ),
    privateEncoding: encodingOf(privateKeyEncoding, 'privateKeyEncoding', (given, name) =>
      parsePrivateKeyEncoding(given, type, name),
    ),
  };
}

function encodingOf(
  given: unknown,
  name: string,
  parse: (given: unknown, name: string) => KeyEncoding,
): KeyEncoding | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'object') throw new ERR_INVALID_ARG_VALUE(`options.${name}`, given);
  return parse(given, name);
}

function createJob(type: unknown, options: unknown): Job {
  validateString(type, 'type');
  const encodings = encodingsOf(type, (options ?? {}) as Options);
  if (options !== undefined) validateObject(options, 'options');
  const given = { ...PLAIN, type };
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return { ...encodings, prime: NO_BYTES, argument: rsaArgument(given, options) };
    case 'dsa':
      return { ...encodings, prime: NO_BYTES, argument: dsaArgument(given, options) };
    case 'ec':
      return { ...encodings, prime: NO_BYTES, argument: ecArgument(given, options) };
    case 'ed25519':
    case 'ed448':
    case 'x25519':
    case 'x448':
      return { ...encodings, prime: NO_BYTES, argument: given };
    case 'dh':
      return { ...encodings, ...dhArgument(given, options) };
    default:
      throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
}

function requireOptions(options: unknown): Options {
  validateObject(options, 'options');
  return options as Options;
}

function rsaArgument(plain: Argument, options: unknown): Argument {
  const { modulusLength, publicExponent, ...rest } = requireOptions(options);
  validateUint32(modulusLength, 'options.modulusLength');
  let exponent = PLAIN.publicExponent;
  if (publicExponent !== undefined && publicExponent !== null) {
    validateUint32(publicExponent, 'options.publicExponent');
    exponent = publicExponent;
  }
  const restriction = plain.type === 'rsa' ? {} : pssRestriction(rest);
  return { ...plain, modulusLength, publicExponent: exponent, ...restriction };
}

function pssRestriction({ hash, mgf1Hash, hashAlgorithm, mgf1HashAlgorithm, saltLength }: Options) {
  let salt = -1;
  if (saltLength !== undefined) {
    validateInt32(saltLength, 'options.saltLength', 0);
    salt = saltLength;
  }
  const restriction = {
    hash: digestOption({ hashAlgorithm, hash }),
    maskHash: digestOption({ mgf1HashAlgorithm, mgf1Hash }),
    saltLength: salt,
  };
  if (restriction.hash !== '') requireDigest(restriction.hash, invalidDigest);
  if (restriction.maskHash !== '') requireDigest(restriction.maskHash, invalidMaskDigest);
  return restriction;
}

/** An option that has a name, and an older one that may stand for it. */
function digestOption(both: Options): string {
  const [[name, value], [oldName, oldValue]] = Object.entries(both) as [
    [string, unknown],
    [string, unknown],
  ];
  if (value !== undefined) validateString(value, `options.${name}`);
  if (oldValue === undefined) return value ?? '';
  validateString(oldValue, `options.${oldName}`);
  if (value && oldValue !== value) throw new ERR_INVALID_ARG_VALUE(`options.${oldName}`, oldValue);
  return value || oldValue;
}

function dsaArgument(plain: Argument, options: unknown): Argument {
  const { modulusLength, divisorLength } = requireOptions(options);
  validateUint32(modulusLength, 'options.modulusLength');
  if (divisorLength === undefined || divisorLength === null) return { ...plain, modulusLength };
  validateInt32(divisorLength, 'options.divisorLength', 0);
  return { ...plain, modulusLength, divisorLength };
}

function ecArgument(plain: Argument, options: unknown): Argument {
  const { namedCurve, paramEncoding } = requireOptions(options);
  validateString(namedCurve, 'options.namedCurve');
  const isNamed =
    paramEncoding === undefined || paramEncoding === null || paramEncoding === 'named';
  if (!isNamed && paramEncoding !== 'explicit') {
    throw new ERR_INVALID_ARG_VALUE('options.paramEncoding', paramEncoding);
  }
  requireCurve(namedCurve);
  return { ...plain, curve: namedCurve };
}

function dhArgument(plain: Argument, options: unknown): { argument: Argument; prime: Uint8Array } {
  const { group, primeLength, prime, generator } = requireOptions(options);
  if (group !== undefined && group !== null) {
    requireAlone('group', { prime, primeLength, generator });
    validateString(group, 'options.group');
    requireGroup(group);
    return { argument: { ...plain, group }, prime: NO_BYTES };
  }
  let base = PLAIN.generator;
  if (generator !== undefined && generator !== null) {
    validateInt32(generator, 'options.generator', 0);
    base = generator;
  }
  return { argument: { ...plain, generator: base }, prime: dhPrime(prime, primeLength, base) };
}

function requireAlone(name: string, others: Options): void {
  for (const [other, value] of Object.entries(others)) {
    if (value !== undefined && value !== null) throw new ERR_INCOMPATIBLE_OPTION_PAIR(name, other);
  }
}

function dhPrime(prime: unknown, primeLength: unknown, generator: number): Uint8Array {
  if (prime !== undefined && prime !== null) {
    requireAlone('prime', { primeLength });
    validateBuffer(prime, 'options.prime');
    return viewOf(prime).slice();
  }
  if (primeLength === undefined || primeLength === null) {
    throw new ERR_MISSING_OPTION('At least one of the group, prime, or primeLength options');
  }
  validateInt32(primeLength, 'options.primeLength', 0);
  return safePrime(primeLength, numberBytes(generator));
}

function written(
  handle: KeyHandle,
  encoding: KeyEncoding | undefined,
  Class: new (handle: KeyHandle) => object,
): unknown {
  if (!encoding) return new Class(handle);
  return encoding.format === 'jwk' ? exportJwk(handle) : exportHandle(handle, encoding);
}

function pairOf(der: Uint8Array, { publicEncoding, privateEncoding }: Job) {
  const own = new KeyHandle('private', der);
  const shared = new KeyHandle('public', callHost('crypto.public-key', {}, der));
  return {
    publicKey: written(shared, publicEncoding, PublicKeyObject),
    privateKey: written(own, privateEncoding, PrivateKeyObject),
  };
}

export interface KeyPair {
  readonly publicKey: unknown;
  readonly privateKey: unknown;
}

export function generateKeyPairSync(type: unknown, options?: unknown): KeyPair {
  const job = createJob(type, options);
  return pairOf(callHost('crypto.generate-key', job.argument, job.prime), job);
}

async function generatePair(job: Job): Promise<KeyPair> {
  return pairOf(await callHostLater('crypto.generate-key', job.argument, job.prime), job);
}

type PairCallback = (error: unknown, publicKey?: unknown, privateKey?: unknown) => void;

export function generateKeyPair(type: unknown, options: unknown, callback?: unknown): void {
  const isShort = typeof options === 'function';
  const call = isShort ? options : callback;
  validateFunction(call, 'callback');
  const done = call as PairCallback;
  const job = createJob(type, isShort ? undefined : options);
  callBackWith(
    generatePair(job),
    ({ publicKey, privateKey }) => done(null, publicKey, privateKey),
    done,
  );
}

Object.defineProperty(generateKeyPair, Symbol.for('nodejs.util.promisify.custom'), {
  value: async (type: unknown, options: unknown) => generatePair(createJob(type, options)),
});

const AES_BITS = [128, 192, 256];
const MAX_BITS = 2 ** 31 - 1;

function secretBytes(type: unknown, options: unknown): number {
  validateString(type, 'type');
  const { length } = requireOptions(options);
  if (type === 'hmac') {
    validateInteger(length, 'options.length', 8, MAX_BITS);
    return Math.floor(length / 8);
  }
  if (type !== 'aes') {
    throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
  validateOneOf(length, 'options.length', AES_BITS);
  return (length as number) / 8;
}

const secretOf = (size: number): SecretKeyObject =>
  new SecretKeyObject(new KeyHandle('secret', callHost('crypto.random', { size })));

export const generateKeySync = (type: unknown, options: unknown): SecretKeyObject =>
  secretOf(secretBytes(type, options));

export function generateKey(type: unknown, options: unknown, callback?: unknown): void {
  const isShort = typeof options === 'function';
  const call = isShort ? options : callback;
  validateFunction(call, 'callback');
  const done = call as (error: unknown, key?: SecretKeyObject) => void;
  const size = secretBytes(type, isShort ? undefined : options);
  callBackWith(
    later(() => secretOf(size)),
    (key) => done(null, key),
    done,
  );
}
