/**
 * Attack: The largest modules, in many sets at once and with short deadlines, so that nothing but loading is done.
 * Answer: Loading is the run's own time: its caller is answered at the deadline, whatever is still being loaded, and the worker
 * gives signs of life meanwhile; what was begun is kept, so that the next run finds it.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const LARGE = ['mathjs', 'xlsx', 'pinyin-pro', 'zod', 'cheerio'];
/** Every pair and every triple of them. */
const SETS = LARGE.flatMap((a, i) =>
  LARGE.slice(i + 1).flatMap((b, j) => [[a, b], ...LARGE.slice(i + j + 2).map((c) => [a, b, c])]),
);
const requiring = (names: readonly string[]) => names.map((name) => `require('${name}')`).join();

test('POST /execute answers in time while sets of large modules are loaded', async () => {
  const attacks = SETS.map((names) => `return [${requiring(names)}].length`);
  await target().survives(attacks, { endings: ['ok', 'timeout'] });
});

test('POST /execute ends by its deadline what loads large modules and then never ends', async () => {
  const attacks = SETS.map((names) => `[${requiring(names)}]; for (;;);`);
  await target().survives(attacks, { endings: ['timeout'] });
});

test('POST /execute finds the modules loaded that an earlier run was too short for', async () => {
  const code = "return [require('validator'), require('zod'), require('marked')].length";
  let ending = '';
  for (let turn = 0; turn < 20 && ending !== 'ok'; turn++) {
    const [ended] = await target().survives([{ code, timeoutMs: 100 }]);
    ending = ended?.ending ?? '';
  }
  expect(ending).toBe('ok');
});
