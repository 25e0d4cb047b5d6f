/**
 * When a thread's garbage is collected, beyond when the engine would. Left to itself JavaScriptCore lets each heap
 * grow to four times what lives in it on a machine of 16 GB or more: with three threads at work that is
 * a hundred megabytes of what small runs left behind. What lives is little, so that a full collection is cheap.
 */
import { fullGC } from 'bun:jsc';
import type { Clock } from './clock.ts';

/** Memory that is let go is collected this long after, milliseconds: several pieces together, and off their requests. */
const COLLECT_AFTER_MS = 1000;

export interface CollectorOptions {
  readonly clock: Clock;
  /** Pieces of work, each with its garbage, from one collection to the next. */
  readonly every: number;
  /** For tests: collects all; by default the engine does, and sweeps as it allocates. */
  collect?(): void;
  /** For tests: collects all and sweeps at once. */
  collectAndSweep?(): void;
}

export class Collector {
  readonly #clock: Clock;
  readonly #every: number;
  readonly #collect: () => void;
  readonly #collectAndSweep: () => void;
  #done = 0;
  #isDue = false;

  constructor({ clock, every, collect, collectAndSweep }: CollectorOptions) {
    this.#clock = clock;
    this.#every = every;
    this.#collect = collect ?? (() => void fullGC());
    this.#collectAndSweep = collectAndSweep ?? (() => void Bun.gc(true));
  }

  /** Counts work that is done; now and then the turn ends with a collection. */
  noteDone(pieces: number): void {
    this.#done += pieces;
    if (this.#done < this.#every) return;
    this.#done = 0;
    this.#clock.soon(this.#collect);
  }

  /** Something large was let go: the engine does not know how much memory hangs on it, and an idle thread rests. */
  noteLetGo(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#clock.after(COLLECT_AFTER_MS, () => {
      this.#isDue = false;
      this.#collectAndSweep();
    });
  }
}
