/**
 * Attack: A pattern that takes time exponential in the length of a text.
 * Answer: The loops of the matcher are metered.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'return /(a+)+$/.test("a".repeat(60) + "b")',
  'return /(a|aa)+$/.test("a".repeat(80) + "b")',
  'return /(.*)*x/.exec("a".repeat(99))',
  'return /^(([a-z])+.)+[A-Z]([a-z])+$/.test("a".repeat(99))',
  'return "a".repeat(60).match(/(a*)*b/)',
  'return ("a".repeat(60) + "!").replace(/(a+)+$/, "")',
  'return ("a".repeat(60) + "!").split(/(a+)+$/)',
  'return [...("a".repeat(60) + "!").matchAll(/(a+)+$/g)]',
  'return ("a".repeat(60) + "!").search(/(a+)+$/)',
  'return /(?=(a+)+$)/.test("a".repeat(60) + "b")',
  'return /(?<=^(a+)+)b/.test("a".repeat(60) + "c")',
  'return /(a*)*\\1b/.test("a".repeat(60))',
  'return /(x+x+)+y/u.test("x".repeat(60))',
  'return new RegExp("(a?){60}" + "a{60}").test("a".repeat(59))',
  'return new RegExp("(" + "a?".repeat(5000) + ")+b").test("a".repeat(4000))',
  'try { /(a+)+$/.test("a".repeat(60) + "b") } catch {} for (;;);',
  'const r = /(a+)+$/y; for (;;) { r.lastIndex = 0; r.test("a".repeat(25) + "b") }',
  'return /(?:(?:(?:a{0,9}){0,9}){0,9}){0,9}b/.test("a".repeat(500))',
  'return /[^]*[^]*[^]*[^]*[^]*x/.test("y".repeat(1e5))',
  'return /(\\p{L}+)+$/u.test("ä".repeat(60) + "!")',
  'return /(a+)+$/i[Symbol.replace]("a".repeat(60) + "b", "")',
];

test('POST /execute ends a catastrophic pattern', async () => {
  await target().survives(ATTACKS, {
    endings: ['timeout', 'ok', 'guest_threw', 'stack_overflow', 'memory_limit'],
  });
});
