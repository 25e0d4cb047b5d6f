import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  addToCounter,
  createSharedBudget,
  createWorkerShared,
  openSharedBudget,
  openWorkerShared,
  readCounter,
  WORKER_COUNTERS,
  writeCounter,
} from '../../../src/wire/shared.ts';

setDefaultTimeout(30_000);

/** Runs a worker's source until it answers; it gets `data`, and whatever it posts is the answer. */
async function inWorker(source: string, data: unknown): Promise<unknown> {
  const url = URL.createObjectURL(new Blob([source], { type: 'application/typescript' }));
  const worker = new Worker(url);
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data: answer }) => resolve(answer);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(data);
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}
const SHARED = JSON.stringify(new URL('../../../src/wire/shared.ts', import.meta.url).href);

describe('WorkerShared', () => {
  test('its counters are one word each, and start at nothing', () => {
    const shared = createWorkerShared(4);
    for (const [i, name] of WORKER_COUNTERS.entries()) {
      expect(readCounter(shared, name)).toBe(0);
      writeCounter(shared, name, i + 1);
    }
    expect(WORKER_COUNTERS.map((name) => readCounter(shared, name))).toEqual(
      WORKER_COUNTERS.map((_, i) => i + 1),
    );
    expect([...shared.claims]).toEqual([0, 0, 0, 0]);
  });

  test('its claim words and its counters do not overlap', () => {
    const shared = createWorkerShared(3);
    shared.claims.fill(-1);
    for (const name of WORKER_COUNTERS) expect(readCounter(shared, name)).toBe(0);
  });

  test('addToCounter() adds, takes away, and wraps around', () => {
    const shared = createWorkerShared(1);
    addToCounter(shared, 'parked', 3);
    addToCounter(shared, 'parked', -1);
    expect(readCounter(shared, 'parked')).toBe(2);
    writeCounter(shared, 'heartbeat', 0x7fffffff);
    addToCounter(shared, 'heartbeat', 1);
    expect(readCounter(shared, 'heartbeat')).toBe(-0x80000000);
  });

  test('both ends see the same words', async () => {
    const shared = createWorkerShared(2);
    const answer = await inWorker(
      `import { addToCounter, openWorkerShared } from ${SHARED};
       self.onmessage = ({ data }) => {
         const shared = openWorkerShared(data);
         addToCounter(shared, 'sandboxes', 7);
         shared.claims[1] = 9;
         self.postMessage('done');
       };`,
      shared.buffer,
    );
    expect(answer).toBe('done');
    expect(readCounter(openWorkerShared(shared.buffer), 'sandboxes')).toBe(7);
    expect([...shared.claims]).toEqual([0, 9]);
  });
});

describe('SharedBudget', () => {
  test('SharedBudget gives as many as there are, and what comes back again', () => {
    const budget = createSharedBudget(2);
    expect([budget.tryTake(), budget.tryTake(), budget.tryTake()]).toEqual([true, true, false]);
    expect(budget.left).toBe(0);
    budget.giveBack();
    expect([budget.left, budget.tryTake(), budget.tryTake()]).toEqual([1, true, false]);
    budget.giveBack(2);
    expect(budget.left).toBe(2);
  });

  test('SharedBudget never gives more than there are to takers at the same time', async () => {
    const total = 5000;
    const budget = createSharedBudget(total);
    const source = `import { openSharedBudget } from ${SHARED};
      self.onmessage = ({ data }) => {
        const budget = openSharedBudget(data);
        let taken = 0;
        for (let i = 0; i < 20000; i++) {
          if (!budget.tryTake()) continue;
          taken++;
          if (i % 3 === 0) { budget.giveBack(); taken--; }
        }
        self.postMessage(taken);
      };`;
    const takers = Array.from({ length: 4 }, () => inWorker(source, budget.buffer));
    const taken = (await Promise.all(takers)) as number[];
    expect(taken.reduce((sum, each) => sum + each, 0)).toBe(total);
    expect(openSharedBudget(budget.buffer).left).toBe(0);
    expect(budget.tryTake()).toBe(false);
    budget.giveBack(total);
    expect(budget.left).toBe(total);
  });
});
