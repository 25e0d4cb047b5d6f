import { expect, test } from 'bun:test';
import { createFakePool } from '../../support/fake-pool.ts';
import type { FakeWorker } from '../../support/fake-workers.ts';

function readyPool(options = {}) {
  const pool = createFakePool(options);
  for (const worker of pool.fleet.workers) worker.becomeReady();
  return pool;
}

/** Has a worker run a job that does not end: it claims one and ticks. */
function hog(worker: FakeWorker | undefined): void {
  worker?.claimNext();
  worker?.tick();
}

test('Pool.start settles when a worker is ready, and starts the others then', async () => {
  const { ready, fleet } = createFakePool({ workers: 3 });
  expect(fleet.workers).toHaveLength(1);
  fleet.workers[0]?.becomeReady();
  await expect(ready).resolves.toBeUndefined();
  expect(fleet.workers).toHaveLength(3);
});

test('Pool.start fails when the first worker breaks', async () => {
  const { ready, fleet } = createFakePool();
  fleet.workers[0]?.die();
  await expect(ready).rejects.toThrow('Cannot start a worker: died');
});

test('Pool takes jobs back from a worker that is stuck, and others run them', async () => {
  const { submit, clock, fleet, endings } = readyPool({ workers: 2, maxWorkers: 2 });
  for (let i = 0; i < 10; i++) submit(`${i}`);
  clock.advance(1);
  hog(fleet.workers[0]);
  const stuck = [...fleet.starts.keys()];
  clock.advance(10);
  for (let i = 0; i < 20; i++) {
    fleet.workers[1]?.claimNext();
    fleet.workers[1]?.finish();
    fleet.workers[1]?.flush();
    clock.advance(1);
  }
  await Promise.resolve();
  const open = [...endings].filter(([, finished]) => finished.length === 0).map(([code]) => code);
  expect(open).toEqual(stuck);
});

test('Pool leaves a worker its jobs that answers nothing and begins one after the other', () => {
  const { submit, clock, fleet } = readyPool({ workers: 1, maxWorkers: 1 });
  for (let i = 0; i < 30; i++) submit(`${i}`);
  clock.advance(1);
  const [worker] = fleet.workers;
  for (let i = 0; i < 20; i++) {
    worker?.claimNext();
    worker?.park();
    clock.advance(20);
  }
  expect([...fleet.starts.keys()]).toEqual(Array.from({ length: 20 }, (_, i) => `${i}`));
  // Sent once each: none was taken back meanwhile.
  expect(worker?.waiting).toBe(10);
});

test('Pool gives a job to a worker where none waits, of those with as little to do', () => {
  const { submit, clock, fleet } = readyPool({ workers: 2, maxWorkers: 2 });
  submit('waits');
  clock.advance(1);
  for (const worker of fleet.workers) worker.claimNext();
  const free = fleet.workers.find((worker) => !worker.isRunning);
  for (const worker of fleet.workers) worker.park();
  for (let i = 0; i < 5; i++) {
    submit(`${i}`);
    clock.advance(1);
    free?.claimNext();
    expect(fleet.starts.get(`${i}`)).toBe(1);
    free?.finish();
    free?.flush();
  }
});

/** A pool of two whose workers have each answered jobs that took so long, and how many of 40 more each is given. */
function shareOutAfter(cpuMicros: number): number[] {
  const { submit, clock, fleet } = readyPool({ workers: 2, maxWorkers: 2 });
  for (let round = 0; round < 100; round++) {
    // Three at once: even where they go to the worker that is free, both are given some.
    for (let i = 0; i < 3; i++) submit(`${round} ${i}`);
    clock.advance(1);
    for (const worker of fleet.workers) {
      while (worker.waiting > 0) {
        worker.claimNext();
        worker.finish(cpuMicros);
      }
      worker.flush();
    }
  }
  for (let i = 0; i < 40; i++) submit(`${i}`);
  clock.advance(1);
  return fleet.workers.map(({ waiting }) => waiting);
}

