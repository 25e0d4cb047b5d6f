/**
 * Attack: `arguments.callee`, `caller`, `new.target` and `super`, to get at the function that
 * called.
 * Answer: Snippets are strict, as is the prelude: no function tells who called it.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'take(arguments.callee)',
  'take((function () { return arguments.callee })())',
  'take((function f() { return f.caller })())',
  'take((function f() { return f.arguments })())',
  'take((() => arguments)()); take(arguments[0]); take(arguments[1]); take(arguments.length)',
  'take(new.target)',
  'return { toJSON() { take(this); return take.caller ?? 1 } }',
  'return { toJSON: function f() { take(f.caller); return 1 } }',
  'return { then: function f(y) { take(f.caller); y(1) } }',
  'setTimeout(function f() { take(this); take(f.caller); take(arguments) }, 0); return new Promise((r) => setTimeout(r, 2, 1))',
  'console.log({ get x() { return 1 }, toString: function f() { take(f.caller) } }); return 1',
  'const get = Object.getOwnPropertyDescriptor(Function.prototype, "caller")?.get; take(get?.call(console.log)); take(get?.call(require))',
  'const get = Object.getOwnPropertyDescriptor(Function.prototype, "arguments")?.get; take(get?.call(console.log)); take(get?.call(setTimeout))',
  'const g = Function("return function f() { return f.caller }")(); take(g()); return { toJSON: Function("return function f() { return f.caller }")() }',
  'const s = Function("take", "return function f(y) { take(f.caller); take(f.arguments); take(this); return 1 }")(take); setTimeout(s, 0); return { toJSON: s }',
  'Error.prototype.toString = function f() { take(f.caller); return "x" }; throw new Error("y")',
  'Object.defineProperty(Object.prototype, "input", { set: Function("v", "throw this") }); return 1',
  'take(Function("return this")()); take(Function("return arguments.callee")()); take((0, eval)("this"))',
];

test('No function tells who called it', async () => {
  await staysInside(target(), ATTACKS);
});
