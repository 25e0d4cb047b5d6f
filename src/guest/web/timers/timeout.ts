/** What `setTimeout` and `setInterval` give, with the fields that Node's have. */
import { DISPOSE } from '../../node/events/dispose.ts';
import { apply } from '../../prelude/primordials.ts';
import { closeTimer, nextTimerId, openTimer } from './open-timers.ts';

export type Callback = (...args: unknown[]) => unknown;

const MAX_DELAY_MS = 0x7fffffff;
/** Timeouts of a millisecond that are open. */
let shortest = 0;

/** What a timer that was stopped waits. */
const STOPPED = -1;

export class Timeout {
  readonly #id = nextTimerId();
  #isOpen = false;
  #isShortest = false;
  #hasRef = true;
  _idleTimeout: number;
  _onTimeout: Callback | null;
  readonly _timerArgs: readonly unknown[] | undefined;
  _repeat: number | null;
  _destroyed = false;

  constructor(
    callback: Callback,
    delay: unknown,
    args: readonly unknown[] | undefined,
    repeats: boolean,
  ) {
    const asked = +(delay as number);
    this._idleTimeout = asked >= 1 && asked <= MAX_DELAY_MS ? asked : 1;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = repeats ? this._idleTimeout : null;
    this.#open(asked >= 1 || repeats ? this._idleTimeout : 0);
  }

  /** @param asked 0 for as soon as can be: but, as in Node, not before another that waits for a millisecond */
  #open(asked: number): void {
    const delayMs = asked === 0 && shortest > 0 ? 1 : asked - (asked % 1);
    openTimer(this.#id, this, delayMs, this._repeat !== null);
    this.#isOpen = true;
    this.#isShortest = delayMs === 1;
    if (this.#isShortest) shortest++;
  }

  #close(): void {
    this.#leave();
    closeTimer(this.#id);
  }

  #leave(): void {
    if (this.#isShortest) shortest--;
    this.#isShortest = false;
    this.#isOpen = false;
  }

  fire(): void {
    const waitedMs = this._repeat;
    if (waitedMs === null) this.#leave();
    const args = this._timerArgs;
    apply(this._onTimeout as Callback, this, args === undefined ? [] : (args as unknown[]));
    if (this._idleTimeout === STOPPED) return;
    if (this._repeat !== waitedMs) this.#becomeAnother();
    else if (!this.#isOpen) this._destroyed = true;
  }

  /** A snippet may make an interval of a timeout, as in Node. */
  #becomeAnother(): void {
    if (this.#isOpen) this.#close();
    if (this._repeat === null) return;
    this._idleTimeout = this._repeat;
    this.#open(this._repeat);
  }

  /** Takes it away for good. */
  stop(): void {
    if (this.#isOpen) this.#close();
    this._onTimeout = null;
    this._destroyed = true;
    this._idleTimeout = STOPPED;
  }

  refresh(): this {
    if (!(#id in this) || this._idleTimeout === STOPPED) return this;
    if (this.#isOpen) this.#close();
    this.#open(this._idleTimeout);
    return this;
  }

  /** There is no process that it could hold up: a run ends when its snippet does. */
  ref(): this {
    if (#hasRef in this) this.#hasRef = true;
    return this;
  }

  unref(): this {
    if (#hasRef in this) this.#hasRef = false;
    return this;
  }

  hasRef(): boolean {
    return #hasRef in this && this.#hasRef;
  }

  close(): this {
    this.stop();
    return this;
  }

  [DISPOSE](): void {
    this.stop();
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }
}