test('Pool gives small runs to the worker that will be free soon, and leaves the others asleep', () => {
  expect(shareOutAfter(20)).toEqual([40, 0]);
});

test('Pool spreads runs that take long', () => {
  expect(shareOutAfter(5000)).toEqual([20, 20]);
});

test('Pool hands out the first jobs of a turn before the turn is over', () => {
  const { submit, fleet } = readyPool({ workers: 1, maxWorkers: 1 });
  for (let i = 0; i < 7; i++) submit(`${i}`);
  expect(fleet.workers[0]?.waiting).toBe(0);
  submit('7');
  expect(fleet.workers[0]?.waiting).toBe(8);
});

test('Pool adds a worker only when all are stuck, and up to its most', () => {
  const { submit, clock, fleet } = readyPool({ workers: 2, maxWorkers: 3 });
  for (let i = 0; i < 50; i++) submit(`${i}`);
  clock.advance(1);
  hog(fleet.workers[0]);
  clock.advance(6);
  expect(fleet.workers.length).toBe(2);
  hog(fleet.workers[1]);
  clock.advance(12);
  expect(fleet.workers.length).toBe(3);
  fleet.workers[2]?.becomeReady();
  clock.advance(1);
  hog(fleet.workers[2]);
  clock.advance(100);
  expect(fleet.workers.length).toBe(3);
});

test('Pool lets the workers it added go when they idle', async () => {
  const { submit, clock, fleet, settle, scheduler } = readyPool({ workers: 1, maxWorkers: 2 });
  for (let i = 0; i < 40; i++) submit(`${i}`);
  clock.advance(1);
  hog(fleet.workers[0]);
  clock.advance(12);
  expect(scheduler.pool.fleet.runners.length).toBe(2);
  await settle();
  clock.advance(30_000);
  expect(scheduler.pool.fleet.runners.length).toBe(1);
  expect(fleet.workers.filter(({ isTerminated }) => isTerminated).length).toBe(1);
});

test('Pool replaces a worker that gives no sign of life, and runs what it had not started', async () => {
  const { submit, clock, fleet, settle, endings, scheduler } = readyPool({
    workers: 1,
    maxWorkers: 1,
  });
  for (const code of ['hangs', 'waits']) submit(code);
  clock.advance(1);
  fleet.workers[0]?.claimNext();
  clock.advance(5500);
  expect(fleet.workers[0]?.isTerminated).toBe(true);
  expect(scheduler.pool.fleet.lost).toBe(1);
  await settle();
  expect(endings.get('hangs')?.[0]?.answer.result).toMatchObject({
    failure: { code: 'worker_lost' },
  });
  expect(endings.get('waits')?.[0]?.answer.result).toMatchObject({ ok: true });
});

test('Pool gives no worker up for a time in which the whole machine stood still', () => {
  const { submit, clock, fleet, scheduler } = readyPool({ workers: 1, maxWorkers: 1 });
  submit('long');
  clock.advance(1);
  fleet.workers[0]?.claimNext();
  clock.pass(60_000);
  clock.advance(100);
  expect(scheduler.pool.fleet.lost).toBe(0);
});

test('Pool leaves a worker alone whose long run shows signs of life', () => {
  const { submit, clock, fleet, scheduler } = readyPool({ workers: 1, maxWorkers: 1 });
  submit('long');
  clock.advance(1);
  for (let i = 0; i < 20; i++) {
    hog(fleet.workers[0]);
    clock.advance(500);
  }
  expect(scheduler.pool.fleet.lost).toBe(0);
  expect(fleet.workers.length).toBe(1);
});

test('Pool tries again later when a worker cannot start', async () => {
  const { clock, fleet } = readyPool({ workers: 1, maxWorkers: 1 });
  fleet.workers[0]?.die();
  expect(fleet.workers.length).toBe(2);
  fleet.workers[1]?.die();
  expect(fleet.workers.length).toBe(2);
  clock.advance(500);
  expect(fleet.workers.length).toBe(3);
});
