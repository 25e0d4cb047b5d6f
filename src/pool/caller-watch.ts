import type { Clock } from '../base/clock.ts';

/** How long a job may be open before it is worth knowing whether its caller is still there, milliseconds. */
const WORTH_WATCHING_AFTER_MS = 100;

/** A job whose caller may hang up. */
export interface Watched {
  /** Aborts when the caller hangs up, or has done so. */
  readonly callerSignal: () => AbortSignal;
  readonly isEnded: boolean;
}

/**
 * Tells which callers hung up. A signal costs more to make than a small run: it is asked for only when a
 * job is open for longer than small runs are, even with a thousand callers, and tells then what happened before, too.
 */
export class CallerWatch<T extends Watched> {
  readonly #clock: Clock;
  readonly #onHungUp: (job: T) => void;
  #recent = new Set<T>();
  #older = new Set<T>();
  #isSweepDue = false;

  constructor(clock: Clock, onHungUp: (job: T) => void) {
    this.#clock = clock;
    this.#onHungUp = onHungUp;
  }

  add(job: T): void {
    this.#recent.add(job);
    this.#sweepLater();
  }

  /** Lets go of a job that has ended: its whole request hangs on it, and would grow old with it. */
  remove(job: T): void {
    if (!this.#recent.delete(job)) this.#older.delete(job);
  }

  /** Jobs wait through one whole period at least, and two at most. */
  #sweep(): void {
    this.#isSweepDue = false;
    const due = this.#older;
    this.#older = this.#recent;
    this.#recent = new Set();
    for (const job of due) if (!job.isEnded) this.#watch(job);
    if (this.#older.size > 0) this.#sweepLater();
  }

  #sweepLater(): void {
    if (this.#isSweepDue) return;
    this.#isSweepDue = true;
    this.#clock.after(WORTH_WATCHING_AFTER_MS, () => this.#sweep());
  }

  #watch(job: T): void {
    const signal = job.callerSignal();
    const hungUp = () => {
      if (!job.isEnded) this.#onHungUp(job);
    };
    if (signal.aborted) hungUp();
    else signal.addEventListener('abort', hungUp, { once: true });
  }
}
