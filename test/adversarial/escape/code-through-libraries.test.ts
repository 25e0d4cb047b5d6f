/**
 * Attack: A library that makes code from text (ajv, Handlebars, jsonpath-plus) is handed text that is code, to
 * reach `Function` and `eval` where they are disabled, or to run on past the deadline.
 * Answer: What such a library makes is interpreted, by code that the meter counts like any other, and that gives
 * out neither; the constructors of functions throw there as everywhere.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { requireConfig } from '../../support/build-services.ts';

const target = shareTarget({ DISABLED_GLOBALS: requireConfig({}).settings.DISABLED_GLOBALS });

/** Has ajv run this text as the body of what it makes. */
const THROUGH_AJV = (body: string) =>
  `const Ajv = require('ajv'); const made = new Ajv({ code: { process: () => ${JSON.stringify(body)} }, validateSchema: false }).compile({}); return typeof made === 'function' ? 'a function' : String(made)`;

/** A road to code from text, with what comes of each, where nothing is caught: an error, or these words. */
const ROADS: readonly (readonly [body: string, ending: string])[] = [
  ["return Function('return 7')()", 'TypeError'],
  ["return globalThis.Function('return 7')()", 'TypeError'],
  ["return window.Function('return 7')()", 'TypeError'],
  ["return self['ev' + 'al']('7')", 'TypeError'],
  ["return eval('7')", 'TypeError'],
  ["return (() => {}).constructor('return 7')()", 'SecurityError'],
  ["return (async () => {}).constructor('return 7')()", 'SecurityError'],
  ["return (function* () {}).constructor('return 7')()", 'SecurityError'],
  [
    "return Object.getPrototypeOf(globalThis).constructor.constructor('return 7')()",
    'SecurityError',
  ],
  [
    "let o = globalThis; const seen = []; while (o) { for (const k of Reflect.ownKeys(o)) { let v; try { v = o[k] } catch { continue } if (v && v.Function) { v.Function('return 7')(); seen.push(String(k)) } } o = Object.getPrototypeOf(o) } return seen.join()",
    'SecurityError',
  ],
];

test.each(ROADS)('ajv gives no code that is made by %s', async (body, ending) => {
  const [attacked] = await target().survives([{ code: THROUGH_AJV(body), timeoutMs: 5000 }]);
  const answer = attacked?.answer.body;
  expect(answer?.success ? answer.result : answer?.error.type).toBe(ending);
});

test('What is interpreted ends at the deadline', async () => {
  const deep = '{{#each x}}'.repeat(2000) + '{{/each}}'.repeat(2000);
  await target().survives([
    THROUGH_AJV('for (;;) {}'),
    THROUGH_AJV('const f = () => f(); f()'),
    THROUGH_AJV("let s = 'x'; while (true) s += s"),
    `return require('handlebars').compile(${JSON.stringify(deep)})({ x: [1] })`,
    "const H = require('handlebars'); H.registerPartial('p', '{{> p}}'); return H.compile('{{> p}}')({})",
    "return require('handlebars').compile('{{x}}'.repeat(1e6))({ x: 1 }).length",
    "const a = { $id: 'a', allOf: [] }; for (let i = 0; i < 5000; i++) a.allOf.push({ type: 'object', properties: { ['p' + i]: { $ref: 'a' } } }); return require('ajv').default ? new (require('ajv'))().compile(a)({}) : 0",
    "const Ajv = require('ajv'); return new Ajv().compile({ type: 'string', pattern: '^(a+)+$' })('a'.repeat(40) + 'b')",
    "return require('jsonpath-plus').JSONPath({ path: '$..[?(@.constructor.constructor(\"return 7\")())]', json: [[1]] })",
    "return require('jsonpath-plus').JSONPath({ path: '$..[?(@)]', json: [1], eval: 'native' })",
    "const j = {}; j.j = j; return require('jsonpath-plus').JSONPath({ path: '$..x', json: j }).length",
  ]);
});

test('What spoils the world before it is loaded harms its own snippet alone', async () => {
  const spoilt = [
    'Object.assign = Object.create = () => { throw 1 }',
    'Map.prototype.get = () => ({ type: "Program", body: [] })',
    'Array.prototype.pop = Array.prototype.join = () => "0){} + function("',
    'Object.defineProperty(Object.prototype, "Function", { get() { throw 1 } })',
    'String.prototype.charCodeAt = () => NaN',
    'Symbol.iterator = 1; Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }',
  ];
  await target().survives(
    spoilt.flatMap((spoil) => [
      `const Ajv = require('ajv'); ${spoil}; return new Ajv().validate({ type: 'string' }, 1)`,
      `const H = require('handlebars'); ${spoil}; return H.compile('{{x}}')({ x: 1 })`,
    ]),
  );
});
