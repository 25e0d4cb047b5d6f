import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { median, percentile, sortNumbers, summarise } from '../../../bench/load/percentiles.ts';

describe('percentile', () => {
  test('is the value at the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([
      50, 95, 99, 100,
    ]);
  });

  test('of one value is that value, of none 0', () => {
    expect(percentile([7], 0.01)).toBe(7);
    expect(percentile([], 0.5)).toBe(0);
  });

  test('has at least its share of the values at or below it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (values, share) => {
          const found = percentile(sortNumbers(values), share);
          const below = values.filter((value) => value <= found).length;
          expect(below).toBeGreaterThanOrEqual(values.length * share - 1e-9);
          expect(values).toContain(found);
        },
      ),
    );
  });
});

describe('summarise', () => {
  test('tells mean, percentiles and the largest, whatever the order', () => {
    const summary = summarise([30, 10, 20]);
    expect(summary).toEqual({ count: 3, meanMs: 20, p50Ms: 20, p95Ms: 30, p99Ms: 30, maxMs: 30 });
  });

  test('of nothing is all zero', () => {
    expect(summarise([])).toEqual({ count: 0, meanMs: 0, p50Ms: 0, p95Ms: 0, p99Ms: 0, maxMs: 0 });
  });
});

describe('median', () => {
  test('is the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBe(0);
  });
});
