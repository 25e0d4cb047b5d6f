/**
 * Attack: Code made from text, by whatever road.
 * Answer: `eval` and the four function constructors are names that throw, wherever they are reached
 * from.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { requireConfig } from '../../support/build-services.ts';

const target = shareTarget({ DISABLED_GLOBALS: requireConfig({}).settings.DISABLED_GLOBALS });

test('Every road to eval and Function ends in a SecurityError', async () => {
  await target().survives(
    [
      'return eval("1")',
      'return (0, eval)("1")',
      'return new eval("1")',
      'return Function("return 1")()',
      'return new Function("return 1")()',
      'return (() => {}).constructor("return 1")()',
      'return (async () => {}).constructor("return 1")()',
      'return (function* () {}).constructor("x")',
      'return (async function* () {}).constructor("x")',
      'return [].map.constructor("return 1")()',
      'return Reflect.construct(Function, ["return 1"])()',
      'return Reflect.apply(Function, null, ["return 1"])()',
      'class F extends Function {} return new F("return 1")()',
      'return Function.bind(null, "return 1")()()',
      'return Function.call(null, "return 1")()',
      'return Function.apply(null, ["return 1"])()',
      'return Object.getPrototypeOf(async () => {}).constructor("return 1")',
      'return Object.getOwnPropertyDescriptor(Function.prototype, "constructor").value("return 1")',
      'try { null.x } catch (e) { return e.constructor.constructor("return 1")() }',
      'return input.constructor.constructor("return 1")()',
      'return require.constructor("return 1")()',
      'return console.log.constructor("return 1")()',
      'return (class {}).constructor("return 1")()',
      'return new Proxy(Function, {})("return 1")',
      'return new (new Proxy(Function, {}))("return 1")',
      'return Symbol.constructor("return 1")()',
      'return Promise.resolve().then.constructor("return 1")()',
      'return [].values().next.constructor("return 1")()',
      'return (function () { return arguments })().constructor.constructor("return 1")()',
      'return await import("fs")',
      'return [..."x"].constructor.constructor("return 1")()',
      'return JSON.parse("{}").constructor.constructor("return 1")()',
      'return new Error().constructor.constructor("return 1")()',
      'return setTimeout("globalThis.x = 1", 0)',
      'return globalThis',
      'return Object.getOwnPropertyDescriptor(Function.prototype, "constructor").value("return 1")',
      'return (function () { return arguments })().constructor.constructor("return 1")()',
    ],
    { endings: ['guest_threw'] },
  );
});

test('What only looks at Function goes on as before', async () => {
  await target().survives(
    [
      'return (() => 1) instanceof Function',
      'return typeof Function',
      'return Function.prototype === Object.getPrototypeOf(() => 1)',
    ],
    { endings: ['ok'] },
  );
});
