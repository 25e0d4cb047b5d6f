import { median } from '../load/percentiles.ts';
import { readRssBytes } from '../load/server.ts';
import { printCount, printMegabytes, printMs } from '../load/table.ts';
import { type Figure, inTurns, type Loaded, type Scenario, type World } from './world.ts';

const CONNECTIONS = 1000;

/** A thousand connections at once: errors, the slowest hundredth, and the memory they take. */
export const crowd: Scenario = {
  name: 'crowd',
  async run(world: World): Promise<Figure[]> {
    await using service = await world.startService();
    await using echo = await world.startEcho();
    await world.warm(service.url);
    const ours: Loaded[] = [];
    const theirs: Loaded[] = [];
    for (let round = 0; round < world.options.rounds; round++) {
      for (const who of inTurns(round, ['service', 'echo'])) {
        if (who === 'echo') theirs.push(await world.loadEcho(echo.url, CONNECTIONS));
        else ours.push(await world.load(service.url, { connections: CONNECTIONS }));
      }
    }
    const rssBytes = (await readRssBytes(service.url)) ?? 0;
    const errors = ours.reduce((sum, each) => sum + each.errors, 0);
    const answered = ours.reduce((sum, each) => sum + each.answered, 0);
    const p99Ms = median(ours.map((each) => each.p99Ms));
    const echoP99Ms = median(theirs.map((each) => each.p99Ms));
    return [
      {
        name: '1 000 connections: errors',
        value: printCount(errors),
        number: errors,
        note: `of ${printCount(answered)} requests`,
      },
      {
        name: '1 000 connections: p99',
        value: `${printMs(p99Ms)} ms`,
        number: p99Ms,
        note: `the echo ${printMs(echoP99Ms)} ms`,
      },
      {
        name: '1 000 connections: memory',
        value: printMegabytes(rssBytes),
        number: rssBytes,
        note: 'resident, after the last round',
      },
    ];
  },
};
