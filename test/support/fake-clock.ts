import type { CancelTimer, Clock } from '../../src/base/clock.ts';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly fn: () => void;
}

/** A clock that moves only when told to; timers fire in the order in which they are due. */
export class FakeClock implements Clock {
  #nowMs = 0;
  #order = 0;
  #timers: Timer[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  /** Timers that are set. */
  get waiting(): number {
    return this.#timers.length;
  }

  soon(fn: () => void): void {
    this.after(0, fn);
  }

  after(ms: number, fn: () => void): CancelTimer {
    const timer: Timer = { dueMs: this.#nowMs + Math.max(0, ms), order: this.#order++, fn };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Moves on by `ms`, firing what comes due on the way, timers set by timers included. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (let next = this.#takeDue(untilMs); next; next = this.#takeDue(untilMs)) {
      this.pass(next.dueMs - this.#nowMs);
      next.fn();
    }
    this.pass(untilMs - this.#nowMs);
  }

  /** Moves on by `ms`, firing nothing: as for a thread that computes. */
  pass(ms: number): void {
    this.#nowMs += Math.max(0, ms);
  }

  #takeDue(untilMs: number): Timer | undefined {
    const due = this.#timers
      .filter(({ dueMs }) => dueMs <= untilMs)
      .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
    if (due) this.#timers = this.#timers.filter((each) => each !== due);
    return due;
  }
}
