/** How a worker shares its thread between what it does itself and what comes in. */
import type { Clock } from '../base/clock.ts';

/** Jobs are run, or events taken to runs, in a row for this long before timers and messages have their turn, milliseconds. */
const TURN_MS = 4;

export class ThreadTurns {
  readonly #clock: Clock;
  readonly #goOn: () => void;
  /** Since when a turn of the event loop is waited for. */
  #dueMs: number | undefined;

  /** @param goOn what there is to do in a turn */
  constructor(clock: Clock, goOn: () => void) {
    this.#clock = clock;
    this.#goOn = goOn;
  }

  /** When a turn that begins now should be over. */
  get endMs(): number {
    return this.#clock.nowMs() + TURN_MS;
  }

  /** Whether a turn is to come. */
  get isComing(): boolean {
    return this.#dueMs !== undefined;
  }

  /** Whether the next turn is overdue: what comes in now should wait for it. */
  get isOverdue(): boolean {
    return this.#dueMs !== undefined && this.#clock.nowMs() - this.#dueMs > TURN_MS;
  }

  /** Lets messages come in, timers fire and sockets speak, and then goes on. */
  next(): void {
    if (this.#dueMs !== undefined) return;
    this.#dueMs = this.#clock.nowMs();
    this.#clock.soon(() => {
      this.#dueMs = undefined;
      this.#goOn();
    });
  }
}
