import { expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { createFakePool } from '../support/fake-pool.ts';
import type { FakeWorker } from '../support/fake-workers.ts';

/** What can happen to a pool, in any order; `who` picks a worker or a job among those there are. */
type Step =
  | { readonly do: 'submit'; readonly lane: string }
  | { readonly do: 'advance'; readonly ms: number }
  | {
      readonly do: 'ready' | 'claim' | 'tick' | 'finish' | 'flush' | 'die' | 'cancel';
      readonly who: number;
    };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('submit' as const), lane: fc.constantFrom('a', 'b') }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      ms: fc.constantFrom(1, 5, 20, 150, 2500),
    }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'ready',
        'claim',
        'claim',
        'tick',
        'finish',
        'finish',
        'flush',
        'die',
        'cancel',
      ),
      who: fc.nat(20),
    }) as fc.Arbitrary<Step>,
  },
);

function play(steps: readonly Step[]) {
  const pool = createFakePool({ workers: 2, maxWorkers: 4, maxOpen: 40 });
  pool.ready.catch(() => {});
  const callers: AbortController[] = [];
  const pick = <T>(from: readonly T[], who: number): T | undefined =>
    from[who % (from.length || 1)];
  const onWorker: Record<string, (worker: FakeWorker) => void> = {
    ready: (worker) => worker.becomeReady(),
    claim: (worker) => worker.claimNext(),
    tick: (worker) => worker.tick(),
    finish: (worker) => worker.finish(),
    flush: (worker) => worker.flush(),
    die: (worker) => worker.die(),
  };
  const take = (each: Step): void => {
    if (each.do === 'submit') {
      callers.push(pool.submit(`job ${callers.length}`, undefined, each.lane));
    } else if (each.do === 'advance') pool.clock.advance(each.ms);
    else if (each.do === 'cancel') pick(callers, each.who)?.abort();
    else {
      const worker = pick(pool.fleet.workers, each.who);
      if (worker) onWorker[each.do]?.(worker);
    }
  };
  for (const each of steps) take(each);
  return { ...pool, callers };
}

setDefaultTimeout(120_000);

test('the pool gives every job exactly one ending and runs none twice, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 20, maxLength: 200, size: 'max' }),
      async (steps) => {
        const { settle, endings, fleet, scheduler, callers } = play(steps);
        await settle();
        expect(scheduler.open).toBe(0);
        expect(endings.size).toBe(callers.length);
        for (const [code, finished] of endings) {
          expect(finished.length).toBe(1);
          expect(fleet.starts.get(code) ?? 0).toBeLessThanOrEqual(1);
          const result = finished[0]?.answer.result;
          if (result?.ok) expect(JSON.parse(result.json)).toBe(code);
        }
        scheduler.pool.close();
      },
    ),
    { numRuns: 500 },
  );
});

test('the pool answers a job only with a failure that happened to it', async () => {
  const noDeaths = step.filter(
    (each) =>
      each.do !== 'die' && each.do !== 'cancel' && !(each.do === 'advance' && each.ms > 1000),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(noDeaths, { minLength: 20, maxLength: 200, size: 'max' }),
      async (steps) => {
        const { settle, endings, scheduler } = play(steps);
        await settle();
        for (const [finished] of endings.values()) {
          const result = finished?.answer.result;
          expect(result?.ok ? 'ok' : result?.failure.code).toBeOneOf(['ok', 'overloaded']);
        }
        scheduler.pool.close();
      },
    ),
    { numRuns: 300 },
  );
});
