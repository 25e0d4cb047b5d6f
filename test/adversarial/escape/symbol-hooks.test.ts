/**
 * Attack: `Symbol.toPrimitive`, `iterator`, `asyncIterator`, `toStringTag`, `hasInstance` and every
 * other well-known symbol, as traps.
 * Answer: The prelude converts nothing it did not measure, iterates over nothing, and asks no tag;
 * the rest runs as the snippet's own code.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const o = { [Symbol.toPrimitive](hint) { take(this); return hint } }; setTimeout(() => 1, o); return [`${o}`, +o, o + ""]',
  'throw { [Symbol.toPrimitive]() { take(this); throw new Error("p") } }',
  'throw { [Symbol.toPrimitive]: 1 }',
  'throw Object(Symbol("x"))',
  'return { [Symbol.toPrimitive]() { for (;;); } }',
  'return { [Symbol.iterator]() { for (;;); }, a: 1 }',
  'return { [Symbol.asyncIterator]() { for (;;); }, a: 1 }',
  'Array.prototype[Symbol.iterator] = function* () { take(this); yield* [] }; console.log([1], [2]); return [3]',
  'String.prototype[Symbol.iterator] = function* () { take(this) }; console.log("abc"); return "abc"',
  'console.log({ get [Symbol.toStringTag]() { take(this); for (;;); } }); return 1',
  'console.log({ [Symbol.for("nodejs.util.inspect.custom")](...a) { a.forEach(take); return "custom" } }); return { [Symbol.for("nodejs.util.inspect.custom")]: () => { for (;;); } }',
  'console.log({ [Symbol.for({ toString: () => "nodejs.util.inspect.custom" })](depth, options, inspect) { take(options); take(inspect); return inspect } }); return 1',
  'console.log({ inspect(depth, options) { take(options); return 1 }, [Symbol.for("nodejs.rejection")]: take }); return 1',
  'for (const S of [Error, Promise, Map, Set, Date, RegExp, Array, Object, Function]) { try { Object.defineProperty(S, Symbol.hasInstance, { value(v) { take(v); return true } }) } catch {} } console.log(1, {}, new Map()); throw { message: "not an error" }',
  'Object.defineProperty(Function.prototype, Symbol.hasInstance, { value() { for (;;); } }); throw new Error("x")',
  'Object.prototype[Symbol.toPrimitive] = () => { for (;;); }; setTimeout(() => 1, {}); return 1',
  'Object.prototype[Symbol.toStringTag] = "Error"; console.log({}); throw {}',
  'Object.defineProperty(Object.prototype, Symbol.isConcatSpreadable, { get() { take(this); return true } }); console.log([1], { length: 1e9 }); return [[1]]',
  'Object.prototype[Symbol.unscopables] = new Proxy({}, { get() { for (;;); } }); return 1',
  'for (const k of ["match", "matchAll", "replace", "search", "split"]) Object.defineProperty(Object.prototype, Symbol[k], { get() { take(this); return undefined } }); console.log("a-b"); throw new Error("a-b")',
  'if (Symbol.dispose) Object.prototype[Symbol.dispose] = () => { for (;;); }; if (Symbol.asyncDispose) Object.prototype[Symbol.asyncDispose] = () => { for (;;); }; return 1',
  'Symbol = { for() { for (;;); }, iterator: "x" }; return [1]',
  'Object.defineProperty(Symbol.prototype, "description", { get() { for (;;); } }); console.log(Symbol("x"), { [Symbol("k")]: 1 }); throw Symbol("y")',
  'Symbol.prototype[Symbol.toPrimitive] = Symbol.prototype.toString = Symbol.prototype.valueOf = () => { for (;;); }; throw Symbol("x")',
];

test('Well-known symbols hand over nothing', async () => {
  await staysInside(target(), ATTACKS);
});
