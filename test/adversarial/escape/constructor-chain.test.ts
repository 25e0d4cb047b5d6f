/**
 * Attack: Climbing `constructor` from whatever a snippet is given, up to the `Function` of the
 * host.
 * Answer: Nothing that a snippet is given is the host's: every chain ends in its own world, whose
 * `Function` makes code of that world.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { isSeenOutside, staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'take(globalThis); take(globalThis.constructor.constructor)',
  'take(input.constructor.constructor); take(input)',
  'take((() => 1).constructor); take((async () => 1).constructor); take((function* () {}).constructor); take((async function* () {}).constructor)',
  'take(console.log.constructor.constructor); take(console.log); take(console)',
  'take(require); take(require.constructor.constructor)',
  'take(setTimeout); take(clearTimeout.constructor.constructor); take(setTimeout(() => 1))',
  'take(Math.constructor.constructor); take(Reflect.constructor.constructor); take(JSON.constructor.constructor)',
  'take(new Proxy(class {}, {}).constructor)',
  'take(Object.getPrototypeOf(async () => 1).constructor("return globalThis")())',
  'take(await Object.getPrototypeOf(async () => 1).constructor("return globalThis")())',
  'take(globalThis.__proto__.constructor.constructor("return this")())',
  'take(globalThis.__proto__.constructor.constructor("return this")().constructor.constructor("return globalThis")())',
  'try { undefinedFunction() } catch (e) { take(e); take(e.constructor.constructor("return globalThis")()) }',
  'try { null.x } catch (e) { take(e.constructor.constructor) }',
  'try { new (class A { constructor() { new.target() } })() } catch (e) { take(e) }',
  'take([].constructor.constructor); take("".constructor.constructor); take((0).constructor.constructor); take(Symbol().constructor.constructor); take(0n.constructor.constructor)',
  'take(/x/.constructor.constructor); take(new Map().constructor.constructor); take(Promise.resolve().constructor.constructor)',
  'take((function () { return arguments })()); take((function () { return arguments })()[Symbol.iterator].constructor)',
  'take([].values()); take(Object.getPrototypeOf([].values())); take("".matchAll(/x/g)); take(new Map().entries())',
  'const seen = new Set(); const walk = (v, depth) => { if ((typeof v !== "object" && typeof v !== "function") || v === null || seen.has(v) || depth > 12) return; seen.add(v); take(v); walk(Object.getPrototypeOf(v), depth + 1); for (const k of Reflect.ownKeys(v)) { const d = Object.getOwnPropertyDescriptor(v, k); walk(d.value, depth + 1); walk(d.get, depth + 1); walk(d.set, depth + 1) } }; walk(globalThis, 0); walk(input, 0); return seen.size',
];

test("Every constructor that can be climbed to is of the snippet's own world", async () => {
  await staysInside(target(), ATTACKS);
});

test('What is not of the world is seen when it is met', async () => {
  expect(await isSeenOutside(target(), 'take(Object.create(Object.create(null)))')).toBe(true);
  expect(await isSeenOutside(target(), 'take([{}, () => 1])')).toBe(false);
});
