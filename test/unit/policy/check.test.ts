import { expect, test } from 'bun:test';
import type { Failure } from '../../../src/base/failure.ts';
import { requirableNames } from '../../../src/base/guest-names.ts';
import { checkProgram } from '../../../src/policy/check.ts';
import { parseSnippet } from '../../../src/policy/parse.ts';

function verdict(source: string): Failure | 'ok' {
  const program = parseSnippet(source);
  if (!program.ok) throw new Error(`${source}: ${program.failure.message}`);
  const checked = checkProgram(program.value);
  return checked.ok ? 'ok' : checked.failure;
}

/** One test for each source that is refused, and one for each that is not. */
function testRule(
  code: Failure['code'],
  refused: readonly string[],
  allowed: readonly string[],
): void {
  for (const source of refused) {
    test(`checkProgram refuses ${source}`, () => {
      expect(verdict(source)).toMatchObject({ code, line: 1, hint: expect.any(String) });
    });
  }
  for (const source of allowed) {
    test(`checkProgram allows ${source}`, () => expect(verdict(source)).toBe('ok'));
  }
}

testRule(
  'forbidden_pattern',
  [
    'eval("1")',
    'return eval?.("1")',
    '(0, eval)("1")',
    '(1, 2, eval)("1")',
    'eval(code)',
    'eval`1`',
    'Function("return 1")()',
    'new Function("return 1")',
    'new Function',
    'Function`return 1`',
    'globalThis.eval("1")',
    'globalThis["eval"]("1")',
    'globalThis?.eval("1")',
    'window.Function("1")',
    'new self.Function("1")',
    'new (global.Function)("1")',
    'Function.call(null, "return 1")',
    'Function.apply(null, ["return 1"])',
    'eval.call(null, "1")',
    '(() => 1).constructor("return 1")',
    'new (async function () {}).constructor("return 1")',
    'Object.getPrototypeOf(async () => {}).constructor("return 1")',
    'f(() => { if (a) { return [{ b: eval("1") }] } })',
  ],
  [
    'return f instanceof Function',
    'return typeof eval',
    'return Function.prototype',
    'return "eval(1)" + `new Function(1)` // eval(1)',
    'return input.eval(1)',
    'return input.Function("x")',
    'const { eval: run } = input; return run(1)',
    'return { eval: 1, Function: 2 }.eval',
    'class Function {} return new Function()',
    'const f = (Function) => Function(1); return f',
    'const globalThis = input; return globalThis.eval(1)',
    'const AsyncFunction = (async () => {}).constructor; return f instanceof AsyncFunction',
    'return evaluate(1) + myFunction(2)',
  ],
);

testRule(
  'forbidden_pattern',
  [
    'return a.constructor.constructor',
    'return a.constructor.constructor("return 1")()',
    'return "".constructor["constructor"]',
    'return a["constructor"]["constructor"]',
    'return a[`constructor`].constructor',
    'return a?.constructor?.constructor',
    'return (a?.constructor).constructor',
    'a.constructor.constructor = 1',
  ],
  [
    'return a.constructor',
    'return a.constructor.name',
    'return new this.constructor(1)',
    'class A { constructor() { this.constructor.b = 1 } } return new A()',
    'return a[constructor][constructor]; let constructor',
    'return "a.constructor.constructor"',
    'return { constructor: { constructor: 1 } }',
  ],
);

testRule(
  'forbidden_pattern',
  [
    'return import("fs")',
    'return await import(name)',
    'return import.meta',
    'return import.meta.url',
  ],
  ['return "import(1)"', 'return input.import', 'return { import: 1 }.import', 'return new.target'],
);

testRule(
  'forbidden_module',
  [
    'const fs = require("fs")',
    "require('node:fs/promises')",
    'require(`child_process`)',
    'const { x } = require("anything/at/all")',
    'require?.("fs")',
    '(0, require)("fs")',
    'require("fs", 1).readFileSync("x")',
  ],
  [
    'require(name)',
    `require(\`a\${b}\`)`,
    'require()',
    'require(1)',
    'return "require(\'fs\')" // require("fs")',
    'return input.require("fs")',
    'const require = (x) => x; return require("fs")',
    'function require() {} require("fs")',
    'return ((require) => require("fs"))(String)',
    'return require',
  ],
);

testRule(
  'forbidden_pattern',
  [
    'return a.__proto__',
    'return a?.__proto__',
    "return a['__proto__']",
    'return a[`__proto__`]',
    'a.__proto__ = null',
    'delete a.__proto__',
    'return { __proto__: a }',
    "return { '__proto__': a }",
    'return { a: 1, "__proto__": a }',
    'return { __proto__: null }',
    'const { __proto__ } = a',
    'const { __proto__: b } = a',
    "const { '__proto__': b } = a",
    "const { ['__proto__']: b } = a",
    '({ __proto__: b } = a); var b',
    'return ({ __proto__: b }) => b',
  ],
  [
    "return { ['__proto__']: a }",
    'return { [`__proto__`]: a }',
    'const __proto__ = 1; return { __proto__ }',
    'return { __proto__() {} }',
    'return { get __proto__() { return 1 } }',
    'return { async __proto__() {} }',
    'return "__proto__" in a || a === "__proto__"',
    'return Object.hasOwn(a, "__proto__") // a.__proto__',
    'return JSON.parse("{\\"__proto__\\": 1}")',
    'return a[__proto__]; let __proto__',
    'return a.__proto',
  ],
);

