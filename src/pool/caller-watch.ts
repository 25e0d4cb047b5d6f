/** How long a job may be open before it is worth knowing whether its caller is still there, milliseconds. */
const WORTH_WATCHING_AFTER_MS = 10;

/** A job whose caller may hang up. */
export interface Watched {
  /** Aborts when the caller hangs up, or has done so. */
  readonly callerSignal: () => AbortSignal;
  readonly isEnded: boolean;
}

/**
 * Tells which callers hung up. A signal costs more to make than a small run: it is asked for only when a
 * job is still open after a few milliseconds, and tells then what happened before, too.
 */
export class CallerWatch<T extends Watched> {
  readonly #onHungUp: (job: T) => void;
  #recent: T[] = [];
  #older: T[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onHungUp: (job: T) => void) {
    this.#onHungUp = onHungUp;
  }

  add(job: T): void {
    this.#recent.push(job);
    this.#timer ??= setTimeout(() => this.#sweep(), WORTH_WATCHING_AFTER_MS);
  }

  /** Jobs wait through one whole period at least, and two at most. */
  #sweep(): void {
    this.#timer = undefined;
    const due = this.#older;
    this.#older = this.#recent;
    this.#recent = [];
    for (const job of due) if (!job.isEnded) this.#watch(job);
    if (this.#older.length > 0) {
      this.#timer = setTimeout(() => this.#sweep(), WORTH_WATCHING_AFTER_MS);
    }
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
