import type { Clock } from '../base/clock.ts';

/** Milliseconds, to two digits; 0 when nothing was measured. */
export interface Percentiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const SLOT_MS = 10_000;
const SLOTS = 6;
/** Buckets grow by this factor, so that a percentile is right to within 2.5 %. */
const GROWTH = 1.05;
const LOG_GROWTH = Math.log(GROWTH);
/** Up to two hours, in microseconds. */
const BUCKETS = Math.ceil(Math.log(7.2e9) / LOG_GROWTH);

interface Slot {
  startMs: number;
  readonly buckets: Uint32Array;
  count: number;
  maxMicros: number;
}

/** Latencies of the last minute, in buckets of constant relative width. */
export class LatencyWindow {
  readonly #clock: Clock;
  readonly #startMs: number;
  readonly #slots: Slot[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startMs = clock.nowMs();
    for (let i = 0; i < SLOTS; i++) {
      const buckets = new Uint32Array(BUCKETS);
      this.#slots.push({ startMs: Number.NEGATIVE_INFINITY, buckets, count: 0, maxMicros: 0 });
    }
  }

  record(micros: number): void {
    const slot = this.#current();
    const index = micros <= 1 ? 0 : Math.floor(Math.log(micros) / LOG_GROWTH);
    const bucket = Math.min(BUCKETS - 1, index);
    slot.buckets[bucket] = (slot.buckets[bucket] ?? 0) + 1;
    slot.count++;
    if (micros > slot.maxMicros) slot.maxMicros = micros;
  }

  perSecond(): number {
    const lastedMs = Math.min(SLOTS * SLOT_MS, this.#clock.nowMs() - this.#startMs);
    const count = this.#live().reduce((sum, slot) => sum + slot.count, 0);
    return lastedMs > 0 ? Number(((count * 1000) / lastedMs).toFixed(1)) : 0;
  }

  percentiles(): Percentiles {
    const live = this.#live();
    const maxMicros = live.reduce((max, slot) => Math.max(max, slot.maxMicros), 0);
    const at = (share: number) => toMs(Math.min(maxMicros, quantile(live, share)));
    return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: toMs(maxMicros) };
  }

  #current(): Slot {
    const nowMs = this.#clock.nowMs();
    const startMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS;
    const slot = this.#slots[(startMs / SLOT_MS) % SLOTS] as Slot;
    if (slot.startMs !== startMs) {
      slot.startMs = startMs;
      slot.buckets.fill(0);
      slot.count = 0;
      slot.maxMicros = 0;
    }
    return slot;
  }

  #live(): Slot[] {
    const oldestMs = this.#clock.nowMs() - SLOTS * SLOT_MS;
    return this.#slots.filter(({ startMs }) => startMs > oldestMs);
  }
}

/** Upper end of the bucket that holds the quantile, microseconds. */
function quantile(slots: readonly Slot[], share: number): number {
  const total = slots.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 0;
  let left = Math.ceil(total * share);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    for (const { buckets } of slots) left -= buckets[bucket] ?? 0;
    if (left <= 0) return GROWTH ** (bucket + 1);
  }
  return 0;
}

const toMs = (micros: number): number => Number((micros / 1000).toFixed(2));
