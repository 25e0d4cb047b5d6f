/** Rolling figures behind `GET /stats` and `GET /health`; kept in memory, cheap enough for every request. */
import type { Clock } from '../base/clock.ts';
import type { FailureCode } from '../base/failure.ts';
import { LatencyWindow, type Percentiles } from './latency-window.ts';

export interface Counts {
  /** Jobs that ended, by how. */
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly byCode: Readonly<Partial<Record<FailureCode, number>>>;
  /** Ended in the last minute, a second. */
  readonly perSecond: number;
  /** From the request's arrival to its answer, of the last minute. */
  readonly latency: Percentiles;
}

/** What runs had of the network. */
export interface Traffic {
  readonly requests: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
}

export class Stats {
  readonly #byCode = new Map<FailureCode, number>();
  readonly #latency: LatencyWindow;
  #total = 0;
  #succeeded = 0;
  #requests = 0;
  #bytesOut = 0;
  #bytesIn = 0;

  constructor(clock: Clock) {
    this.#latency = new LatencyWindow(clock);
  }

  /** Counts one ended request. */
  record(code: FailureCode | undefined, totalMicros: number): void {
    this.#total++;
    if (code === undefined) this.#succeeded++;
    else this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + 1);
    this.#latency.record(totalMicros);
  }

  /** Counts what an ended run had of the network. */
  recordTraffic({ requests, bytesOut, bytesIn }: Traffic): void {
    this.#requests += requests;
    this.#bytesOut += bytesOut;
    this.#bytesIn += bytesIn;
  }

  traffic(): Traffic {
    return { requests: this.#requests, bytesOut: this.#bytesOut, bytesIn: this.#bytesIn };
  }

  counts(): Counts {
    return {
      total: this.#total,
      succeeded: this.#succeeded,
      failed: this.#total - this.#succeeded,
      byCode: Object.fromEntries(this.#byCode),
      perSecond: this.#latency.perSecond(),
      latency: this.#latency.percentiles(),
    };
  }

  /** Share of requests that succeeded, `98.5%`; `100.0%` before the first. */
  successRate(): string {
    const rate = this.#total === 0 ? 1 : this.#succeeded / this.#total;
    return `${(rate * 100).toFixed(1)}%`;
  }
}
