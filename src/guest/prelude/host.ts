/**
 * The guest's side of host calls. Promise: what a snippet did to its world changes neither what
 * crosses nor who may ask. Answers detached, resizable and shared buffers, arrays that lie about
 * their length, and proxies.
 */
import {
  ANSWERED,
  type HostCallName,
  type HostCalls,
  type HostRefusal,
  type LaterHostCallName,
  type LaterHostCalls,
  OPERATION,
} from '../../wire/host-calls.ts';
import { defineHidden } from './define.ts';
import { SecurityError } from './harden.ts';
import { plainRecord } from './json.ts';
import {
  append,
  apply,
  defineProperty,
  deleteProperty,
  ErrorCtor,
  EvalErrorCtor,
  MapCtor,
  mapDelete,
  mapGet,
  mapSet,
  ownKeys,
  PromiseCtor,
  parse,
  RangeErrorCtor,
  ReferenceErrorCtor,
  SyntaxErrorCtor,
  stringSlice,
  TypeErrorCtor,
  toText,
  typedArrayBuffer,
  typedArrayLength,
  typedArrayName,
  typedArraySet,
  Uint8ArrayCtor,
  URIErrorCtor,
  world,
} from './primordials.ts';

/** What really crosses: two texts and buffers, and back a text, a buffer or nothing. */
type RawHost = (call: string, argument: string, ...bytes: ArrayBuffer[]) => unknown;

/** The one function the host hands in; taken off the global object before any guest code exists. */
const raw = world['__host'] as RawHost;
deleteProperty(world, '__host');

/**
 * Asks the host for something that it answers at once.
 * @param argument plain data: an object of another kind crosses as its fields
 * @throws the host's refusal, as an error of this world
 */
export function callHost<K extends HostCallName>(
  call: K,
  argument: HostCalls[K]['in'],
  ...bytes: Uint8Array[]
): HostCalls[K]['out'] {
  return readAnswer(ask(call, argument, bytes)) as HostCalls[K]['out'];
}

interface Operation {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

const operations = new MapCtor<unknown, unknown>();
let lastOperation = 0;

/**
 * Asks the host for something that takes its time; the run waits meanwhile.
 * @returns a promise of the answer; it rejects with the host's refusal
 */
export function callHostLater<K extends LaterHostCallName>(
  call: K,
  argument: LaterHostCalls[K]['in'],
  ...bytes: Uint8Array[]
): Promise<LaterHostCalls[K]['out']> {
  return new PromiseCtor((resolve, reject) => {
    const operation = ++lastOperation;
    // A refusal at once is thrown here, and rejects the promise.
    readAnswer(ask((call as string) + OPERATION + toText(operation), argument, bytes));
    mapSet(operations, operation, { __proto__: null, resolve, reject });
  });
}

/** Settles the promise of an operation that the host has answered. */
export function answerOperation(id: number, text: string, bytes?: ArrayBuffer): void {
  const operation = mapGet(operations, id) as Operation | undefined;
  if (operation === undefined) return;
  mapDelete(operations, id);
  let answer: unknown;
  try {
    answer = readLaterAnswer(text, bytes);
  } catch (refusal) {
    operation.reject(refusal);
    return;
  }
  operation.resolve(answer);
}

function readLaterAnswer(text: string, bytes: ArrayBuffer | undefined): unknown {
  if (text === '') return readAnswer(bytes);
  const data = readAnswer(text);
  return bytes === undefined ? data : { __proto__: null, data, bytes: new Uint8ArrayCtor(bytes) };
}

function ask(call: string, argument: object, bytes: Uint8Array[]): unknown {
  const text = plainRecord(argument);
  if (bytes.length === 0) return raw(call, text);
  const args: unknown[] = [call, text];
  for (let i = 0; i < bytes.length; i++) append(args, copyOf(bytes[i]));
  return apply(raw, undefined, args);
}

/**
 * A buffer of the prelude's own, plain and of fixed length, with what `bytes` shows at this moment.
 * Only internal slots are read, so nothing of the snippet's runs between.
 */
function copyOf(bytes: unknown): ArrayBuffer {
  if (typedArrayName(bytes) !== 'Uint8Array') {
    throw new TypeErrorCtor('Cannot hand this to the host: a Uint8Array was wanted');
  }
  const length = typedArrayLength(bytes);
  const copy = new Uint8ArrayCtor(length);
  // Nothing is to be seen of a detached array, and to read it would throw.
  if (length > 0) typedArraySet(copy, bytes as Uint8Array);
  return typedArrayBuffer(copy);
}

function readAnswer(answer: unknown): unknown {
  if (answer === undefined) return undefined;
  if (typeof answer !== 'string') return new Uint8ArrayCtor(answer as ArrayBuffer);
  const text = stringSlice(answer, 1);
  if (stringSlice(answer, 0, 1) === ANSWERED) return parse(text) as unknown;
  throw errorOf(parse(text) as HostRefusal);
}

const ERRORS = {
  __proto__: null,
  Error: ErrorCtor,
  EvalError: EvalErrorCtor,
  RangeError: RangeErrorCtor,
  ReferenceError: ReferenceErrorCtor,
  SecurityError,
  SyntaxError: SyntaxErrorCtor,
  TypeError: TypeErrorCtor,
  URIError: URIErrorCtor,
} as unknown as Readonly<Record<string, ErrorConstructor | undefined>>;

/** An error of this world, as the host describes it. */
function errorOf({ name, message, details }: HostRefusal): Error {
  const Ctor = ERRORS[name];
  const error = new (Ctor ?? ErrorCtor)(message);
  if (Ctor === undefined) defineHidden(error, 'name', name);
  if (details === undefined) return error;
  const keys = ownKeys(details) as string[];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    // Enumerable, as the properties of Node's own errors are.
    defineProperty(error, key, {
      __proto__: null,
      value: details[key],
      writable: true,
      enumerable: true,
      configurable: true,
    } as PropertyDescriptor);
  }
  return error;
}
