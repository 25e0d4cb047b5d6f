/**
 * Attack: Patterns that a checker of regular expressions knows to be unsafe, each on texts that nearly match.
 * Answer: The engine's matcher polls the meter; a pattern is stopped as any loop is.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { corpusPath, installCorpora } from '../../support/corpora.ts';

const target = shareTarget();
const isInstalled = installCorpora();

/** The regular expressions that stand alone on their lines in the checker's own tests. */
async function readPatterns(): Promise<readonly string[]> {
  const source = await Bun.file(corpusPath('safe-regex', 'test', 'regex.spec.js')).text();
  return [...source.matchAll(/^\s+(\/.+\/[a-z]*),/gm)].map(([, pattern = '']) => pattern);
}

/** Texts that lead a matcher into every corner before it fails. */
const NEARLY = ['a', 'ab', 'x', 'foo', '0', 'aA1', ' \\t', 'a@a.', '<a ', '"\\\\', 'ä'];

test.skipIf(!isInstalled)(
  'POST /execute bounds every pattern that is known to be unsafe',
  async () => {
    const patterns = await readPatterns();
    expect(patterns.length).toBeGreaterThan(20);
    const attacks = patterns.flatMap((pattern) => [
      `const pattern = ${pattern}; return ${JSON.stringify(NEARLY)}.map((text) => pattern.test(text.repeat(2000) + '!'))`,
      `const pattern = new RegExp(${pattern}.source.repeat(3), 'g'); return ('!' + 'a'.repeat(5000) + '!').replace(pattern, '').length`,
    ]);
    await target().survives(attacks, { timeoutMs: 150 });
  },
);
