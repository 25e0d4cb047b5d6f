/**
 * The places of a run: so many requests it has at once, and the others stand in line. Promise: nobody
 * stands there for good because of bodies that a snippet leaves unread.
 */
import type { CancelTimer, Clock } from '../../base/clock.ts';

/** A body that nobody reads for this long, milliseconds, gives its place to who stands in line. */
const UNREAD_MS = 50;
/** Most that may have given theirs and be open still: each has a connection. */
const MOST_LEFT_UNREAD = 100;

export class Places<Holder extends object> {
  /** Who has one, and since when it is left unread. */
  readonly #taken = new Map<Holder, number>();
  readonly #leftUnread = new Set<Holder>();
  readonly #inLine: (() => void)[] = [];
  readonly #most: number;
  readonly #clock: Clock;
  #stopLooking: CancelTimer | undefined;
  #isClosed = false;

  constructor(most: number, clock: Clock) {
    this.#most = most;
    this.#clock = clock;
  }

  /** Takes a place; settles when there is one, or none is needed any more. */
  async enter(holder: Holder): Promise<void> {
    while (this.#taken.size >= this.#most && !this.#isClosed) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#inLine.push(resolve);
      this.#look();
      await promise;
    }
    this.#taken.set(holder, Number.POSITIVE_INFINITY);
  }

  /** Whether a response is there that nobody reads. */
  setUnread(holder: Holder, isUnread: boolean): void {
    if (!this.#taken.has(holder)) return;
    this.#taken.set(holder, isUnread ? this.#clock.nowMs() : Number.POSITIVE_INFINITY);
  }

  /** It is over. */
  leave(holder: Holder): void {
    this.#leftUnread.delete(holder);
    if (this.#taken.delete(holder)) this.#inLine.shift()?.();
  }

  close(): void {
    this.#isClosed = true;
    this.#stopLooking?.();
    for (const goOn of this.#inLine.splice(0)) goOn();
  }

  /** Now, and again for as long as anybody stands in line. */
  #look(): void {
    if (this.#stopLooking || this.#isClosed) return;
    const before = this.#clock.nowMs() - UNREAD_MS;
    for (const [holder, sinceMs] of this.#taken) {
      if (this.#inLine.length === 0) return;
      if (sinceMs > before || this.#leftUnread.size >= MOST_LEFT_UNREAD) continue;
      this.#leftUnread.add(holder);
      this.#taken.delete(holder);
      this.#inLine.shift()?.();
    }
    if (this.#inLine.length === 0) return;
    this.#stopLooking = this.#clock.after(UNREAD_MS, () => {
      this.#stopLooking = undefined;
      this.#look();
    });
  }
}
