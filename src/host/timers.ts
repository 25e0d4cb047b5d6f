import type { CancelTimer, Clock } from '../base/clock.ts';
import { MAX_TIMERS } from '../base/limits.ts';
import type { HostCalls, HostEvent } from '../wire/host-calls.ts';
import { booleanIn, type Claim, integerIn, numberIn } from './claims.ts';
import type { Handlers, HostRun, Owned } from './host-run.ts';

/** Takes an event to the guest, `lateMs` after it was due. */
export type DeliverEvent = (event: HostEvent, lateMs: number) => void;

/** Longest delay of a timer, milliseconds: that of the host's own. */
const MAX_DELAY_MS = 0x7fffffff;

/** The timers of one run. None outlives it: disposed when it ends. */
export class TimerSet implements Owned {
  /** What stops each open timer, by its id. */
  readonly #open = new Map<number, CancelTimer>();
  readonly #clock: Clock;
  readonly #deliver: DeliverEvent;

  constructor(clock: Clock, deliver: DeliverEvent) {
    this.#clock = clock;
    this.#deliver = deliver;
  }

  get isWaiting(): boolean {
    return this.#open.size > 0;
  }

  /** @throws when there are as many as may be; the guest refuses the one beyond them itself */
  start({ id, delayMs, repeats }: HostCalls['timer.start']['in']): void {
    if (this.#open.size >= MAX_TIMERS) throw new Error('Cannot start a timer: too many are open');
    const dueMs = this.#clock.nowMs() + delayMs;
    const fire = () => {
      this.#open.delete(id);
      if (repeats) this.start({ id, delayMs, repeats });
      this.#deliver({ event: 'timer', id }, Math.max(0, this.#clock.nowMs() - dueMs));
    };
    this.#open.set(id, this.#clock.after(delayMs, fire));
  }

  clear(id: number): void {
    this.#open.get(id)?.();
    this.#open.delete(id);
  }

  [Symbol.dispose](): void {
    for (const stop of this.#open.values()) stop();
    this.#open.clear();
  }
}

const timersOf = (run: HostRun) =>
  new TimerSet(run.clock, (event, lateMs) => run.deliver(JSON.stringify(event), lateMs));

const idIn = (claim: Claim<{ id: number }>) => integerIn(claim, 'id', 1, Number.MAX_SAFE_INTEGER);

export const TIMER_CALLS: Handlers<'timer.start' | 'timer.clear'> = {
  'timer.start'(claim, _bytes, run) {
    const id = idIn(claim);
    const delayMs = numberIn(claim, 'delayMs', 0, MAX_DELAY_MS);
    run.own(timersOf).start({ id, delayMs, repeats: booleanIn(claim, 'repeats') });
  },
  'timer.clear'(claim, _bytes, run) {
    run.own(timersOf).clear(idIn(claim));
  },
};
