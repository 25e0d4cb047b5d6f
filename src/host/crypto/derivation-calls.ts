/** Host calls of agreed secrets, of derived keys and of primes. */

import type { CryptoCalls } from '../../wire/crypto-calls.ts';
import { booleanIn, type Claim, integerIn, oneOfIn, textIn } from '../claims.ts';
import type { Handlers, HostRun, LaterHandlers } from '../host-run.ts';
import { agree, publicNumber, sharedNumber, stepOnCurve } from './agreement.ts';
import { hkdf, pbkdf2Later, pbkdf2Now, scryptLater, scryptNow } from './derivation.ts';
import { translating, translatingLater } from './fault.ts';
import { namedGroup, randomSecret, requireModulus } from './group.ts';
import { heavyQueueOf } from './heavy-queue.ts';
import { privateKey, publicKey } from './key-calls.ts';
import {
  checkGroup,
  generatePrimeLater,
  generatePrimeNow,
  isPrime,
  type PrimeOptions,
} from './prime.ts';

const NONE = new Uint8Array(0);
const MAX_INT = 2 ** 31 - 1;
const UINT32 = 2 ** 32 - 1;
const CURVE_OPERATIONS = ['generate', 'check', 'public', 'compute', 'convert'] as const;
const FORMS = ['uncompressed', 'compressed', 'hybrid'] as const;

const pbkdf2Options = (claim: Claim<CryptoCalls['crypto.pbkdf2']['in']>, run: HostRun) => ({
  digest: textIn(claim, 'digest'),
  iterations: integerIn(claim, 'iterations', 1, MAX_INT),
  bytes: integerIn(claim, 'length', 0, MAX_INT),
  remainingMs: run.remainingMs(),
});

const scryptOptions = (claim: Claim<CryptoCalls['crypto.scrypt']['in']>, run: HostRun) => ({
  cost: integerIn(claim, 'cost', 0, UINT32),
  blockSize: integerIn(claim, 'blockSize', 0, UINT32),
  lanes: integerIn(claim, 'lanes', 0, UINT32),
  maxBytes: integerIn(claim, 'maxBytes', 0, Number.MAX_SAFE_INTEGER),
  bytes: integerIn(claim, 'length', 0, MAX_INT),
  remainingMs: run.remainingMs(),
});

const primeOptions = (
  claim: Claim<CryptoCalls['crypto.generate-prime']['in']>,
  [add = NONE, rem = NONE]: readonly Uint8Array[],
  run: HostRun,
): PrimeOptions => ({
  bits: integerIn(claim, 'bits', 1, MAX_INT),
  safe: booleanIn(claim, 'safe'),
  add,
  rem,
  remainingMs: run.remainingMs(),
});

export const DERIVATION_CALLS: Handlers<
  | 'crypto.ecdh'
  | 'crypto.dh-group'
  | 'crypto.dh-check'
  | 'crypto.dh-number'
  | 'crypto.dh-secret'
  | 'crypto.agree'
  | 'crypto.pbkdf2'
  | 'crypto.scrypt'
  | 'crypto.hkdf'
  | 'crypto.generate-prime'
  | 'crypto.check-prime'
> = {
  'crypto.ecdh': (claim, bytes, run) => {
    const operation = oneOfIn(claim, 'operation', CURVE_OPERATIONS);
    const form = oneOfIn(claim, 'form', FORMS);
    return translating(() =>
      stepOnCurve(operation, textIn(claim, 'curve'), form, bytes, run.remainingMs()),
    );
  },
  'crypto.dh-group': (claim) => namedGroup(textIn(claim, 'name')).prime,
  'crypto.dh-check': (_claim, [prime = NONE, generator = NONE], run) => {
    requireModulus(prime);
    return translating(() => checkGroup(prime, generator, run.remainingMs()));
  },
  'crypto.dh-number': (claim, [prime = NONE, generator = NONE, secret = NONE], run) => {
    requireModulus(prime);
    const group = { prime, generator };
    const wanted = oneOfIn(claim, 'of', ['private', 'public']);
    return translating(() =>
      wanted === 'private' ? randomSecret(group) : publicNumber(group, secret, run.remainingMs()),
    );
  },
  'crypto.dh-secret': (_claim, [prime = NONE, secret = NONE, other = NONE], run) =>
    translating(() => sharedNumber(prime, secret, other, run.remainingMs())),
  'crypto.agree': (_claim, [own, other], run) =>
    agree(privateKey(own), publicKey(other), run.remainingMs()),
  'crypto.pbkdf2': (claim, [password = NONE, salt = NONE], run) =>
    translating(() => pbkdf2Now(password, salt, pbkdf2Options(claim, run))),
  'crypto.scrypt': (claim, [password = NONE, salt = NONE], run) =>
    translating(() => scryptNow(password, salt, scryptOptions(claim, run))),
  'crypto.hkdf': (claim, [key = NONE, salt = NONE, info = NONE], run) =>
    translating(() => {
      const length = integerIn(claim, 'length', 0, MAX_INT);
      return hkdf(textIn(claim, 'digest'), key, salt, info, length, run.remainingMs());
    }),
  'crypto.generate-prime': (claim, bytes, run) =>
    translating(() => generatePrimeNow(primeOptions(claim, bytes, run))),
  'crypto.check-prime': (claim, [candidate = NONE], run) =>
    translating(() =>
      isPrime(candidate, integerIn(claim, 'checks', 0, MAX_INT), run.remainingMs()),
    ),
};

/** Waits for its turn, and tells what goes wrong as a guest may hear it. */
const heavy = <T>(run: HostRun, work: () => Promise<T>): Promise<T> =>
  translatingLater(run.own(heavyQueueOf).run(work));

/** Each asks for its time when its turn comes, not when it is asked for. */
export const DERIVATION_LATER_CALLS: LaterHandlers<
  'crypto.pbkdf2' | 'crypto.scrypt' | 'crypto.generate-prime'
> = {
  'crypto.pbkdf2': (claim, [password = NONE, salt = NONE], run) =>
    heavy(run, async () => pbkdf2Later(password, salt, pbkdf2Options(claim, run))),
  'crypto.scrypt': (claim, [password = NONE, salt = NONE], run) =>
    heavy(run, async () => scryptLater(password, salt, scryptOptions(claim, run))),
  'crypto.generate-prime': (claim, bytes, run) =>
    heavy(run, async () => generatePrimeLater(primeOptions(claim, bytes, run))),
};
