/** What `setImmediate` gives. */
import { DISPOSE } from '../../node/events/dispose.ts';
import { apply } from '../../prelude/primordials.ts';
import { closeTimer, nextTimerId, openTimer } from './open-timers.ts';
import type { Callback } from './timeout.ts';

export class Immediate {
  readonly #id = nextTimerId();
  #hasRef = true;
  _onImmediate: Callback | null;
  readonly _argv: readonly unknown[] | undefined;
  _destroyed = false;

  constructor(callback: Callback, args: readonly unknown[] | undefined) {
    this._onImmediate = callback;
    this._argv = args;
    openTimer(this.#id, this, 0, false);
  }

  fire(): void {
    this._destroyed = true;
    const args = this._argv;
    apply(this._onImmediate as Callback, this, args === undefined ? [] : (args as unknown[]));
  }

  stop(): void {
    if (this._destroyed) return;
    this._destroyed = true;
    this._onImmediate = null;
    closeTimer(this.#id);
  }

  ref(): this {
    this.#hasRef = true;
    return this;
  }

  unref(): this {
    this.#hasRef = false;
    return this;
  }

  hasRef(): boolean {
    return this.#hasRef;
  }

  [DISPOSE](): void {
    this.stop();
  }
}
