import type { CancelTimer, Clock } from '../base/clock.ts';
import { MAX_TIMERS } from '../base/limits.ts';
import type { HostCalls, HostEvent } from '../wire/host-calls.ts';

/** Takes an event to the guest, `lateMs` after it was due. */
export type DeliverEvent = (event: HostEvent, lateMs: number) => void;

/** The timers of one run. None outlives it: `clearAll` when it ends. */
export class TimerSet {
  /** What stops each open timer, by its id. */
  readonly #open = new Map<number, CancelTimer>();
  readonly #clock: Clock;
  readonly #deliver: DeliverEvent;

  constructor(clock: Clock, deliver: DeliverEvent) {
    this.#clock = clock;
    this.#deliver = deliver;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /** @throws when there are as many as may be; the guest refuses the one beyond them itself */
  start({ id, delayMs, repeats }: HostCalls['timer.start']): void {
    if (this.#open.size >= MAX_TIMERS) throw new Error('Cannot start a timer: too many are open');
    const dueMs = this.#clock.nowMs() + delayMs;
    const fire = () => {
      this.#open.delete(id);
      if (repeats) this.start({ id, delayMs, repeats });
      this.#deliver({ event: 'timer', id }, Math.max(0, this.#clock.nowMs() - dueMs));
    };
    this.#open.set(id, this.#clock.after(delayMs, fire));
  }

  clear({ id }: HostCalls['timer.clear']): void {
    this.#open.get(id)?.();
    this.#open.delete(id);
  }

  clearAll(): void {
    for (const stop of this.#open.values()) stop();
    this.#open.clear();
  }
}