test('checkProgram names what is wrong, where, why, and what to use instead', () => {
  expect(verdict('const a = 1;\nreturn  eval("a");')).toEqual({
    code: 'forbidden_pattern',
    message: "Cannot call 'eval' on line 2: code cannot be made from text here",
    line: 2,
    column: 9,
    hint: 'write the code itself, and read data from text with JSON.parse',
  });
  expect(verdict('return {\n  "__proto__": 1 }')).toMatchObject({
    message: "Cannot use '__proto__' on line 2: it reaches the prototype of an object",
    line: 2,
    column: 3,
  });
  expect(verdict('return a\n  .constructor\n  .constructor')).toMatchObject({ line: 2, column: 4 });
  expect(verdict('1; while (true) {}')).toEqual({
    code: 'forbidden_pattern',
    message:
      'Cannot loop for ever on line 1: nothing in this loop can end it: no break, return, throw, await or yield',
    line: 1,
    column: 4,
    hint: 'give the loop a condition that becomes false, or a `break`',
  });
});

test('checkProgram tells of a module what is here instead', () => {
  for (const [name, instead] of [
    ['fs', 'there are no files here'],
    ['node:fs', 'there are no files here'],
    ['fs/promises', 'there are no files here'],
    ['child_process', 'there are no processes'],
    ['os', 'nothing of the machine'],
    ['pg', 'there are no databases here'],
    ['lodash/nonsense', "require it whole: require('lodash')"],
    ['lodash.nonsense', "require it whole: require('lodash')"],
    ['lodash.get', "require it by its path: require('lodash/get')"],
    ['lodash.clonedeep', "did you mean require('lodash/cloneDeep')?"],
    ['lodash/chunkk', "did you mean require('lodash/chunk')?"],
    ['dayjs/locale/zh-CN', "did you mean require('dayjs/locale/zh-cn')?"],
    ['crypto-js/SHA256', "did you mean require('crypto-js/sha256')?"],
    ['loadash', "did you mean require('lodash')?"],
    ['Moment', "did you mean require('moment')?"],
    ['decimal', "did you mean require('decimal.js')?"],
    ['node:lodash', "it is no module of Node: require('lodash')"],
    ['ms', 'GET /modules'],
    ['lodash.js', "require it whole: require('lodash')"],
    ['moment/min/moment', "require it whole: require('moment')"],
    ['xml2js', "use require('fast-xml-parser')"],
    ['left-pad', 'GET /modules'],
    ['@scope/name', 'GET /modules'],
    ['constructor', 'GET /modules'],
  ]) {
    expect(verdict(`require('${name}')`)).toMatchObject({
      code: 'forbidden_module',
      message: `Cannot require '${name}' on line 1: there is no such module here`,
      hint: expect.stringContaining(`${instead}`),
    });
  }
  expect(verdict("import('fs')")).toMatchObject({
    hint: expect.stringContaining('there are no files here'),
  });
  for (const name of requirableNames().keys()) expect(verdict(`require('${name}')`)).toBe('ok');
  expect(verdict("require('dayjs/plugin/utc.js')")).toBe('ok');
});

test('checkProgram repeats no more than the start of a long name', () => {
  const failure = verdict(`require('${'a'.repeat(60_000)}')`);
  expect(failure === 'ok' ? '' : failure.message.length).toBeLessThan(150);
});

test('checkProgram tells the first of several', () => {
  expect(verdict('a.__proto__;\neval(1)')).toMatchObject({ line: 1 });
  expect(verdict('eval(1);\na.__proto__')).toMatchObject({ line: 1 });
  expect(verdict('if (a) { b() } else { require("fs") }\neval(1)')).toMatchObject({
    code: 'forbidden_module',
  });
  expect(verdict('for (;;) { eval(1) }')).toMatchObject({
    message: expect.stringContaining('eval'),
  });
});

test('checkProgram reaches every corner of the language', () => {
  for (const source of [
    'class A extends eval(1) {}',
    'class A { [eval(1)] = 1 }',
    'class A { a = eval(1) }',
    'class A { static { eval(1) } }',
    'class A { get a() { return eval(1) } }',
    'const { a = eval(1) } = b',
    'const { [eval(1)]: a } = b',
    'const [, ...[a = eval(1)]] = b',
    'return (a = eval(1)) => a',
    'return a ? b : eval(1)',
    `return \`a\${eval(1)}\``,
    `return b\`a\${eval(1)}\``,
    'switch (a) { case eval(1): }',
    'switch (a) { default: eval(1) }',
    'try {} catch { eval(1) }',
    'try {} finally { eval(1) }',
    'label: { eval(1) }',
    'for (const a in eval(1)) ;',
    'for (const a of b) eval(1)',
    'for (let i = 0; ; eval(i)) break',
    'do eval(1); while (a)',
    'return { ...eval(1) }',
    'return [, eval(1)]',
    'return a?.[eval(1)]',
    'return new A(...eval(1))',
    'return function* () { yield* eval(1) }',
    'return async () => { await eval(1) }',
    'throw eval(1)',
    'return (a, b, eval(1)).c',
    'return -eval(1)',
    'a[eval(1)]++',
    'a ??= eval(1)',
    'return typeof eval(1)',
  ]) {
    expect(verdict(source)).toMatchObject({ code: 'forbidden_pattern' });
  }
});
