/** What is watched during a soak, and how much of a slope each figure may have. */
import { median } from '../load/percentiles.ts';
import type { Sample } from './sampler.ts';
import { fitTrend, joinPoints, type Point, type Trend } from './trend.ts';

export interface FigureSpec {
  readonly name: string;
  readonly unit: string;
  /** As it is printed, from the unit of the sample. */
  readonly scale: number;
  valueOf(sample: Sample): number;
  /** What neighbouring samples are joined to. */
  readonly pick: (values: readonly number[]) => number;
  /** Growth over the run that is no growth: a share of where it began, and at least so much. */
  readonly share: number;
  readonly atLeast: number;
}

const MB = 1 / 2 ** 20;
const lowest = (values: readonly number[]) => Math.min(...values);

/**
 * A leak raises the floor, what is left after each collection; so memory is judged by the lowest sample of
 * each span. Latencies and counts go by the middle one.
 */
export const FIGURES: readonly FigureSpec[] = [
  {
    name: 'resident memory',
    unit: 'MB',
    scale: MB,
    valueOf: ({ rssBytes }) => rssBytes,
    pick: lowest,
    share: 0.15,
    atLeast: 32 / MB,
  },
  {
    name: 'heap of the server thread',
    unit: 'MB',
    scale: MB,
    valueOf: ({ heapBytes }) => heapBytes,
    pick: lowest,
    share: 0.25,
    // The collector lets some 32 MB pile up first: a minute of traffic may not bring that much together.
    atLeast: 32 / MB,
  },
  {
    name: 'sandboxes',
    unit: '',
    scale: 1,
    valueOf: ({ sandboxes }) => sandboxes,
    pick: median,
    share: 0.25,
    atLeast: 5,
  },
  {
    name: 'open executions',
    unit: '',
    scale: 1,
    valueOf: ({ open }) => open,
    pick: median,
    share: 0.5,
    atLeast: 5,
  },
  {
    name: 'file descriptors',
    unit: '',
    scale: 1,
    valueOf: ({ handles }) => handles,
    pick: median,
    share: 0.1,
    atLeast: 8,
  },
  {
    name: 'threads',
    unit: '',
    scale: 1,
    valueOf: ({ threads }) => threads,
    pick: median,
    share: 0.2,
    atLeast: 4,
  },
  {
    name: 'delay of the event loop, by /health',
    unit: 'ms',
    scale: 1,
    valueOf: ({ healthMs }) => healthMs,
    pick: median,
    share: 0.5,
    atLeast: 5,
  },
  {
    name: 'p99 of honest requests',
    unit: 'ms',
    scale: 1,
    valueOf: ({ honestP99Ms }) => honestP99Ms,
    pick: median,
    share: 0.5,
    atLeast: 25,
  },
];

export interface Judged {
  readonly name: string;
  readonly unit: string;
  readonly trend: Trend;
  /** Growth over the run that it may have. */
  readonly allowed: number;
  readonly isGrowing: boolean;
}

/** Points of a trend. */
const JOINED = 24;
/** Fewest samples that say anything. */
const FEWEST = 8;

export function pointsOf(spec: FigureSpec, samples: readonly Sample[]): Point[] {
  return samples.map((sample) => ({
    atMs: sample.atMs,
    value: spec.valueOf(sample) * spec.scale,
  }));
}

/**
 * Judges each figure over the samples after the warm-up. It grows when its slope is above 0 beyond doubt
 * and what it amounts to over the run is more than noise: either alone happens to honest figures.
 */
export function judgeFigures(samples: readonly Sample[]): Judged[] {
  if (samples.length < FEWEST) {
    throw new Error(`Cannot judge the soak: ${samples.length} samples, ${FEWEST} were wanted`);
  }
  return FIGURES.map((spec) => {
    const trend = fitTrend(joinPoints(pointsOf(spec, samples), JOINED, spec.pick));
    const allowed = Math.max(spec.atLeast * spec.scale, trend.startValue * spec.share);
    const isGrowing = trend.leastPerMinute > 0 && trend.growth > allowed;
    return { name: spec.name, unit: spec.unit, trend, allowed, isGrowing };
  });
}
