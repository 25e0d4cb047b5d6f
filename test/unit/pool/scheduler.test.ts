import { expect, test } from 'bun:test';
import { createFakePool } from '../../support/fake-pool.ts';

const codeOf = (finished: { answer: { result: { ok: boolean } } } | undefined) => {
  const result = finished?.answer.result as { ok: boolean; failure?: { code: string } } | undefined;
  return result?.ok ? 'ok' : result?.failure?.code;
};

test('Scheduler refuses what is over its limit, at once, as overloaded', async () => {
  const { submit, endings, settle } = createFakePool({ maxOpen: 2 });
  for (const code of ['1', '2', '3']) submit(code);
  await Promise.resolve();
  expect(codeOf(endings.get('3')?.[0])).toBe('overloaded');
  await settle();
  expect(codeOf(endings.get('1')?.[0])).toBe('ok');
  expect(codeOf(endings.get('2')?.[0])).toBe('ok');
});

test('Scheduler lets nothing in while it drains, and settles when all has ended', async () => {
  const { submit, endings, settle, scheduler } = createFakePool();
  submit('before');
  let isDrained = false;
  const drained = scheduler.drain().then(() => {
    isDrained = true;
  });
  submit('after');
  await Promise.resolve();
  expect(codeOf(endings.get('after')?.[0])).toBe('draining');
  expect(isDrained).toBe(false);
  await settle();
  await drained;
  expect(codeOf(endings.get('before')?.[0])).toBe('ok');
});

test('Scheduler ends a waiting job soon after its caller hung up', async () => {
  const { submit, endings, clock, scheduler, fleet } = createFakePool();
  const caller = submit('gone');
  clock.advance(1);
  caller.abort();
  clock.advance(200);
  await Promise.resolve();
  expect(codeOf(endings.get('gone')?.[0])).toBe('cancelled');
  expect(scheduler.open).toBe(0);
  for (const worker of fleet.workers) worker.becomeReady();
  clock.advance(50);
  expect(fleet.starts.size).toBe(0);
});

test('Scheduler counts a running job until its worker says that it stopped', async () => {
  const { submit, endings, clock, scheduler, fleet } = createFakePool();
  for (const worker of fleet.workers) worker.becomeReady();
  const caller = submit('runs');
  clock.advance(1);
  for (const worker of fleet.workers) worker.claimNext();
  caller.abort();
  clock.advance(200);
  expect(scheduler.open).toBe(1);
  for (const worker of fleet.workers) worker.finish();
  for (const worker of fleet.workers) worker.flush();
  await Promise.resolve();
  expect(codeOf(endings.get('runs')?.[0])).toBe('cancelled');
  expect(scheduler.open).toBe(0);
});
