import { median } from '../load/percentiles.ts';
import type { RunningServer } from '../load/server.ts';
import { printMs } from '../load/table.ts';
import { execute, type Figure, type Scenario, type World } from './world.ts';

const TIMES = 10;

/** From the spawning of the process to its first right answer on `/execute`. */
export const coldStart: Scenario = {
  name: 'cold-start',
  async run(world: World): Promise<Figure[]> {
    const ours: number[] = [];
    const theirs: number[] = [];
    // The first of each finds its file out of the page cache: not counted.
    for (let i = 0; i <= TIMES; i++) {
      ours.push(await timeToAnswer(world.startService()));
      theirs.push(await timeToAnswer(world.startEcho()));
    }
    const startMs = median(ours.slice(1));
    const what = world.options.binary === undefined ? 'from source' : 'the executable';
    return [
      {
        name: 'cold start to the first answer',
        value: `${printMs(startMs)} ms`,
        number: startMs,
        note: `${what}, median of ${TIMES}; a bare Bun echo ${printMs(median(theirs.slice(1)))} ms`,
      },
    ];
  },
};

async function timeToAnswer(starting: Promise<RunningServer>): Promise<number> {
  await using server = await starting;
  const { status, text } = await execute(server.url, { code: 'return 6 * 7' });
  const elapsedMs = performance.now() - server.spawnedMs;
  if (status !== 200) throw new Error(`Cannot use this start: it answered ${status} ${text}`);
  return elapsedMs;
}
