import { expect, test } from 'bun:test';
import { createFakePool } from '../../support/fake-pool.ts';

function withTransfers(count: number) {
  const pool = createFakePool({ workers: 1, maxWorkers: 1 });
  const [worker] = pool.fleet.workers;
  if (!worker) throw new Error('Cannot test: there is no worker');
  worker.becomeReady();
  for (let i = 0; i < count; i++) pool.transfers.tryTake();
  worker.haveTransfers(count);
  return { ...pool, worker };
}

test('Fleet ends a worker that is lost only when its transfers are closed', () => {
  const { worker, clock, fleet } = withTransfers(2);
  worker.die();
  expect([worker.isToldToStop, worker.isTerminated]).toEqual([true, false]);
  // Another takes its place meanwhile.
  expect(fleet.workers).toHaveLength(2);
  clock.advance(100);
  worker.haveTransfers(1);
  clock.advance(100);
  expect(worker.isTerminated).toBe(false);
  worker.haveTransfers(0);
  clock.advance(100);
  expect(worker.isTerminated).toBe(true);
});

test('Fleet ends a worker at once that has no transfers', () => {
  const { worker } = withTransfers(0);
  worker.die();
  expect([worker.isToldToStop, worker.isTerminated]).toEqual([false, true]);
});

test('Fleet leaves a worker to itself that does not close its transfers, and counts them as gone', () => {
  const { worker, clock, transfers } = withTransfers(3);
  expect(transfers.left).toBe(97);
  worker.die();
  clock.advance(60_000);
  expect(worker.isTerminated).toBe(false);
  expect(transfers.left).toBe(100);
});

test('Pool.close() waits for transfers as well', () => {
  const { worker, scheduler, clock } = withTransfers(1);
  scheduler.pool.close();
  expect(worker.isTerminated).toBe(false);
  worker.haveTransfers(0);
  clock.advance(100);
  expect(worker.isTerminated).toBe(true);
});
