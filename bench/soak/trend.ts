/** Whether a figure grows over time, told apart from noise. */
import { median } from '../load/percentiles.ts';

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

export interface Trend {
  /** Units a minute: the median of the slopes between all pairs of points (Theil and Sen). */
  readonly perMinute: number;
  /** Of the slope's 99 % interval the lower end, units a minute: above 0, it grows beyond doubt. */
  readonly leastPerMinute: number;
  /** Where the line through the points begins. */
  readonly startValue: number;
  /** How much it grew from the first point to the last, along the line. */
  readonly growth: number;
}

/** Of a normal distribution, two-sided, 99 %. */
const Z_99 = 2.576;
const MINUTE_MS = 60_000;

/**
 * A line through points of which up to 29 % may be anything: the slope is the median of all pairs', and
 * its interval comes from Kendall's variance, without a guess about the noise.
 * @see Sen, P. K. (1968), Estimates of the regression coefficient based on Kendall's tau
 */
export function fitTrend(points: readonly Point[]): Trend {
  const slopes = pairSlopes(points).sort((a, b) => a - b);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || slopes.length === 0) {
    throw new Error(`Cannot fit a trend: ${points.length} points, two were wanted`);
  }
  const perMs = median(slopes);
  const n = points.length;
  const spread = Z_99 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const leastRank = Math.max(0, Math.floor((slopes.length - spread) / 2) - 1);
  const startValue = median(points.map(({ atMs, value }) => value - perMs * (atMs - first.atMs)));
  return {
    perMinute: perMs * MINUTE_MS,
    leastPerMinute: (slopes[leastRank] ?? perMs) * MINUTE_MS,
    startValue,
    growth: perMs * (last.atMs - first.atMs),
  };
}

function pairSlopes(points: readonly Point[]): number[] {
  return points.flatMap((from, i) =>
    points
      .slice(i + 1)
      .filter(({ atMs }) => atMs > from.atMs)
      .map((to) => (to.value - from.value) / (to.atMs - from.atMs)),
  );
}

/**
 * Joins neighbours into at most `count` points, each the `pick` of its samples: samples that are close in
 * time are alike, and would make the interval narrower than what is known.
 */
export function joinPoints(
  points: readonly Point[],
  count: number,
  pick: (values: readonly number[]) => number,
): Point[] {
  const size = Math.max(1, Math.ceil(points.length / count));
  const joined: Point[] = [];
  for (let at = 0; at < points.length; at += size) {
    const some = points.slice(at, at + size);
    joined.push({
      atMs: median(some.map(({ atMs }) => atMs)),
      value: pick(some.map(({ value }) => value)),
    });
  }
  return joined;
}
