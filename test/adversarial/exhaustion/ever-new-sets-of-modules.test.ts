/**
 * Attack: Snippets that each name another set of modules, so that each needs an image of its own.
 * Answer: A worker makes few images in a row that nobody foresaw, and keeps a bounded number of bytes of
 * them; from then on what is missing is loaded by the run, under its own deadline.
 */
import { expect, test } from 'bun:test';
import { GUEST_MODULES } from '../../../src/base/guest-modules.ts';
import { IMAGE_CACHE_BYTES } from '../../../src/base/limits.ts';
import { shareTarget } from '../../support/attack.ts';

const WORKERS = 2;
// Each worker keeps the latest of the images that it made.
const target = shareTarget({}, WORKERS * IMAGE_CACHE_BYTES);

const NAMES = GUEST_MODULES.flatMap(({ requires = [] }) => requires.slice(0, 1));
const SNIPPETS = 120;
const IN_A_ROW = 8;

/** As many different sets as asked for, each of three modules. */
function sets(count: number): string[] {
  const found: string[] = [];
  for (let seed = 1; found.length < count; seed++) {
    const picked = [0, 1, 2].map(
      (i) => NAMES[(seed * (i + 1) * 7919 + i * 104_729) % NAMES.length],
    );
    found.push(picked.map((name) => `require('${name}')`).join());
  }
  return found;
}

test('Snippets of ever new sets leave the server as it was', async () => {
  const attacks = sets(SNIPPETS).map((calls) => `return [${calls}].length`);
  const beganMs = performance.now();
  await target().survives(attacks, { timeoutMs: 2000, endings: ['ok', 'timeout'] });
  const tookMs = performance.now() - beganMs;
  const stats = (await (await target().server.request('/stats')).json()) as {
    images: { made: number; bytes: number };
  };
  const baked = GUEST_MODULES.length;
  const earned = Math.ceil(tookMs / 2000);
  expect(stats.images.made).toBeLessThanOrEqual(WORKERS * (IN_A_ROW + earned + baked));
  expect(stats.images.bytes).toBeLessThanOrEqual(WORKERS * IMAGE_CACHE_BYTES);
});
