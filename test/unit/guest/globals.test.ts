import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { PROVIDER_OF } from '../../../src/base/guest-names.ts';
import {
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
  type World,
} from '../../support/sandbox.ts';

setDefaultTimeout(30_000);

/** Every name that a bare snippet sees by default: one that is new must be looked at, and written down here. */
const BARE_GLOBALS = `
  AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
  FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array
  InternalError Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp
  SecurityError Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array
  Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval input isFinite isNaN parseFloat parseInt
  require undefined unescape`
  .trim()
  .split(/\s+/);

const DISABLED_BY_DEFAULT: readonly string[] = [
  'global',
  'globalThis',
  'self',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'window',
];

const DEFAULT_GLOBALS: readonly string[] = [
  ...BARE_GLOBALS,
  ...[...PROVIDER_OF.keys()].filter((name) => !DISABLED_BY_DEFAULT.includes(name)),
];

/** What a snippet could hope for and must not find, whatever is enabled. */
const ABSENT = `
  process Bun Deno require.cache module exports __dirname __filename Buffer fetch XMLHttpRequest WebSocket Worker
  WebAssembly Atomics performance crypto queueMicrotask structuredClone print std os bjson gc scriptArgs
  __host __entryPoints __loadScript loadScript HostRef navigator document load readFile importScripts postMessage`
  .trim()
  .split(/\s+/)
  .filter((name) => !name.includes('.') && !PROVIDER_OF.has(name));

let world: World;
let box: TestSandbox;
let open: World;
let openBox: TestSandbox;
beforeAll(async () => {
  world = await makeWorld();
  box = await makeSandbox({ world });
  open = await makeWorld({ disabledGlobals: [] });
  openBox = await makeSandbox({ world: open });
});

function returned(code: string, where = box): unknown {
  const ran = runSnippet(where, code);
  where.sandbox.reset();
  return returnedBy(ran);
}

describe('the global names', () => {
  test('the global names are these by default', () => {
    expect([...world.globals].sort()).toEqual([...DEFAULT_GLOBALS].sort());
  });

  test('the global names are these when nothing is disabled', () => {
    expect([...open.globals].sort()).toEqual([...DEFAULT_GLOBALS, ...DISABLED_BY_DEFAULT].sort());
    const names = returned('return Object.getOwnPropertyNames(globalThis)', openBox) as string[];
    expect(names.sort()).toEqual([...open.globals].sort());
  });

  test('the global object has no more symbols, and nothing enumerable but the input', () => {
    const code =
      'return [Reflect.ownKeys(globalThis).filter((k) => typeof k === "symbol").map(String), Object.keys(globalThis)]';
    expect(returned(code, openBox)).toEqual([['Symbol(Symbol.toStringTag)'], ['input']]);
  });

  test('a snippet sees every one of them, and nothing of the host', () => {
    const typesOf = (names: readonly string[], where: TestSandbox) =>
      returned(`return [${names.map((name) => `typeof ${name}`).join()}]`, where) as string[];
    expect(typesOf(ABSENT, box).every((type) => type === 'undefined')).toBe(true);
    expect(typesOf(ABSENT, openBox).every((type) => type === 'undefined')).toBe(true);
    expect(typesOf(DISABLED_BY_DEFAULT, box).every((type) => type === 'undefined')).toBe(true);
    expect(typesOf(DISABLED_BY_DEFAULT, openBox)).not.toContain('undefined');
    const present = DEFAULT_GLOBALS.filter((name) => name !== 'undefined');
    expect(typesOf(present, box)).not.toContain('undefined');
  });

  test('disabling takes away just what is named', async () => {
    const { globals } = await makeWorld({ disabledGlobals: ['Proxy', 'nothing', 'setTimeout'] });
    const missing = open.globals.filter((name) => !globals.includes(name));
    expect(missing.sort()).toEqual(['Proxy', 'setTimeout']);
  });

  test('global, window and self are the global object where they are enabled', () => {
    expect(returned('return [global, window, self].every((o) => o === globalThis)', openBox)).toBe(
      true,
    );
  });
});

describe('eval and Function', () => {
  const CONSTRUCTORS = [
    '(() => 1)',
    '(async () => 1)',
    '(function* () {})',
    '(async function* () {})',
  ];

  test('they stay as names that throw a SecurityError', () => {
    const roads = [
      'eval("1")',
      '(0, eval)("1")',
      'Function("return 1")',
      'new Function("return 1")',
      'Reflect.construct(Function, ["return 1"])',
      'class extends Function { constructor() { super("return 1") } }',
      ...CONSTRUCTORS.flatMap((fn) => [
        `${fn}.constructor("return 1")`,
        `new (${fn}.constructor)("1")`,
      ]),
    ];
    for (const road of roads) {
      const made = road.startsWith('class') ? `new (${road})()` : road;
      const code = `try { ${made}; return 'made it' } catch (e) { return [e.name, e instanceof SecurityError, e instanceof Error] }`;
      expect([road, returned(code)]).toEqual([road, ['SecurityError', true, true]]);
    }
  });

  test('functions are still instances of Function, by every kind', () => {
    expect(returned(`return [${CONSTRUCTORS.map((fn) => `${fn} instanceof Function`)}]`)).toEqual(
      Array(4).fill(true),
    );
    expect(returned('return [eval.name, eval.length, Function.name, Function.length]')).toEqual([
      'eval',
      0,
      'Function',
      1,
    ]);
  });

  test('they work where nothing is disabled', () => {
    expect(
      returned('return [eval("1 + 1"), new Function("a", "return a * 2")(4)]', openBox),
    ).toEqual([2, 8]);
  });
});

describe('require()', () => {
  test('require() says that there are no modules, for any value', () => {
    for (const name of ['"fs"', 'null', 'Symbol("s")', '{}']) {
      const code = `const r = require; try { r(${name}) } catch (e) { return e.name }`;
      expect(returned(code)).toBe('SecurityError');
    }
  });
});
