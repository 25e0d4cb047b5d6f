import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  failureOf,
  makeSandbox,
  makeWorld,
  runSnippet,
  type TestSandbox,
} from '../../support/sandbox.ts';

setDefaultTimeout(30_000);

let box: TestSandbox;
beforeAll(async () => {
  box = await makeSandbox({ world: await makeWorld() });
});

function failed(code: string) {
  const ran = runSnippet(box, code);
  box.sandbox.reset();
  const { code: failureCode, type, message } = failureOf(ran);
  return [failureCode, type, message];
}
const threw = (type: string, message: string) => ['guest_threw', type, message];

test('what a snippet throws tells its cause in the hint, where that is an error', () => {
  const hintOf = (thrown: string) => {
    const ran = runSnippet(box, `throw ${thrown}`);
    box.sandbox.reset();
    return failureOf(ran).hint;
  };
  expect(hintOf('new Error("m", { cause: new TypeError("why") })')).toBe(
    'The error that caused it: why',
  );
  expect(hintOf('new Error("m", { cause: new TypeError("m") })')).toBeUndefined();
  for (const cause of [
    'undefined',
    '"text"',
    '{ message: "m" }',
    'new Error("")',
    'new Proxy({}, { getPrototypeOf() { throw 1 } })',
    'Object.assign(new Error(), { message: {} })',
  ]) {
    expect(hintOf(`new Error("m", { cause: ${cause} })`)).toBeUndefined();
  }
  expect(
    hintOf('Object.defineProperty(new Error("m"), "cause", { get() { throw 1 } })'),
  ).toBeUndefined();
  const long = hintOf('new Error("m", { cause: new Error("x".repeat(1e5)) })') ?? '';
  expect(long.length).toBeLessThan(500);
});

