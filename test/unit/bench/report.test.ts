import { expect, test } from 'bun:test';
import { describeMachine } from '../../../bench/load/machine.ts';
import type { PhaseResult } from '../../../bench/load/phase.ts';
import {
  hasFailed,
  type LoadReport,
  printReport,
  reportPhase,
} from '../../../bench/load/report.ts';
import { createWork, WRONG } from '../../../bench/load/work.ts';

const work = createWork({ host: 'x', path: '/', isDistinct: false, count: 0 });

function reportOf(result: Partial<PhaseResult>): LoadReport {
  const whole = { samplesMs: [], indexes: [], wanted: 10, errors: new Map(), elapsedMs: 1000 };
  const facts = { phase: 'warmup', connections: 5, work, serverRssBytes: 3 * 2 ** 20 } as const;
  return {
    machine: describeMachine(),
    url: 'http://127.0.0.1:1/',
    mode: 'closed loop',
    isDistinct: false,
    phases: [reportPhase({ ...whole, ...result }, facts)],
  };
}

const rowOf = (report: LoadReport): string[] =>
  printReport(report)
    .split('\n')
    .find((line) => line.startsWith('warmup '))
    ?.split(/ {2,}/) ?? [];

test('printReport has a row of figures for each phase, and its errors by kind', () => {
  const errors = new Map([
    ['status 503', 2],
    ['connection closed', 1],
  ]);
  const samplesMs = [1, 2, 3, 4, 5, 6, 7];
  const report = reportOf({ samplesMs, indexes: samplesMs, errors });
  const figures = ['5', '10', '7', '4.00', '4.00', '7.00', '7.00', '7.00', '70.00 %', '3 MB'];
  expect(rowOf(report)).toEqual(['warmup', ...figures]);
  expect(printReport(report)).toEndWith('warmup: 2 × status 503\nwarmup: 1 × connection closed');
  expect(hasFailed(report)).toBe(false);
});

test('printReport has no latency of answers that never came', () => {
  const report = reportOf({ errors: new Map([['connection refused', 10]]) });
  expect(rowOf(report)).toEqual(['warmup', '5', '10', '0', ...'–––––', '0.00 %', '3 MB']);
  expect(hasFailed(report)).toBe(true);
});

test('hasFailed takes one wrong answer as a failure', () => {
  expect(hasFailed(reportOf({ samplesMs: [1], indexes: [0], errors: new Map([[WRONG, 1]]) }))).toBe(
    true,
  );
});
