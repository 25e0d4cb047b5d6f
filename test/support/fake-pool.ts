import type { PoolEvent } from '../../src/pool/fleet.ts';
import { type Finished, Scheduler } from '../../src/pool/scheduler.ts';
import { createSharedBudget } from '../../src/wire/shared.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeFleet } from './fake-workers.ts';

export interface FakePoolOptions {
  readonly workers?: number;
  readonly maxWorkers?: number;
  readonly maxOpen?: number;
}

/** A scheduler over workers without threads, on a clock that a test moves. */
export function createFakePool({
  workers = 2,
  maxWorkers = 4,
  maxOpen = 1000,
}: FakePoolOptions = {}) {
  const clock = new FakeClock();
  const fleet = new FakeFleet();
  const events: PoolEvent[] = [];
  const transfers = createSharedBudget(100);
  const scheduler = new Scheduler({
    clock,
    spawn: fleet.spawn,
    budget: createSharedBudget(100),
    transfers,
    workers,
    maxWorkers,
    maxOpen,
    onEvent: (event) => events.push(event),
    // What a fake worker never looks at.
    setup: { guest: { disabledGlobals: [], allowsConsole: true, maxResultBytes: 1 } } as never,
  });
  const ready = scheduler.pool.start();
  const endings = new Map<string, Finished[]>();
  const submit = (code: string, caller = new AbortController(), lane = '') => {
    endings.set(code, []);
    void scheduler
      .submit({
        lane,
        encodedCode: code,
        requestText: '{}',
        timeoutMs: 1000,
        callerSignal: () => caller.signal,
      })
      .then((finished) => endings.get(code)?.push(finished));
    return caller;
  };
  /** Lets every worker be ready and finish all it has, until nothing is open. */
  const settle = async () => {
    for (let round = 0; scheduler.open > 0 && round < 10_000; round++) {
      clock.advance(1);
      for (const worker of fleet.workers) {
        worker.becomeReady();
        worker.finish();
        worker.claimNext();
        worker.flush();
      }
    }
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, fleet, events, scheduler, transfers, ready, endings, submit, settle };
}
