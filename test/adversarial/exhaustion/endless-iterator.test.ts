/**
 * Attack: Iterators without an end, wherever the language takes them all.
 * Answer: Whoever takes them loops, and every loop is metered.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; [...it]',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Math.max(...it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; new Set(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; new Map(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; new WeakSet(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Array.from(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Object.fromEntries(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; const [...rest] = it',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; for (const x of it);',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Promise.all(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; return Promise.race(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; return Promise.any(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; return Promise.allSettled(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; new Uint8Array(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; new AggregateError(it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Map.groupBy(it, (x) => x)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Object.groupBy(it, (x) => 1)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; function* g() { yield* it } [...g()]',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; new (class { constructor(...a) {} })(...it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Reflect.construct(Array, [...it])',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; [].concat(...it)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; String.raw({ raw: [...it] })',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Iterator.from(it).toArray()',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Iterator.from(it).map((x) => x).filter(() => false).next()',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Iterator.from(it).reduce((a) => a)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Iterator.from(it).drop(Infinity).next()',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Iterator.from(it).flatMap(() => it).forEach(() => {})',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; Iterator.from(it).some(() => false)',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; return Array.fromAsync ? Array.fromAsync(it) : [...it]',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1], done: false }) }) }; for await (const x of it);',
  'const [a] = { [Symbol.iterator]: () => ({ next: () => ({}), return() { for (;;); } }) }',
  'for (const x of { [Symbol.iterator]: () => ({ next: () => ({}), return() { for (;;); } }) }) break',
  'Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }; const [...all] = []; return all',
  'Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }; return Math.max(...[])',
  'String.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }; return [..."x"]',
];

test('POST /execute ends whatever reads an endless iterator', async () => {
  await target().survives(ATTACKS, { endings: ['timeout', 'memory_limit'] });
});
