/**
 * Attack: Code in sloppy mode, made by `Function` or indirect `eval`, for `with`, `this` and
 * `arguments` that alias.
 * Answer: It is of the same world, and has no more of it than the snippet that made it.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'take(Function("return this")()); take((0, eval)("this")); take(Function("return this")() === globalThis)',
  'Function("with (new Proxy({}, { has: () => true, get: (t, k) => k })) { x = 1 }")(); return 1',
  'Function("take", "with ({ take }) { take(this); take(arguments) }")(take)',
  'Function("with (globalThis) { input = null; console = null }")(); return 1',
  '(0, eval)("var leaked = 1; function declared() { return this }"); take(declared()); return typeof leaked',
  '(0, eval)("\'use strict\'; var x = 1"); return typeof x',
  'Function("a", "arguments[0] = 2; return a")(1); take(Function("return (function () { return this })()")())',
  'take(Function("return (function () { return this }).call(1)")()); take(Function("return (function () { return this }).call(null)")())',
  'Function("delete globalThis.console; delete Object.prototype; undefined = 1; NaN = 2")(); return typeof undefined',
  'Function("return 010 + 0o10")(); Function("<!-- x\\nreturn 1")(); return Function("--> x\\nreturn 1")()',
  'Function("implements = 1; let = 2; yield = 3; static = 4")(); return 1',
  'Function("label: for (;;) { break label }; if (1) function f() {}")(); return 1',
  'return Function("}), (function () { return 1")()',
  'return Function("/*", "*/){ return 1")()',
  'return Function("a = (() => { for (;;); })()", "return a")()',
  'return eval("(function () { return new.target })()")',
  'return (0, eval)("let let_ = 1; { function f() {} } typeof f")',
  'return (0, eval)("await = 1; async = 2; await + async")',
];

test('Sloppy code is of the same world', async () => {
  await staysInside(target(), ATTACKS);
});
