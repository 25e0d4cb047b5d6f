import { expect, test } from 'bun:test';
import { readThreadTimes, timesBetween } from '../../../bench/load/thread-times.ts';

const time = (name: string, cpuMicros: number) => ({ name, cpuMicros, sleeps: 1, preemptions: 0 });

test('timesBetween tells what each thread took, most first, those that are new included', () => {
  const before = new Map([['1', time('bun 1', 100)]]);
  const after = new Map([
    ['1', time('bun 1', 130)],
    ['2', time('Worker 2', 500)],
  ]);
  expect(timesBetween(before, after)).toEqual([
    { name: 'Worker 2', cpuMicros: 500, sleeps: 1, preemptions: 0 },
    { name: 'bun 1', cpuMicros: 30, sleeps: 0, preemptions: 0 },
  ]);
});

test.skipIf(process.platform !== 'linux')('readThreadTimes sees this thread work', () => {
  const before = readThreadTimes(process.pid);
  const untilMs = performance.now() + 20;
  while (performance.now() < untilMs);
  const times = timesBetween(before, readThreadTimes(process.pid));
  const own = times.find(({ name }) => name.endsWith(` ${process.pid}`));
  expect(own?.cpuMicros).toBeGreaterThan(0);
});
