/**
 * Words that the server and the workers share without messages: counters that one side writes and the
 * other reads, and a worker's claim words.
 */

import { NETWORK_REFUSALS } from './network-setup.ts';

/** Of one worker; written by it alone, read by the server. */
export const WORKER_COUNTERS = [
  /** Grows while its thread is alive and has something to do; wraps around. */
  'heartbeat',
  /** Ticks of the meter in the step of a run that computes now: how long it has had the thread. */
  'stepTicks',
  /** Runs it has begun; wraps around. */
  'begun',
  /** Sandboxes it holds, in all. */
  'sandboxes',
  /** Sandboxes whose run waits for something. */
  'parked',
  'preparedHits',
  'preparedMisses',
  /** Snippets held, and the bytes they take. */
  'preparedEntries',
  'preparedBytes',
  /** Images with modules that it keeps, the bytes they take, and how many it has made. */
  'images',
  'imageBytes',
  'imagesMade',
  /** Sandboxes dropped because a run made them too large or broke them. */
  'replaced',
  /** Transfers over the network that are open, or not quite closed. */
  'transfers',
  /** Requests to the network that were refused, by reason. */
  ...NETWORK_REFUSALS.map((reason) => `refused-${reason}` as const),
] as const;
export type WorkerCounter = (typeof WORKER_COUNTERS)[number];

const PLACES = Object.fromEntries(WORKER_COUNTERS.map((name, place) => [name, place])) as Readonly<
  Record<WorkerCounter, number>
>;

export interface WorkerShared {
  readonly buffer: SharedArrayBuffer;
  readonly claims: Int32Array;
  readonly counters: Int32Array;
}

/** Those that only grow: what a worker that is gone had counted still counts. */
export const WORKER_TOTALS = [
  'preparedHits',
  'preparedMisses',
  'imagesMade',
  'replaced',
  ...NETWORK_REFUSALS.map((reason) => `refused-${reason}` as const),
] as const;
export type WorkerTotal = (typeof WORKER_TOTALS)[number];

const WORD_BYTES = 4;

export function createWorkerShared(slots: number): WorkerShared {
  const words = WORKER_COUNTERS.length + slots;
  return openWorkerShared(new SharedArrayBuffer(words * WORD_BYTES));
}

export function openWorkerShared(buffer: SharedArrayBuffer): WorkerShared {
  return {
    buffer,
    counters: new Int32Array(buffer, 0, WORKER_COUNTERS.length),
    claims: new Int32Array(buffer, WORKER_COUNTERS.length * WORD_BYTES),
  };
}

export function readCounter({ counters }: WorkerShared, name: WorkerCounter): number {
  return Atomics.load(counters, PLACES[name]);
}

export function writeCounter({ counters }: WorkerShared, name: WorkerCounter, value: number): void {
  Atomics.store(counters, PLACES[name], value);
}

export function addToCounter({ counters }: WorkerShared, name: WorkerCounter, by: number): void {
  Atomics.add(counters, PLACES[name], by);
}

/** What all workers together may still take of something: sandboxes to make, transfers to open. */
export interface SharedBudget {
  readonly buffer: SharedArrayBuffer;
  /** Takes one; false when none is left. */
  tryTake(): boolean;
  giveBack(count?: number): void;
  readonly left: number;
}

export function createSharedBudget(total: number): SharedBudget {
  const budget = openSharedBudget(new SharedArrayBuffer(WORD_BYTES));
  budget.giveBack(total);
  return budget;
}

export function openSharedBudget(buffer: SharedArrayBuffer): SharedBudget {
  const left = new Int32Array(buffer);
  return {
    buffer,
    tryTake() {
      if (Atomics.sub(left, 0, 1) > 0) return true;
      Atomics.add(left, 0, 1);
      return false;
    },
    giveBack: (count = 1) => void Atomics.add(left, 0, count),
    get left() {
      return Math.max(0, Atomics.load(left, 0));
    },
  };
}
