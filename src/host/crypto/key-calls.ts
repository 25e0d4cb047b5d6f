/** Host calls of keys: how they come, go, are made, and what they are. */

import type { CryptoCalls } from '../../wire/crypto-calls.ts';
import { booleanIn, type Claim, integerIn, oneOfIn, textIn } from '../claims.ts';
import type { Handlers, LaterHandlers } from '../host-run.ts';
import { translating, translatingLater } from './fault.ts';
import {
  type GenerateOptions,
  generateLater,
  generateNow,
  requireRestrictions,
} from './generate.ts';
import { heavyQueueOf } from './heavy-queue.ts';
import { type Key, type KeyType, RAW_KEY_BYTES, rawOf } from './key.ts';
import { requireKeyTime } from './key-cost.ts';
import { describeKey, exportJwk, exportKey } from './key-export.ts';
import { importDer, importJwk, importPem, importRaw } from './key-import.ts';
import { publicOf } from './key-public.ts';
import { readPkcs8, readSpki } from './key-read.ts';

const NONE = new Uint8Array(0);
const UINT32 = 2 ** 32 - 1;
const KEY_TYPES = [
  'rsa',
  'rsa-pss',
  'dsa',
  'ec',
  'dh',
  'ed25519',
  'ed448',
  'x25519',
  'x448',
] as const;
const ENCODINGS = ['pkcs1', 'pkcs8', 'spki', 'sec1'] as const;
const JWK_FIELDS = ['kty', 'crv', 'x', 'y', 'd', 'n', 'e', 'p', 'q', 'dp', 'dq', 'qi'] as const;

export const privateKey = (der: Uint8Array = NONE): Key => readPkcs8(Buffer.from(der));
export const publicKey = (der: Uint8Array = NONE): Key => readSpki(Buffer.from(der));

const keyOf = (claim: { readonly isPrivate?: unknown }, der?: Uint8Array): Key =>
  booleanIn(claim, 'isPrivate') ? privateKey(der) : publicKey(der);

function generateOptions(
  claim: Claim<CryptoCalls['crypto.generate-key']['in']>,
  prime: Uint8Array | undefined,
): GenerateOptions {
  const saltLength = integerIn(claim, 'saltLength', -1, UINT32);
  const options: GenerateOptions = {
    type: oneOfIn<KeyType>(claim, 'type', KEY_TYPES),
    modulusBits: integerIn(claim, 'modulusLength', 0, UINT32),
    exponent: integerIn(claim, 'publicExponent', 0, UINT32),
    divisorBits: integerIn(claim, 'divisorLength', -1, UINT32),
    curve: textIn(claim, 'curve'),
    hash: textIn(claim, 'hash'),
    maskHash: textIn(claim, 'maskHash'),
    saltBytes: saltLength < 0 ? undefined : saltLength,
    group: textIn(claim, 'group'),
    prime: prime && prime.length > 0 ? prime : undefined,
    generator: integerIn(claim, 'generator', 0, UINT32),
  };
  requireRestrictions(options);
  return options;
}

export const KEY_CALLS: Handlers<
  | 'crypto.import-key'
  | 'crypto.import-jwk'
  | 'crypto.import-raw'
  | 'crypto.export-key'
  | 'crypto.export-jwk'
  | 'crypto.export-raw'
  | 'crypto.describe-key'
  | 'crypto.public-key'
  | 'crypto.generate-key'
> = {
  'crypto.import-key': (claim, [bytes = NONE, passphrase = NONE], run) => {
    const options = {
      wants: oneOfIn(claim, 'wants', ['private', 'public']),
      encoding: textIn(claim, 'encoding'),
      passphrase: booleanIn(claim, 'hasPassphrase') ? passphrase : undefined,
      remainingMs: run.remainingMs(),
    };
    const data = Buffer.from(bytes);
    return translating(() =>
      oneOfIn(claim, 'format', ['pem', 'der']) === 'pem'
        ? importPem(data.toString('latin1'), options)
        : importDer(data, options),
    ).der;
  },
  'crypto.import-jwk': (claim) => {
    const fields: Record<string, string> = {};
    for (const field of JWK_FIELDS)
      if (claim[field] !== undefined) fields[field] = textIn(claim, field);
    return importJwk(fields, booleanIn(claim, 'isPrivate')).der;
  },
  'crypto.import-raw': (claim, [raw = NONE]) =>
    importRaw(
      oneOfIn(claim, 'type', KEY_TYPES),
      textIn(claim, 'curve'),
      booleanIn(claim, 'isPrivate'),
      Buffer.from(raw),
    ).der,
  'crypto.export-key': (claim, [der, passphrase = NONE]) => {
    const options = {
      format: oneOfIn(claim, 'format', ['pem', 'der']),
      encoding: oneOfIn(claim, 'encoding', ENCODINGS),
      cipher: textIn(claim, 'cipher'),
      passphrase,
    };
    return translating(() => exportKey(keyOf(claim, der), options));
  },
  'crypto.export-jwk': (claim, [der], run) =>
    exportJwk(requireKeyTime(keyOf(claim, der), run.remainingMs())),
  'crypto.export-raw': (claim, [der]) => {
    const key = keyOf(claim, der);
    return RAW_KEY_BYTES[key.type] === undefined ? key.inner : rawOf(key);
  },
  'crypto.describe-key': (claim, [der]) => describeKey(keyOf(claim, der)),
  'crypto.public-key': (_claim, [der], run) =>
    translating(() => publicOf(requireKeyTime(privateKey(der), run.remainingMs())).der),
  'crypto.generate-key': (claim, [prime], run) =>
    translating(() => generateNow(generateOptions(claim, prime), run.remainingMs()).der),
};

export const KEY_LATER_CALLS: LaterHandlers<'crypto.generate-key'> = {
  'crypto.generate-key': async (claim, [prime], run) => {
    const options = generateOptions(claim, prime);
    const queue = run.own(heavyQueueOf);
    const key = await translatingLater(queue.run(() => generateLater(options, run.remainingMs())));
    return key.der;
  },
};
