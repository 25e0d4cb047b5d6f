import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { MAX_LOG_BYTES } from '../../../src/base/limits.ts';
import {
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
  type World,
} from '../../support/sandbox.ts';

setDefaultTimeout(30_000);

let world: World;
let box: TestSandbox;
beforeAll(async () => {
  world = await makeWorld();
  box = await makeSandbox({ world });
});

function printed(code: string, where = box): { level: string; message: string }[] {
  const { logsJson, step } = runSnippet(where, `${code}\n;return 1`);
  where.sandbox.reset();
  expect(step).toEqual({ ok: true, json: '1' });
  return logsJson === '' ? [] : JSON.parse(logsJson);
}
const shown = (expression: string) => printed(`console.log(${expression})`)[0]?.message;

test('console shows an object as its class says, as Node does', () => {
  const url = "URLSearchParams { 'a' => '1' }";
  expect(shown('new URLSearchParams("a=1")')).toBe(url);
  expect(shown('new Headers({ a: "1" }), [new Headers()]')).toBe(
    "Headers { a: '1' } [ Headers {} ]",
  );
  expect(shown('new Response("x", { status: 201 })')).toMatch(
    /^Response \{\s+status: 201,\s+statusText: '',\s+headers: Headers \{ 'content-type': 'text\/plain;charset=UTF-8' \},\s+body: ReadableStream \{/,
  );
  expect(shown('Buffer.from("hi"), new Blob(["x"])')).toBe(
    "<Buffer 68 69> Blob { size: 1, type: '' }",
  );
  const custom = (body: string) =>
    `{ [Symbol.for("nodejs.util.inspect.custom")](depth, options, show) { ${body} } }`;
  expect(shown(custom('return "own"'))).toBe('own');
  expect(shown(custom('return "own " + show({ a: [1] })'))).toBe('own { a: [ 1 ] }');
  expect(shown(custom('return { b: 2 }'))).toBe('{ b: 2 }');
  expect(shown(`((o) => (o.self = o, o))(${custom('return show(this)')})`)).toBe('[Circular]');
  expect(shown(custom('throw new Error("no")'))).toBe('[a value that cannot be shown]');
  const endless = `const make = () => (${custom('return make()')});`;
  expect(printed(`${endless} console.log(make())`)[0]?.message).toBe(
    '[a value that cannot be shown]',
  );
  expect(shown(custom('return "x".repeat(1e6)'))?.length).toBeLessThan(20_000);
});

describe('console', () => {
  test('console has these methods, each with a level of its own', () => {
    const levels = ['debug', 'info', 'log', 'warn', 'error'];
    const code = `for (const level of ${JSON.stringify(levels)}) console[level](level)`;
    expect(printed(code)).toEqual(levels.map((level) => ({ level, message: level })));
  });

  test.each<[string, string]>([
    ["'%s is %d years and %i', 'Bob', 42.5, 42.9", 'Bob is 42.5 years and 42'],
    ["'%j %O %O', { a: 1 }, { b: 2 }, [3]", '{"a":1} { b: 2 } [ 3 ]'],
    ["'100%% of %s', 'it'", '100% of it'],
    ["'%s'", '%s'],
    ["'%x %s', 1, 2", '%x 1 2'],
    ["'%c styled', 'color: red', 'rest'", ' styled rest'],
    ["'%d %i %f', '7', -7.9, '1.5'", '7 -7 1.5'],
    ["'%d', 10n", '10n'],
    ["'%d %d', {}, Symbol('s')", 'NaN NaN'],
    ["'%j', (() => { const a = {}; a.a = a; return a })()", '[Circular]'],
    ["'a%', 1", 'a% 1'],
  ])('console formats %s', (values, expected) => {
    expect(shown(values)).toBe(expected);
  });

  test('console counts, and counts anew', () => {
    const code =
      "console.count(); console.count('a'); console.count(); console.countReset(); console.count(); console.countReset('b')";
    expect(printed(code).map(({ message }) => message)).toEqual([
      'default: 1',
      'a: 1',
      'default: 2',
      'default: 1',
      "Count for 'b' does not exist",
    ]);
  });

  test('console indents what is in a group, line by line', () => {
    const code =
      "console.group('g'); console.log('a\\nb'); console.group(); console.warn(1); console.groupEnd(); console.groupEnd(); console.groupEnd(); console.log('z')";
    expect(printed(code).map(({ message }) => message)).toEqual(['g', '  a\n  b', '    1', 'z']);
  });

  test('console says what was asserted and is not so', () => {
    const code = "console.assert(true, 'x'); console.assert(false); console.assert(0, 'a %s', 'b')";
    expect(printed(code)).toEqual([
      { level: 'error', message: 'Assertion failed' },
      { level: 'error', message: 'Assertion failed: a b' },
    ]);
  });

  test('console takes times by their labels', () => {
    const code =
      "console.time('t'); console.timeLog('t', 1); console.timeEnd('t'); console.timeEnd('t')";
    const [log, end, none] = printed(code).map(({ message }) => message);
    expect(log).toMatch(/^t: [0-9]+ms 1$/);
    expect(end).toMatch(/^t: [0-9]+ms$/);
    expect(none).toBe("No such label 't' for console.timeEnd()");
  });

  test('console draws a table', () => {
    const [drawn] = printed("console.table([{ a: 1, b: 'x' }, { a: 22 }, 5])");
    expect(drawn?.message.split('\n')).toEqual([
      '┌─────────┬────┬─────┬────────┐',
      '│ (index) │ a  │ b   │ Values │',
      '├─────────┼────┼─────┼────────┤',
      "│ 0       │ 1  │ 'x' │        │",
      '│ 1       │ 22 │     │        │',
      '│ 2       │    │     │ 5      │',
      '└─────────┴────┴─────┴────────┘',
    ]);
    expect(printed('console.table(7)')).toEqual([{ level: 'log', message: '7' }]);
  });

  test('console carries nothing of a group or a count over to the next run', () => {
    printed("console.group('g'); console.count()");
    expect(printed('console.count()')).toEqual([{ level: 'log', message: 'default: 1' }]);
  });

  test.each<[string, string]>([
    ['', ''],
    ['"a", 1, true, null, undefined', 'a 1 true null undefined'],
    ['-0, 10n, Symbol("s"), NaN', '-0 10n Symbol(s) NaN'],
    ['["q"], { a: "q" }', "[ 'q' ] { a: 'q' }"],
    ['[1, , 2], []', '[ 1, <1 empty item>, 2 ] []'],
    ['{ a: { b: { c: { d: 1 } } } }', '{ a: { b: { c: [Object] } } }'],
    ['[[[[1]]]]', '[ [ [ [Array] ] ] ]'],
    [
      '() => 1, function f() {}, class A {}, class {}',
      '[Function (anonymous)] [Function: f] [class A] [class (anonymous)]',
    ],
    [
      'new Map([[1, { a: 2 }]]), new Set([1, "b"]), new Map(), new Set()',
      "Map(1) { 1 => { a: 2 } } Set(2) { 1, 'b' } Map(0) {} Set(0) {}",
    ],
    ['new Date(0), new Date(NaN), /a/g', '1970-01-01T00:00:00.000Z Invalid Date /a/g'],
    ['Object.create(null), new (class P { x = 1 })()', '[Object: null prototype] {} P { x: 1 }'],
    [
      '{ get a() { return 1 }, set a(v) {}, get b() { return 1 }, set c(v) {} }',
      '{ a: [Getter/Setter], b: [Getter], c: [Setter] }',
    ],
    [
      '(() => { const a = {}; a.a = a; return [a, a] })()',
      '[ <ref *1> { a: [Circular *1] }, <ref *1> { a: [Circular *1] } ]',
    ],
    ['new Proxy({ a: 1 }, {})', '{ a: 1 }'],
    ['new Proxy({}, { ownKeys() { throw 1 } })', '[a value that cannot be shown]'],
    ['Array(2001).fill(0)', `[ ${Array(100).fill(0).join(', ')}, ... 1901 more items ]`],
    ['"😀\\ud800\\n"', '😀\ud800\n'],
  ])('console.log(%s) prints %j', (expression, text) => {
    expect(shown(expression)).toBe(text);
  });

  test('console calls no getter of a plain object', () => {
    expect(printed('console.log({ get a() { throw new Error("called") } })')[0]?.message).toBe(
      '{ a: [Getter] }',
    );
  });

  test('console does not run away on what is large', () => {
    for (const large of [
      '"x".repeat(1e6)',
      '"x".repeat(3e7)',
      '(() => { let s = "ab"; for (let i = 0; i < 28; i++) s += s; return s })()',
      'Array(1e6).fill("y".repeat(100))',
      'Array.from({ length: 100 }, () => Array(100).fill("z".repeat(9e3)))',
      'Object.fromEntries(Array.from({ length: 1e4 }, (_, i) => [`k${i}`, i]))',
      '...Array(1e4).fill("w".repeat(99))',
      'new Uint8Array(1e6)',
    ]) {
      const text = shown(large) ?? '';
      expect([large, text.length > 0 && text.length <= 16_385]).toEqual([large, true]);
    }
  });

  test('console keeps so much of a flood and tells of the rest', () => {
    const lines = printed('for (let i = 0; i < 5000; i++) console.log("line", i)');
    expect(lines).toHaveLength(1001);
    expect(lines.at(-1)).toEqual({ level: 'warn', message: '… 4000 more lines were printed' });
    const wide = printed('for (let i = 0; i < 100; i++) console.log("x".repeat(10000))');
    expect(JSON.stringify(wide).length).toBeLessThan(MAX_LOG_BYTES + 2000);
  });

  test('console prints the same whatever became of the world', () => {
    const poison = `JSON.stringify = () => 'mine'; Object.prototype.toJSON = () => 'mine'; String.prototype.slice = () => 'mine';
      Array.prototype[Symbol.iterator] = null; Reflect.ownKeys = null; Map.prototype.forEach = null; Function.prototype.call = null; console.log({ a: [1, new Map([])] }, 'b')`;
    expect(printed(poison.replace('new Map([])', '2'))[0]?.message).toBe('{ a: [ 1, 2 ] } b');
  });

  test('console prints the same where an index has a setter', () => {
    const poison = `Object.defineProperty(Array.prototype, '0', { set() { throw 1 } });`;
    expect(printed(`${poison} console.log({ a: 1 }, 'b')`)[0]?.message).toBe('{ a: 1 } b');
  });

  test('console shows a pattern as it is, whatever became of its getters', () => {
    const poison = `for (const key of ['source', 'flags', 'global', 'toString']) Object.defineProperty(RegExp.prototype, key, { value: 'mine' });`;
    expect(printed(`${poison} console.log(/a\\/b/dgimsy, /\\p{L}/v)`)[0]?.message).toBe(
      '/a\\/b/dgimsy /\\p{L}/v',
    );
  });

  test('console shows no getter where there is none', () => {
    const poison =
      "Object.prototype.get = Object.prototype.set = () => 'mine'; Object.prototype.enumerable = true;";
    expect(printed(`${poison} console.log([1, { a: 'b' }])`)[0]?.message).toBe("[ 1, { a: 'b' } ]");
  });

  test("console shows the place of an error in the caller's own source", () => {
    const text = shown('new Error("x")') ?? '';
    expect(text).toContain('(snippet.js:1:22)');
    expect(text).not.toContain('flow-codeblock');
  });

  test.each([
    [
      'console.log([1].map(() => new Error("x"))[0])',
      [['<anonymous>', 1, 36], ['map'], ['<anonymous>', 1, 20]],
    ],
    ['await null; console.log(new Error("x"))', [['<anonymous>', 1, 34]]],
    [
      'function f() {\n  return new Error("x") }\nconsole.log(f())',
      [
        ['f', 2, 19],
        ['<anonymous>', 3, 14],
      ],
    ],
    ['setTimeout(function g() { console.log(new Error("x")) })', [['g', 1, 48]]],
  ])('console shows the frames of an error that are the snippet own: %s', async (code, frames) => {
    const lines = frames.map(([name, line, column]) =>
      line ? `    at ${name} (snippet.js:${line}:${column})` : `    at ${name} (native)`,
    );
    const timed = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
    const ran = runSnippet(timed, `${code}; return new Promise(() => setTimeout(() => {}, 1e6))`);
    if (code.startsWith('setTimeout')) ran.run.resume('{"event":"timer","id":1}');
    const [printedLine] = JSON.parse(ran.session.logsJson()) as { message: string }[];
    ran.session[Symbol.dispose]();
    expect(printedLine?.message).toBe(['Error: x', ...lines].join('\n'));
  });

  test('console prints a stack that the snippet wrote, as far as it looks like one', () => {
    const stackOf = (stack: string) =>
      shown(`Object.defineProperty(new Error('x'), 'stack', { value: ${stack} })`);
    expect(stackOf('"    at f (snippet.js:1:3)\\n    at g (snippet.js:1:x)"')).toBe(
      'Error: x\n    at f (snippet.js:1:3)\n    at g (snippet.js:1:x)',
    );
    expect(stackOf('"    at f (/srv/app/worker.ts:1:3)"')).toBe('[Error: x]');
    expect(stackOf('"x".repeat(3e7)')).toBe('Error: x');
    expect(stackOf('{}')).toBe('[[object Object]]');
  });

  test('console does nothing, and calls nothing, where it is not allowed', async () => {
    const silent = await makeSandbox({ world: await makeWorld({ allowsConsole: false }) });
    const code =
      'console.log("a"); console.error({ get a() { throw 1 } }); for (;;) { console.warn(1); break }';
    expect(printed(code, silent)).toEqual([]);
  });

  test('console belongs to the snippet: it may replace it', () => {
    const ran = runSnippet(
      box,
      'const seen = []; console.log = (x) => seen.push(x); console.log(5); return seen',
    );
    box.sandbox.reset();
    expect(returnedBy(ran)).toEqual([5]);
    expect(ran.logsJson).toBe('');
  });
});
