/**
 * Attack: Making the host throw, and catching what it threw.
 * Answer: What the host throws unwinds the whole engine or becomes an error of the guest's own
 * world.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const f = () => f(); try { f() } catch (e) { take(e) }',
  'const f = () => [1].map(f); try { f() } catch (e) { take(e) }',
  'let p = {}; for (let i = 0; i < 5e4; i++) p = new Proxy(p, {}); try { p.x } catch (e) { take(e) }',
  'const f = () => new Proxy({}, { get: f }).x; try { f() } catch (e) { take(e) }',
  'const f = () => JSON.stringify({ toJSON: f }); try { f() } catch (e) { take(e) }',
  'const f = () => `${{ toString: f }}`; try { f() } catch (e) { take(e) }',
  'const f = () => "x".replace(/x/, f); try { f() } catch (e) { take(e) }',
  'try { JSON.parse("[".repeat(1e5)) } catch (e) { take(e) }',
  'try { JSON.stringify(JSON.parse("[".repeat(500) + "]".repeat(500))) } catch (e) { take(e) }',
  'try { new RegExp("(".repeat(1e5)) } catch (e) { take(e) }',
  'try { new RegExp("(?:a|".repeat(5e3) + ")".repeat(5e3)) } catch (e) { take(e) }',
  'for (const args of [[], [1], [null], [Symbol()], [{}], ["x"], [() => 1, Symbol()], [() => 1, 1n], [() => 1, {}], [() => 1, { valueOf() { throw new Error("v") } }], [new Proxy(() => 1, {})]]) { try { setTimeout(...args) } catch (e) { take(e) } try { setInterval(...args) } catch (e) { take(e) } try { clearTimeout(...args) } catch (e) { take(e) } } return 1',
  'for (const name of [undefined, null, Symbol(), {}, [], 1n, "x", new Proxy({}, { get() { throw new Error("t") } }), { toString() { throw new Error("s") } }, Object.create(null)]) { try { require(name) } catch (e) { take(e) } } return 1',
  'for (const k of ["log", "info", "warn", "error", "debug"]) { try { console[k](Symbol(), 1n, Object.create(null), new Proxy({}, { ownKeys() { throw new Error("o") } })) } catch (e) { take(e) } try { new console[k]() } catch (e) { take(e) } }',
  'try { new ArrayBuffer(2 ** 53) } catch (e) { take(e) } try { new Uint8Array(2 ** 32) } catch (e) { take(e) } try { "x".repeat(2 ** 30) } catch (e) { take(e) }',
  'const keep = []; try { for (;;) keep.push(new Uint8Array(1e6)) } catch (e) { keep.length = 0; take(e) }',
  'try { for (let i = 0; i < 2000; i++) setTimeout(() => {}, 1e6) } catch (e) { take(e) } return 1',
  'await Promise.reject(new Error("x")).catch(take); await (async () => { null.x })().catch(take)',
  'try { await { then(y, n) { take(y); take(n); n(new Error("n")) } } } catch (e) { take(e) }',
  'try { Reflect.construct(setTimeout, [() => 1]) } catch (e) { take(e) } try { setTimeout.call(1, take) } catch (e) { take(e) } return 1',
];

test('What a snippet can catch was thrown in its own world', async () => {
  await staysInside(target(), ATTACKS);
});
