/** `generatePrime` and `checkPrime`. @see Node's lib/internal/crypto/random.js */
import { callHost, callHostLater } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from '../errors.ts';
import { validateBoolean, validateFunction, validateInt32, validateObject } from '../validate.ts';
import { isBinary, NO_BYTES, textBytes, textOf, toArrayBuffer, viewOf } from './bytes.ts';
import { callBackWith, later } from './callback.ts';

type Callback = (error: unknown, value?: unknown) => void;

const TYPES = ['ArrayBuffer', 'TypedArray', 'Buffer', 'DataView', 'bigint'];

function numberBytes(value: unknown, name: string): Uint8Array {
  if (typeof value === 'bigint') {
    if (value < 0) throw new ERR_OUT_OF_RANGE(name, '>= 0', value);
    const hex = value.toString(16);
    return textBytes(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  }
  if (!isBinary(value)) throw new ERR_INVALID_ARG_TYPE(name, TYPES, value);
  return viewOf(value).slice();
}

interface PrimeOptions {
  readonly safe?: unknown;
  readonly bigint?: unknown;
  readonly add?: unknown;
  readonly rem?: unknown;
}

interface PrimeJob {
  readonly argument: { readonly bits: number; readonly safe: boolean };
  readonly add: Uint8Array;
  readonly rem: Uint8Array;
  readonly isBigInt: boolean;
}

function primeJob(bits: number, options: unknown): PrimeJob {
  validateObject(options, 'options');
  const { safe = false, bigint = false, add, rem } = options as PrimeOptions;
  validateBoolean(safe, 'options.safe');
  validateBoolean(bigint, 'options.bigint');
  return {
    argument: { bits, safe },
    add: add === undefined ? NO_BYTES : numberBytes(add, 'options.add'),
    rem: rem === undefined ? NO_BYTES : numberBytes(rem, 'options.rem'),
    isBigInt: bigint,
  };
}

const primeOf = (bytes: Uint8Array, isBigInt: boolean): bigint | ArrayBuffer =>
  isBigInt ? BigInt(`0x${textOf(bytes, 'hex')}`) : toArrayBuffer(bytes);

export function generatePrimeSync(size: unknown, options: unknown = {}): bigint | ArrayBuffer {
  validateInt32(size, 'size', 1);
  const job = primeJob(size, options);
  return primeOf(callHost('crypto.generate-prime', job.argument, job.add, job.rem), job.isBigInt);
}

export function generatePrime(size: unknown, options: unknown, callback?: unknown): void {
  validateInt32(size, 'size', 1);
  const isShort = typeof options === 'function';
  const call = isShort ? options : callback;
  validateFunction(call, 'callback');
  const done = call as Callback;
  const job = primeJob(size, isShort ? {} : options);
  callBackWith(
    callHostLater('crypto.generate-prime', job.argument, job.add, job.rem),
    (bytes) => done(undefined, primeOf(bytes, job.isBigInt)),
    done,
  );
}

function checksOf(options: unknown): number {
  validateObject(options, 'options');
  const { checks = 0 } = options as { checks?: unknown };
  validateInt32(checks, 'options.checks', 0);
  return checks;
}

export function checkPrimeSync(candidate: unknown, options: unknown = {}): boolean {
  const bytes = numberBytes(candidate, 'candidate');
  return callHost('crypto.check-prime', { checks: checksOf(options) }, bytes);
}

export function checkPrime(candidate: unknown, options: unknown = {}, callback?: unknown): void {
  const bytes = numberBytes(candidate, 'candidate');
  const isShort = typeof options === 'function';
  const call = isShort ? options : callback;
  validateFunction(call, 'callback');
  const checks = checksOf(isShort ? {} : options);
  callBackWith(
    later(() => callHost('crypto.check-prime', { checks }, bytes)),
    (isPrime) => (call as Callback)(undefined, isPrime),
    call as Callback,
  );
}
