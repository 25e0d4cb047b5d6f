/** What stands for `test/common` of Node: those parts of it that need no process and no files. */

import assert from 'node:assert';
import process from 'node:process';
import { inspect } from 'node:util';
import { mustCall, mustCallAtLeast, mustNotCall } from './call-checks.ts';
import { leaveOut } from './leave-out.ts';

function invalidArgTypeHelper(input: unknown): string {
  if (input === null || input === undefined) return ` Received ${input}`;
  if (typeof input === 'function') return ` Received function ${input.name}`;
  if (typeof input === 'object') {
    const maker = input.constructor;
    if (maker?.name) return ` Received an instance of ${maker.name}`;
    return ` Received ${inspect(input, { depth: -1 })}`;
  }
  const shown = inspect(input, { colors: false });
  const cut = shown.length > 28 ? `${shown.slice(0, 25)}...` : shown;
  return ` Received type ${typeof input} (${cut})`;
}

function expectsError(validator: object, times?: number) {
  return mustCall((...args: unknown[]) => {
    assert.strictEqual(args.length, 1);
    const [error] = args;
    assert.strictEqual(Object.prototype.propertyIsEnumerable.call(error, 'message'), false);
    assert.throws(() => {
      throw error;
    }, validator as assert.AssertPredicate);
    return true;
  }, times);
}

type Warned = readonly [message: string | RegExp, code?: string];
const expectedWarnings: Record<string, Warned[]> = {};

function listOfWarnings(expected: unknown, code?: string): Warned[] {
  if (typeof expected === 'string' || expected instanceof RegExp) {
    return [[expected, code as string]];
  }
  if (!Array.isArray(expected)) {
    return Object.entries(expected as object).map(([key, text]) => [text as string, key]);
  }
  return Array.isArray(expected[0]) || expected.length === 0 ? expected : [expected as never];
}

function expectWarning(nameOrMap: unknown, expected?: unknown, code?: string): void {
  if (Object.keys(expectedWarnings).length === 0) process.on('warning', takeWarning);
  const all =
    typeof nameOrMap === 'string'
      ? { [nameOrMap]: expected }
      : (nameOrMap as Record<string, unknown>);
  for (const [name, each] of Object.entries(all)) {
    expectedWarnings[name] = listOfWarnings(each, code);
  }
}

function takeWarning(warning: Error & { code?: string }): void {
  const [message, code] = expectedWarnings[warning.name]?.shift() ?? [];
  assert.ok(message !== undefined, `Unexpected warning ${inspect(warning)}`);
  if (typeof message === 'string') assert.strictEqual(warning.message, message);
  else assert.match(warning.message, message);
  assert.strictEqual(warning.code, code);
}

export function unmetWarnings(): string {
  const left = Object.entries(expectedWarnings).filter(([, list]) => list.length > 0);
  return left.map(([name, list]) => `no ${name} with ${inspect(list)}`).join('; ');
}

const VIEWS = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView],
];

function getArrayBufferViews({ buffer, byteOffset, byteLength }: Uint8Array): object[] {
  return VIEWS.flatMap((View) => {
    const size = 'BYTES_PER_ELEMENT' in View ? View.BYTES_PER_ELEMENT : 1;
    if (byteLength % size !== 0) return [];
    return [Reflect.construct(View, [buffer, byteOffset, byteLength / size])];
  });
}

function mustNotMutateObjectDeep<T>(original: T): T {
  if (original === null || typeof original !== 'object') return original;
  const refuse = (): never => {
    throw new Error('Expected no side effects');
  };
  return new Proxy(original, {
    get: (target, key, receiver) => mustNotMutateObjectDeep(Reflect.get(target, key, receiver)),
    defineProperty: refuse,
    deleteProperty: refuse,
    preventExtensions: refuse,
    set: refuse,
    setPrototypeOf: refuse,
  });
}

const skip = (reason: string) => leaveOut(`the test skips itself: ${reason}`);

export const common: Readonly<Record<string, unknown>> = {
  allowGlobals() {},
  enoughTestMem: false,
  expectsError,
  expectWarning,
  getArrayBufferViews,
  getBufferSources: (buffer: Uint8Array) => [
    ...getArrayBufferViews(buffer),
    new Uint8Array(buffer).buffer,
  ],
  getTTYfd: () => -1,
  hasCrypto: true,
  hasFipsCrypto: false,
  hasIntl: true,
  hasIPv6: false,
  hasOpenSSL: (major: number) => major <= 3,
  hasOpenSSL3: true,
  hasQuic: false,
  invalidArgTypeHelper,
  isDumbTerminal: true,
  isFreeBSD: false,
  isLinux: true,
  isMacOS: false,
  isMainThread: true,
  isOpenBSD: false,
  isPi: () => false,
  isWindows: false,
  mustCall,
  mustCallAtLeast,
  mustNotCall,
  mustNotMutateObjectDeep,
  mustSucceed: (fn?: unknown, times?: number) =>
    mustCall(function (this: unknown, error: unknown, ...args: unknown[]) {
      assert.ifError(error);
      return typeof fn === 'function' ? fn.apply(this, args) : undefined;
    }, times),
  platformTimeout: (ms: number) => ms,
  printSkipMessage() {},
  skip,
  skipIf32Bits() {},
  skipIfInspectorDisabled: () => skip('no inspector'),
  skipIfWorker() {},
  spawnPromisified: () => leaveOut('needs child_process'),
};
