/**
 * Promise: of what a run asks of the thread pool, at most `AT_ONCE` is under way, so that a flood of
 * key pairs holds neither the pool nor the runs of others; what waits when the run ends is not begun.
 */
import { fault } from './fault.ts';

const AT_ONCE = 2;

export class HeavyQueue {
  /** The session counts its operations itself. */
  readonly isWaiting = false;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #isDisposed = false;

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < AT_ONCE) this.#running++;
    else {
      const { promise, resolve } = Promise.withResolvers<void>();
      // Whoever ends hands its place over, so that none slips in between.
      this.#waiting.push(resolve);
      await promise;
    }
    try {
      if (this.#isDisposed) throw fault('The run has ended');
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const begin of this.#waiting.splice(0)) begin();
  }
}

export const heavyQueueOf = (): HeavyQueue => new HeavyQueue();
