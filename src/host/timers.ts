import type { Clock } from '../base/clock.ts';
import type { HostCalls, HostEvent } from '../wire/host-calls.ts';

type Handle = ReturnType<typeof setTimeout>;

/** Takes an event to the guest, `lateMs` after it was due. */
export type DeliverEvent = (event: HostEvent, lateMs: number) => void;

/** The timers of one run. None outlives it: `clearAll` when it ends. */
export class TimerSet {
  readonly #handles = new Map<number, Handle>();
  readonly #clock: Clock;
  readonly #deliver: DeliverEvent;

  constructor(clock: Clock, deliver: DeliverEvent) {
    this.#clock = clock;
    this.#deliver = deliver;
  }

  get isEmpty(): boolean {
    return this.#handles.size === 0;
  }

  start({ id, delayMs, repeats }: HostCalls['timer.start']): void {
    const dueMs = this.#clock.nowMs() + delayMs;
    const fire = () => {
      this.#handles.delete(id);
      if (repeats) this.start({ id, delayMs, repeats });
      this.#deliver({ event: 'timer', id }, Math.max(0, this.#clock.nowMs() - dueMs));
    };
    this.#handles.set(id, setTimeout(fire, delayMs));
  }

  clear({ id }: HostCalls['timer.clear']): void {
    clearTimeout(this.#handles.get(id));
    this.#handles.delete(id);
  }

  clearAll(): void {
    for (const handle of this.#handles.values()) clearTimeout(handle);
    this.#handles.clear();
  }
}
