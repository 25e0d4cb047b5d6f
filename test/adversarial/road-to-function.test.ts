/** Code cannot be made from text, by whatever road. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Every road to eval and Function ends in a SecurityError', async () => {
  await expectEndings({
    'return eval("1")': 'guest_threw',
    'return (0, eval)("1")': 'guest_threw',
    'return new eval("1")': 'guest_threw',
    'return Function("return 1")()': 'guest_threw',
    'return new Function("return 1")()': 'guest_threw',
    'return (() => {}).constructor("return 1")()': 'guest_threw',
    'return (async () => {}).constructor("return 1")()': 'guest_threw',
    'return (function* () {}).constructor("x")': 'guest_threw',
    'return (async function* () {}).constructor("x")': 'guest_threw',
    'return [].map.constructor("return 1")()': 'guest_threw',
    'return Reflect.construct(Function, ["return 1"])()': 'guest_threw',
    'return Reflect.apply(Function, null, ["return 1"])()': 'guest_threw',
    'class F extends Function {} return new F("return 1")()': 'guest_threw',
    'return Function.bind(null, "return 1")()()': 'guest_threw',
    'return Function.call(null, "return 1")()': 'guest_threw',
    'return Function.apply(null, ["return 1"])()': 'guest_threw',
    'return Object.getPrototypeOf(async () => {}).constructor("return 1")': 'guest_threw',
    'return Object.getOwnPropertyDescriptor(Function.prototype, "constructor").value("return 1")':
      'guest_threw',
    'try { null.x } catch (e) { return e.constructor.constructor("return 1")() }': 'guest_threw',
    'return input.constructor.constructor("return 1")()': 'guest_threw',
    'return require.constructor("return 1")()': 'guest_threw',
    'return console.log.constructor("return 1")()': 'guest_threw',
    'return (class {}).constructor("return 1")()': 'guest_threw',
    'return new Proxy(Function, {})("return 1")': 'guest_threw',
    'return new (new Proxy(Function, {}))("return 1")': 'guest_threw',
    'return Symbol.constructor("return 1")()': 'guest_threw',
    'return Promise.resolve().then.constructor("return 1")()': 'guest_threw',
    'return [].values().next.constructor("return 1")()': 'guest_threw',
    'return (function () { return arguments })().constructor.constructor("return 1")()':
      'guest_threw',
    'return await import("fs")': 'guest_threw',
    'return [..."x"].constructor.constructor("return 1")()': 'guest_threw',
    'return JSON.parse("{}").constructor.constructor("return 1")()': 'guest_threw',
    'return new Error().constructor.constructor("return 1")()': 'guest_threw',
    'return setTimeout("globalThis.x = 1", 0)': 'guest_threw',
    'return globalThis': 'guest_threw',
  });
});

test('What only looks at Function goes on as before', async () => {
  await expectEndings({
    'return (() => 1) instanceof Function': 'ok',
    'return typeof Function': 'ok',
    'return Function.prototype === Object.getPrototypeOf(() => 1)': 'ok',
  });
});