describe('what a snippet throws', () => {
  test.each<[string, string, string]>([
    ['new Error("m")', 'Error', 'm'],
    ['new RangeError("m")', 'RangeError', 'm'],
    ['new (class Own extends Error { name = "Own" })("m")', 'Own', 'm'],
    ['new AggregateError([new Error("in")], "m")', 'AggregateError', 'm'],
    ['new Error("m", { cause: new Error("c") })', 'Error', 'm'],
    ['Object.assign(new Error("m"), { name: Symbol("s") })', 'Error', 'm'],
    ['Object.assign(new Error("m"), { message: {} })', 'Error', ''],
    ['Object.assign(new Error("m"), { name: "<script>" })', 'Error', 'm'],
    ['Object.create(Error.prototype)', 'Error', ''],
    ['{ a: 1 }', 'RuntimeError', '{"a":1}'],
    ['{ message: "m", name: "TypeError" }', 'RuntimeError', '{"message":"m","name":"TypeError"}'],
    ['[1, 2]', 'RuntimeError', '[1,2]'],
    ['"text"', 'RuntimeError', 'text'],
    ['""', 'RuntimeError', ''],
    ['null', 'RuntimeError', 'null'],
    ['undefined', 'RuntimeError', 'undefined'],
    ['5n', 'RuntimeError', '5'],
    ['Symbol("s")', 'RuntimeError', 'Symbol(s)'],
    ['() => 1', 'RuntimeError', '() => 1'],
    ['Object.create(null)', 'RuntimeError', '{}'],
    ['Proxy.revocable({}, {}).proxy', 'RuntimeError', '{}'],
    [
      '(() => { const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy })()',
      'RuntimeError',
      'a thrown object that cannot be shown',
    ],
    [
      'new Proxy({}, { getPrototypeOf() { throw 1 }, get() { throw 2 }, ownKeys() { throw 3 } })',
      'RuntimeError',
      'a thrown object that cannot be shown',
    ],
    [
      '(() => { const a = {}; a.a = a; return a })()',
      'RuntimeError',
      'a thrown object that cannot be shown',
    ],
    [
      '{ toJSON() { throw 1 }, toString() { throw 2 } }',
      'RuntimeError',
      'a thrown object that cannot be shown',
    ],
    ['{ toJSON() {} }', 'RuntimeError', '[object Object]'],
    ['Object.defineProperty(new Error("m"), "message", { get() { throw 1 } })', 'Error', ''],
    ['Object.defineProperty(new Error("m"), "name", { get() { throw 1 } })', 'Error', 'm'],
    ['Object.defineProperty(new Error("m"), "stack", { get() { throw 1 } })', 'Error', 'm'],
    ['new Error("\\ud800 \\0 \\u2028")', 'Error', '\ud800 \0 \u2028'],
    ['new Error("m".repeat(9999))', 'Error', `${'m'.repeat(4096)}…`],
    ['"m".repeat(9999)', 'RuntimeError', `${'m'.repeat(4096)}…`],
    ['new Error("m".repeat(3e6))', 'Error', '(a text of 3000000 characters)'],
    [
      '(() => { let s = "ab"; for (let i = 0; i < 28; i++) s += s; return s })()',
      'RuntimeError',
      `(a text of ${2 ** 29} characters)`,
    ],
  ])('throw %s', (value, type, message) => {
    expect(failed(`throw ${value}`)).toEqual(threw(type, message));
    expect(failed(`await null; throw ${value}`)).toEqual(threw(type, message));
    expect(failed(`return Promise.reject(${value})`)).toEqual(threw(type, message));
  });

  test('a thrown value is described the same whatever became of the world', () => {
    const poison = `Error.prototype.toString = Error.prototype.constructor = JSON.stringify = Object.prototype.toJSON = null;
      Object.defineProperty(Object.prototype, 'code', { set() { throw 1 }, get() { return 'internal' } });
      String.prototype.toJSON = () => 'mine'; Error.prototype.name = 'internal';`;
    expect(failed(`${poison} throw new TypeError("m")`)).toEqual(threw('TypeError', 'm'));
    expect(failed(`${poison} throw { a: 1 }`)).toEqual(threw('RuntimeError', '{"a":1}'));
  });

  test.each([
    "Object.defineProperty(Array.prototype, '0', { set() { throw 1 } })",
    "Object.defineProperty(Object.prototype, '0', { set() { throw 1 }, get() { throw 2 } })",
    'Object.setPrototypeOf(Array.prototype, new Proxy({}, { get() { throw 1 }, set() { throw 2 }, has() { throw 3 } }))',
  ])('a thrown value is described the same where an index has a setter: %s', (poison) => {
    expect(failed(`${poison}; throw new TypeError("m")`)).toEqual(threw('TypeError', 'm'));
    expect(failed(`${poison}; await null; throw new TypeError("m")`)).toEqual(
      threw('TypeError', 'm'),
    );
    expect(failed(`${poison}; return`)[0]).toBe('no_result');
  });

  test.each<[string, string]>([
    ['return', 'no_result'],
    ['return undefined', 'no_result'],
    ['return () => 1', 'no_result'],
    ['return Symbol()', 'no_result'],
    ['return { toJSON() {} }', 'no_result'],
    ['return 1n', 'unserializable_result'],
    ['return { a: [1n] }', 'unserializable_result'],
    ['const a = []; a[0] = a; return a', 'unserializable_result'],
    ['return { toJSON() { throw new Error("no") } }', 'unserializable_result'],
    ['return { get a() { throw null } }', 'unserializable_result'],
    ['return { get a() { throw new Proxy({}, { get() { throw 1 } }) } }', 'unserializable_result'],
    ['return "x".repeat(6e6)', 'result_too_large'],
    ['return Array(3e6).fill(1)', 'result_too_large'],
    ['return "€".repeat(2e6)', 'result_too_large'],
    ['let s = "ab"; for (let i = 0; i < 28; i++) s += s; return s', 'result_too_large'],
  ])('%s: %s', (code, ending) => {
    expect(failed(code)[0]).toBe(ending);
    expect(failed(`await null; ${code}`)[0]).toBe(ending);
  });
});
