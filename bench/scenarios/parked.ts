import { readRssBytes, tryReadStats } from '../load/server.ts';
import { printMegabytes } from '../load/table.ts';
import { execute, type Figure, type Scenario, type World } from './world.ts';

const SANDBOXES = 100;
const WAIT = 'await new Promise((resolve) => setTimeout(resolve, 5000)); return input.n;';
const LOOK_EVERY_MS = 100;
const LOOKS = 45;

/** What a hundred sandboxes take while each keeps a run that waits for a promise. */
export const parked: Scenario = {
  name: 'parked',
  async run(world: World): Promise<Figure[]> {
    await using service = await world.startService({
      DISABLED_GLOBALS: 'none',
      EXECUTION_TIMEOUT_MS: '20000',
    });
    const { url } = service;
    await world.warm(url);
    const beforeBytes = (await readRssBytes(url)) ?? 0;
    const answers = Array.from({ length: SANDBOXES }, (_, n) =>
      execute(url, { code: WAIT, input: { n } }),
    );
    const most = await watchParked(url);
    const failed = (await Promise.all(answers)).filter(({ status }) => status !== 200).length;
    const grewBytes = most.rssBytes - beforeBytes;
    return [
      {
        name: '100 waiting runs: memory above idle',
        value: printMegabytes(grewBytes),
        number: grewBytes,
        note: `${most.parked} were parked at once, ${failed} failed; idle ${printMegabytes(beforeBytes)}`,
      },
    ];
  },
};

/** The server's memory at the moment when all were parked, or the most that were. */
async function watchParked(url: URL): Promise<{ parked: number; rssBytes: number }> {
  let most = { parked: 0, rssBytes: 0 };
  for (let look = 0; look < LOOKS && most.parked < SANDBOXES; look++) {
    await Bun.sleep(LOOK_EVERY_MS);
    const stats = await tryReadStats(url);
    if (stats && stats.pool.parked > most.parked) {
      most = { parked: stats.pool.parked, rssBytes: stats.memory.rssBytes };
    }
  }
  return most;
}
