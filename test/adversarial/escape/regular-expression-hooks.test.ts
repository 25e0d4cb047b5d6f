/**
 * Attack: `exec`, `lastIndex`, `flags` and the statics of regular expressions, as hooks and as
 * memory of other texts.
 * Answer: The prelude runs none of the guest's patterns; the engine keeps no statics.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  '/(.*)/.exec("secret"); take(RegExp.$1); take(RegExp.lastMatch); take(RegExp.input); return [RegExp.$1, RegExp["$&"], RegExp.lastMatch].every((v) => v === undefined)',
  'RegExp.prototype.exec = function (s) { take(this); take(s); return null }; console.log("a", /x/, { a: "b" }); throw new TypeError("a is not a function")',
  'RegExp.prototype.test = RegExp.prototype.toString = RegExp.prototype[Symbol.replace] = () => { for (;;); }; console.log(/x/g); throw new Error("x")',
  'Object.defineProperty(RegExp.prototype, "flags", { get() { for (;;); } }); Object.defineProperty(RegExp.prototype, "source", { get() { for (;;); } }); console.log(/x/); return 1',
  'const r = /a/y; r.lastIndex = { valueOf() { take(this); r.compile?.("b"); return 0 } }; r.exec("aaaa"); return r.lastIndex',
  'const r = /a/g; Object.defineProperty(r, "lastIndex", { value: 0, writable: false }); try { "aaa".replace(r, "b") } catch (e) { take(e) }',
  'const r = /(?<__proto__>a)(?<constructor>b)/.exec("ab"); take(r.groups); return Object.getPrototypeOf(r.groups) === null',
  '"abc".replace(/(?<x>b)/, (...a) => { a.forEach(take); return "" }); "abc".replace({ [Symbol.replace](s, r) { take(r); return s } }, take)',
  '"a".match({ [Symbol.match]: take }); "a".search({ [Symbol.search]: take }); "a".split({ [Symbol.split]: take }); "a".matchAll({ [Symbol.matchAll]: take })',
  'const r = /./g; r.exec = () => Object.defineProperty({ 0: "", index: 0, length: 1 }, "groups", { get() { take(this); return null } }); let n = 0; r.exec = () => (n++ < 3 ? { 0: "a", index: 0, length: 1 } : null); return "aaa".replace(r, "$<x>")',
  'return new RegExp(new Proxy(/a/, { get(t, k, r) { take(r); return Reflect.get(t, k) } })).source',
  'RegExp.prototype[Symbol.match] = undefined; return "a".match(/a/)',
  'return /\\u{10ffff}/u.test("\\udbff\\udfff")',
  'return [..."\\ud800\\udc00\\ud800".matchAll(/./gu)].length',
  'return new RegExp("[" + "\\ud800-\\udfff".repeat(1000) + "]", "v").test("a")',
];

test('Regular expressions hand over nothing', async () => {
  await staysInside(target(), ATTACKS);
});
