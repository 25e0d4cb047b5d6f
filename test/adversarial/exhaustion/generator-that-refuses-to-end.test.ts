/**
 * Attack: Generators that never end, and that refuse to be ended.
 * Answer: A stop does not ask them.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'function* g() { for (;;) yield 1 } for (const x of g());',
  'function* g() { for (;;) { try { yield 1 } finally { for (;;); } } } for (const x of g()) break',
  'function* g() { for (;;) { try { yield 1 } catch {} } } const i = g(); for (;;) { i.next(); try { i.throw(1) } catch {} }',
  'function* g() { yield* g() } for (const x of g());',
  'async function* g() { for (;;) yield 1 } for await (const x of g());',
  'async function* g() { for (;;) { try { yield 1 } finally { for (;;); } } } for await (const x of g()) break',
  'async function* g() { for (;;) await null } for await (const x of g());',
  'const all = []; function* g() { for (;;) yield 1 } for (;;) all.push(g())',
  'function* g() { const x = yield; for (;;); } const i = g(); i.next(); i.next()',
  'function* g() { try { yield } finally { for (;;) yield } } const i = g(); i.next(); i.return(); for (;;) i.next()',
  'const i = (function* () { yield* { [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) } })(); for (const x of i);',
  'async function* g() { yield* { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false }) }) } } for await (const x of g());',
];

test('POST /execute ends generators that never do', async () => {
  await target().survives(ATTACKS, { endings: ['timeout', 'memory_limit', 'stack_overflow'] });
});
