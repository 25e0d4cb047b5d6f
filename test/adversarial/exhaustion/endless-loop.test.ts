/**
 * Attack: A loop that wants to outlive its deadline by catching, by cleaning up, or by jumping.
 * Answer: A stop unwinds the whole engine from outside; no `catch` and no `finally` sees it.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'for (;;);',
  'while (true) {}',
  'do {} while (1)',
  'label: while (1) { continue label }',
  'a: for (;;) { b: for (;;) { continue a } }',
  'try { for (;;); } catch { return 1 } finally { return 2 }',
  'try { for (;;); } catch {} finally { for (;;); }',
  'try { throw 1 } catch { for (;;); } finally { for (;;); }',
  'for (;;) { try { throw 1 } finally { continue } }',
  'for (;;) try { null.x } catch {}',
  'switch (1) { default: for (;;); }',
  'const f = () => { try { return 1 } finally { for (;;); } }; return f()',
  'for (const x of [1]) { try { continue } finally { for (;;); } }',
  'await null; for (;;);',
  'for (;;) await null',
  'for await (const x of (async function* () { for (;;) yield 1 })());',
  'class A { static { for (;;); } }',
  'class A { x = (() => { for (;;); })() } new A()',
  'const { a = (() => { for (;;); })() } = {}',
  '((a = (() => { for (;;); })()) => a)()',
  'return { get a() { for (;;); } }.a',
  '[1].map(() => { for (;;); })',
  'new Proxy({}, { get() { for (;;); } }).x',
  'with_: { for (;;); }',
  'let i = 0; for (;;) i = (i + 1) % 7',
  'return `${{ toString() { for (;;); } }}`',
  'return +{ valueOf() { for (;;); } }',
  'return { [Symbol.toPrimitive]() { for (;;); } } + 1',
  'return [] instanceof { [Symbol.hasInstance]() { for (;;); } }',
  'delete new Proxy({}, { deleteProperty() { for (;;); } }).x',
  'for (const k in new Proxy({}, { ownKeys() { for (;;); } }));',
  'new Proxy({}, { has() { for (;;); } }).x; return "x" in new Proxy({}, { has() { for (;;); } })',
  'async function f() { try { for (;;) await 1 } finally { for (;;); } } return f()',
  'const d = new Date(0); for (;;) d.setTime(d.getTime() + 1)',
];

test('POST /execute ends a loop whatever stands around it', async () => {
  await target().survives(ATTACKS, { endings: ['timeout'] });
});
