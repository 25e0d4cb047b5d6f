import { median } from '../load/percentiles.ts';
import { printCount } from '../load/table.ts';
import { type Figure, inTurns, type Scenario, type World } from './world.ts';

const CONNECTIONS = 100;

/** Requests a second at 100 connections, as a fraction of what the echo does in the same round. */
export const throughput: Scenario = {
  name: 'throughput',
  async run(world: World): Promise<Figure[]> {
    await using service = await world.startService();
    await using echo = await world.startEcho();
    await world.warm(service.url);
    await world.loadEcho(echo.url, CONNECTIONS);
    const perSecond: Record<Variant, number[]> = { echo: [], repeated: [], distinct: [] };
    let errors = 0;
    for (let round = 0; round < world.options.rounds; round++) {
      for (const variant of inTurns(round, VARIANTS)) {
        const loaded = await (variant === 'echo'
          ? world.loadEcho(echo.url, CONNECTIONS)
          : world.load(service.url, {
              connections: CONNECTIONS,
              isDistinct: variant === 'distinct',
            }));
        perSecond[variant].push(loaded.perSecond);
        errors += loaded.errors;
      }
    }
    if (errors > 0) throw new Error(`Cannot use these rounds: ${errors} requests failed`);
    return [
      figure('five cases, 100 connections', perSecond.repeated, perSecond.echo),
      figure('another snippet every time', perSecond.distinct, perSecond.echo),
    ];
  },
};

const VARIANTS = ['echo', 'repeated', 'distinct'] as const;
type Variant = (typeof VARIANTS)[number];

function figure(name: string, service: readonly number[], echo: readonly number[]): Figure {
  const ratio = median(service.map((each, round) => each / (echo[round] ?? each)));
  const note = `${printCount(median(service))} requests/s; the echo ${printCount(median(echo))}`;
  return { name, value: `${ratio.toFixed(2)} of echo`, number: ratio, note };
}
