import type { WorkerCounter } from '../wire/shared.ts';
import { readCounter } from '../wire/shared.ts';
import type { Services } from './services.ts';

/** Sum of one counter over all workers. */
export function sumOf({ scheduler }: Services, counter: WorkerCounter): number {
  return scheduler.pool.fleet.runners.reduce(
    (sum, { shared }) => sum + readCounter(shared, counter),
    0,
  );
}

/** The pool as `/health` and `/stats` show it. */
export function poolState(services: Services) {
  const { scheduler, config } = services;
  return {
    workers: scheduler.pool.fleet.runners.length,
    maxWorkers: config.maxWorkers,
    workersLost: scheduler.pool.fleet.lost,
    sandboxes: sumOf(services, 'sandboxes'),
    maxSandboxes: config.settings.RUNTIME_POOL_SIZE,
    parked: sumOf(services, 'parked'),
    replaced: scheduler.pool.fleet.total('replaced'),
  };
}
