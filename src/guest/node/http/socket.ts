/**
 * Stands where a library looks for a connection, which is the host's. What can be asked of it that matters here is
 * to say when nothing has happened for a time, and to end what goes over it.
 */
import { performance } from '../../web/performance.ts';
import { clearTimeout, setTimeout } from '../../web/timers.ts';
import EventEmitter from '../events.ts';

const WITHOUT_EFFECT: readonly string[] = [
  'setKeepAlive',
  'setNoDelay',
  'ref',
  'unref',
  'cork',
  'uncork',
];

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
    if (callback) this.once('timeout', callback);
    this.timeout = delayMs;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.touch();
    if (delayMs > 0) this.#wait(delayMs);
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
