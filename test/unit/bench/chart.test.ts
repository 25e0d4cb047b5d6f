import { describe, expect, test } from 'bun:test';
import { type ChartPhase, renderChart } from '../../../bench/load/chart.ts';
import { createLogScale } from '../../../bench/load/log-scale.ts';
import { requireWellFormed } from './well-formed.ts';

const machine = {
  cpu: 'A & B <"fast">',
  cores: 2,
  bun: '1.4.5',
  date: '2026-01-02T03:04:05.678Z',
  loadAverage: 0,
};

const phaseOf = (samplesMs: readonly number[], name = 'warmup'): ChartPhase => ({
  name,
  connections: 100,
  requests: samplesMs.length,
  right: samplesMs.length,
  perSecond: 1234,
  samplesMs,
});

describe('renderChart', () => {
  test('is well-formed XML, whatever the names in it', () => {
    const samples = Array.from({ length: 500 }, (_, i) => 1 + (i % 70) ** 1.5);
    const phases = [phaseOf(samples, '<phase> & "co"'), phaseOf(samples), phaseOf(samples)];
    const svg = renderChart({ machine, mode: 'closed & loop', phases });
    requireWellFormed(svg);
    expect(svg).toContain('2026-01-02 03:04 UTC · 2 cores');
    expect(svg).toContain('Bun 1.4.5');
    expect(svg.match(/p99 /g)).toHaveLength(3);
  });

  test.each([
    ['no answers', []],
    ['one answer', [5]],
    ['answers that are all alike', [3, 3, 3]],
    ['answers in no time', [0, 0]],
  ])('is well-formed with %s', (_, samples) => {
    const svg = renderChart({ machine, mode: 'closed loop', phases: [phaseOf(samples)] });
    requireWellFormed(svg);
    expect(svg).not.toContain('NaN');
    expect(svg).not.toContain('Infinity');
  });
});

describe('createLogScale', () => {
  test('ends at 1, 2 or 5 times a power of ten around the values', () => {
    const scale = createLogScale(0.07, 31);
    expect(scale.ticks).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]);
    expect([scale.low, scale.high]).toEqual([0.05, 50]);
  });

  test('keeps what lies beyond its ends at the end', () => {
    const scale = createLogScale(1, 100);
    expect([0.1, 1, 10, 100, 1000].map((value) => scale.at(value))).toEqual([0, 0, 0.5, 1, 1]);
  });
});
