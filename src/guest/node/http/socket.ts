/**
 * Stands where a library looks for a connection, which is the host's. What can be asked of it that matters here is
 * to say when nothing has happened for a time, and to end what goes over it.
 */
import { performance } from '../../web/performance.ts';
import { clearTimeout, setTimeout } from '../../web/timers.ts';
import { ERR_OUT_OF_RANGE } from '../errors.ts';
import EventEmitter from '../events.ts';
import { validateNumber } from '../validate.ts';

const WITHOUT_EFFECT: readonly string[] = [
  'setKeepAlive',
  'setNoDelay',
  'ref',
  'unref',
  'cork',
  'uncork',
];

/** The longest that a timer waits. */
const MOST_MS = 2 ** 31 - 1;

/** A time as Node takes it. @throws for what is none */
export function durationOf(delayMs: unknown, name: string): number {
  validateNumber(delayMs, name);
  if (!(delayMs >= 0 && delayMs < Number.POSITIVE_INFINITY)) {
    throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', delayMs);
  }
  return Math.min(delayMs, MOST_MS);
}

interface Emitter {
  emit(event: string): boolean;
  on(event: string, listener: () => void): unknown;
  once(event: string, listener: () => void): unknown;
}

export class StandInSocket extends (EventEmitter as unknown as new () => Emitter) {
  readonly connecting = false;
  destroyed = false;
  timeout = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastMs = 0;
  readonly #end: (error?: unknown) => void;

  /** @param end ends what goes over it */
  constructor(end: (error?: unknown) => void) {
    super();
    this.#end = end;
    // Libraries hand it on as a listener.
    this.destroy = this.destroy.bind(this);
  }

  destroy(error?: unknown): this {
    if (this.destroyed) return this;
    this.close();
    this.#end(error);
    return this;
  }

  /** Says `timeout` when nothing has happened for so long; whoever wants an end of it has to end it. */
  setTimeout(delayMs: number, callback?: () => void): this {
    this.timeout = durationOf(delayMs, 'msecs');
    if (callback) this.once('timeout', callback);
    clearTimeout(this.#timer);
    this.touch();
    if (this.timeout > 0) this.#wait(this.timeout);
    return this;
  }

  /** Something happens. */
  touch(): void {
    if (this.timeout > 0) this.#lastMs = performance.now();
  }

  /** Nothing happens any more. */
  close(): void {
    this.destroyed = true;
    clearTimeout(this.#timer);
  }

  #wait(delayMs: number): void {
    if (this.destroyed) return;
    this.#timer = setTimeout(() => {
      const leftMs = this.#lastMs + this.timeout - performance.now();
      if (leftMs > 0) this.#wait(Math.ceil(leftMs));
      else this.emit('timeout');
    }, delayMs);
  }
}

for (const name of WITHOUT_EFFECT) {
  Object.defineProperty(StandInSocket.prototype, name, {
    value(this: unknown) {
      return this;
    },
    writable: true,
    configurable: true,
  });
}
