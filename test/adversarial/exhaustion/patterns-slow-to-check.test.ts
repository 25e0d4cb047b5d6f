/**
 * Attack: Patterns of two thousand characters whose groups share one name, deep within two sides of an alternative: who checks that no two can match at once compares each with each, and all that is around them.
 * Answer: With more than a few names, the check of a pattern is left to the engine, which pays for its loops; and the deadline is looked at after each.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

function patternWith(names: number, depth: number): string {
  const side = `${'(?:'.repeat(depth)}${Array(names).fill('(?<a>)').join('|')}${')'.repeat(depth)}`;
  return `/${side}|${side}/`;
}

const listOf = (pattern: string, count: number) =>
  `return [${Array(count).fill(pattern).join(',')}].length`;

test('POST /execute reads patterns that are slow to check in time', async () => {
  await target().survives(
    [
      listOf(patternWith(90, 80), 30),
      listOf(patternWith(8, 240), 30),
      listOf(patternWith(60, 140), 30),
      listOf(patternWith(1, 250), 30),
      `for (;;) { const pattern = ${patternWith(90, 80)}; }`,
    ],
    { timeoutMs: 1000 },
  );
});
