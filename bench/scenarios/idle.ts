import { median } from '../load/percentiles.ts';
import { printMs } from '../load/table.ts';
import { type Figure, inTurns, type Scenario, type World } from './world.ts';

/** One connection, one request at a time, nothing else: what a lone caller waits. */
export const idle: Scenario = {
  name: 'idle',
  async run(world: World): Promise<Figure[]> {
    await using service = await world.startService();
    await using echo = await world.startEcho();
    await world.warm(service.url);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < world.options.rounds; round++) {
      for (const who of inTurns(round, ['service', 'echo'])) {
        if (who === 'echo') theirs.push((await world.loadEcho(echo.url, 1)).p50Ms);
        else ours.push((await world.load(service.url, { connections: 1 })).p50Ms);
      }
    }
    const p50Ms = median(ours);
    const note = `the echo ${printMs(median(theirs))} ms`;
    return [{ name: 'a lone caller: p50', value: `${printMs(p50Ms)} ms`, number: p50Ms, note }];
  },
};
