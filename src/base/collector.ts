/**
 * When a thread's garbage is collected, beyond when the engine would. Left to itself JavaScriptCore lets each heap
 * grow to four times what lives in it on a machine of 16 GB or more: with three threads at work that is
 * a hundred megabytes of what small runs left behind. What lives is little, so that a full collection is cheap.
 */
import { fullGC } from 'bun:jsc';
import type { Clock } from './clock.ts';

/** Memory that is let go is collected this long after, milliseconds: several pieces together, and off their requests. */
const COLLECT_AFTER_MS = 1000;

/** Work is over when there was none for this long, milliseconds; less of it than this leaves nothing worth a sweep. */
const REST_AFTER_MS = 2000;
const WORTH_SWEEPING = 20;

/** Text or data of this length leaves as much behind as a piece of work does, UTF-16 units or bytes. */
const UNITS_OF_A_PIECE = 65_536;

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
  /** Pieces since the last collection, since the last sweep, and of these those known when rest was last looked for. */
  #uncollected = 0;
  #unswept = 0;
  #unsweptThen = 0;
  #isSweepDue = false;
  #isRestAwaited = false;

  constructor({ clock, every, collect, collectAndSweep }: CollectorOptions) {
    this.#clock = clock;
    this.#every = every;
    this.#collect = collect ?? (() => void fullGC());
    this.#collectAndSweep = collectAndSweep ?? (() => void Bun.gc(true));
  }

  /**
   * Counts a piece of work that is done: now and then the turn ends with a collection, and a burst with a sweep.
   * @param units of the texts and data that it was about
   */
  noteDone(units: number): void {
    const pieces = 1 + Math.floor(units / UNITS_OF_A_PIECE);
    this.#unswept += pieces;
    this.#uncollected += pieces;
    if (!this.#isRestAwaited && this.#unswept >= WORTH_SWEEPING) this.#awaitRest();
    if (this.#uncollected < this.#every) return;
    this.#uncollected = 0;
    this.#clock.soon(this.#collect);
  }

  /** Something large was let go: the engine does not know how much memory hangs on it, and an idle thread rests. */
  noteLetGo(): void {
    if (this.#isSweepDue) return;
    this.#isSweepDue = true;
    this.#clock.after(COLLECT_AFTER_MS, () => {
      this.#isSweepDue = false;
      this.#sweep();
    });
  }

  /** Sweeps when no work has come for a while: an idle thread allocates nothing, and would keep what work has left. */
  #awaitRest(): void {
    this.#isRestAwaited = true;
    this.#unsweptThen = this.#unswept;
    this.#clock.after(REST_AFTER_MS, () => {
      this.#isRestAwaited = false;
      if (this.#unswept === this.#unsweptThen) this.#sweep();
      else if (this.#unswept >= WORTH_SWEEPING) this.#awaitRest();
    });
  }

  #sweep(): void {
    this.#unswept = 0;
    this.#uncollected = 0;
    this.#collectAndSweep();
  }
}
