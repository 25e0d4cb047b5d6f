import { printCount, printMs, printShare } from '../load/table.ts';
import { createWork } from '../load/work.ts';
import { execute, type Figure, runFor, type Scenario, toLoaded, type World } from './world.ts';

const HOGS = 4;
const HOG_TIMEOUT_MS = 4000;
/** Time for the hogs to be under way before honest callers come, milliseconds. */
const SETTLE_MS = 1000;
const HONEST_MS = 8000;
const CONNECTIONS = 20;

/** Endless in fact, but not to be seen from its text. */
const ENDLESS = 'let n = input.from; while (n >= 0) { n += 1; } return n;';

/** Four endless loops run all the time while 20 connections send honest requests. */
export const hogs: Scenario = {
  name: 'hogs',
  async run(world: World): Promise<Figure[]> {
    await using service = await world.startService();
    const { url } = service;
    await world.warm(url);
    const alone = toLoaded(await honest(url, world.options.roundMs));
    const hog = new Hogs(url);
    await Bun.sleep(SETTLE_MS);
    const together = toLoaded(await honest(url, HONEST_MS));
    const statuses = await hog.stop();
    const { answered, errors, p99Ms, p50Ms } = together;
    const share = answered / Math.max(1, answered + errors);
    const stopped = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ');
    return [
      {
        name: '4 endless loops, 20 callers: answered',
        value: printShare(share),
        number: share,
        note: `of ${printCount(answered + errors)}; the loops ended with ${stopped}`,
      },
      {
        name: '4 endless loops, 20 callers: p99',
        value: `${printMs(p99Ms)} ms`,
        number: p99Ms,
        note: `p50 ${printMs(p50Ms)} ms; without the loops p99 ${printMs(alone.p99Ms)} ms`,
      },
    ];
  },
};

function honest(url: URL, durationMs: number) {
  const work = createWork({ host: url.host, path: '/execute', isDistinct: false, count: 0 });
  return runFor(durationMs, { url, connections: CONNECTIONS, work });
}

/** Callers of endless loops: as one ends, the next is sent. */
class Hogs {
  readonly #statuses = new Map<number, number>();
  readonly #callers: Promise<void>[];
  #isStopping = false;

  constructor(url: URL) {
    this.#callers = Array.from({ length: HOGS }, () => this.#call(url));
  }

  /** Sends no more; @returns how many ended with which status */
  async stop(): Promise<ReadonlyMap<number, number>> {
    this.#isStopping = true;
    await Promise.all(this.#callers);
    return this.#statuses;
  }

  async #call(url: URL): Promise<void> {
    while (!this.#isStopping) {
      const body = { code: ENDLESS, input: { from: 0 }, timeoutMs: HOG_TIMEOUT_MS };
      const { status } = await execute(url, body);
      this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    }
  }
}
