import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
} from '../../support/sandbox.ts';

setDefaultTimeout(30_000);

let box: TestSandbox;
beforeAll(async () => {
  box = await makeSandbox({ world: await makeWorld() });
});

function returned(code: string): unknown {
  const ran = runSnippet(box, code);
  box.sandbox.reset();
  return returnedBy(ran);
}

describe('the result', () => {
  test.each<[string, unknown]>([
    [
      '{ b: 1, a: [undefined, () => 1, Symbol(), NaN, -0], u: undefined, f() {} }',
      { b: 1, a: [null, null, null, null, 0] },
    ],
    ['new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['new Proxy([1, 2], {})', [1, 2]],
    ['Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } })', { own: 2 }],
    ['new Map([[1, 2]])', {}],
    ['{ toJSON: (key) => [key] }', ['']],
    ['{ a: { toJSON: (key) => key } }', { a: 'a' }],
    ['Object(1)', 1],
    ['[Object("s"), Object(true)]', ['s', true]],
    ['{ ["__proto__"]: 1, constructor: 2 }', JSON.parse('{"__proto__":1,"constructor":2}')],
    ['[,1]', [null, 1]],
  ])('the result of %s is what JSON makes of it', (value, expected) => {
    expect(returned(`return ${value}`)).toEqual(expected);
    expect(returned(`await null; return ${value}`)).toEqual(expected);
    const trap = "{ set() { throw 'trap' }, get() { throw 'trap' } }";
    // Not on the index that `[,1]` looks up, which is the value's own.
    const proto = value === '[,1]' ? 'Array.prototype, "1"' : 'Array.prototype, "0"';
    const poison = `Object.defineProperty(${proto}, ${trap})`;
    expect(returned(`const made = ${value}; ${poison}; return made`)).toEqual(expected);
  });

  test.each([
    'JSON.stringify = () => "mine"',
    'JSON.parse = null',
    'JSON = null',
    'Object.prototype.hasOwnProperty = Object.prototype.isPrototypeOf = null',
    'Function.prototype.call = Function.prototype.apply = null',
    'Reflect.apply = null',
    'String.prototype.toJSON = Number.prototype.toJSON = () => "mine"',
    'Array.prototype[Symbol.iterator] = null',
    'Array.prototype.push = null',
    'Symbol.prototype.toString = null',
    'Object.freeze(Object.prototype)',
    'Object.defineProperty(Object.prototype, "get", { value: 1 })',
    'Object.defineProperty(Object.prototype, "input", { value: 1 })',
    'Promise.resolve = Promise.reject = null',
    'Promise = null',
    'Object.defineProperty(Array.prototype, "0", { set() { throw 1 }, get() { throw 2 } })',
    'Object.defineProperty(Object.prototype, "0", { set() { throw 1 }, get() { throw 2 } })',
    'Object.defineProperty(Array.prototype, "1", { get() { throw 2 } })',
    'Object.setPrototypeOf(Array.prototype, new Proxy({}, { get(_, key) { if (key !== "toJSON") throw 1 }, set() { throw 2 }, has() { throw 3 } }))',
  ])('the result is the same after %s', (poison) => {
    expect(returned(`${poison}; return { a: [1, "x"] }`)).toEqual({ a: [1, 'x'] });
    expect(returned(`${poison}; await null; return { a: [1, "x"] }`)).toEqual({ a: [1, 'x'] });
  });

  test('templates are joined by the engine, whatever a snippet would put in its place', () => {
    const join = "const join = () => 'mine'; ";
    const tries = [
      'String.prototype.concat = join',
      "Object.defineProperty(String.prototype, 'concat', { value: join })",
      'delete String.prototype.concat',
      'Object.setPrototypeOf(String.prototype, { concat: join })',
    ];
    for (const attempt of tries) {
      expect(returned(`${join} try { ${attempt} } catch {} return \`a${'${1}'}b\``)).toBe('a1b');
    }
  });

  // Whether to wait is asked of `then`, also of a promise of the engine's own.
  test('the result of an async snippet is awaited after Promise.prototype.then = null', () => {
    expect(returned('Promise.prototype.then = null; await null; return [1]')).toEqual([1]);
  });
});

describe('input', () => {
  test("input is the snippet's own: it may change it, and shadow it", () => {
    expect(returned('input.a = 5; return input')).toEqual({ a: 5 });
    expect(returned('const input = 2; return input')).toBe(2);
  });

  test('input has plain prototypes, whatever its keys are', () => {
    const requestText = '{"input":{"__proto__":{"x":1},"constructor":1,"toString":2}}';
    const code =
      'return [Object.getPrototypeOf(input) === Object.prototype, input.x, Object.keys(input)]';
    const ran = runSnippet(box, code, { requestText });
    box.sandbox.reset();
    expect(returnedBy(ran)).toEqual([true, null, ['__proto__', 'constructor', 'toString']]);
  });

  test('a snippet runs in strict mode, without a this', () => {
    expect(returned('return [typeof this, (function () { return typeof this })()]')).toEqual([
      'undefined',
      'undefined',
    ]);
  });
});
