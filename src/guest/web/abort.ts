/** `AbortController` and `AbortSignal`. @see https://dom.spec.whatwg.org/#aborting-ongoing-activities */

import { DOMException } from './dom-exception.ts';
import { Event } from './event.ts';
import { defineHandler, EventTarget } from './event-target.ts';
import { defineInspected } from './inspected.ts';
import { setTimeout } from './timers.ts';

/** Only this file makes signals. */
const KEY = Symbol('made here');
let abortSignal: (signal: AbortSignal, reason: unknown) => void;

export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown;
  /** Signals made by `any` that follow this one. */
  readonly #followers: AbortSignal[] = [];

  static {
    abortSignal = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason;
      for (const follower of signal.#followers) abortSignal(follower, reason);
      signal.dispatchEvent(new Event('abort'));
    };
  }

  constructor(key: unknown) {
    super();
    if (key !== KEY) {
      throw Object.assign(new TypeError('Illegal constructor'), {
        code: 'ERR_ILLEGAL_CONSTRUCTOR',
      });
    }
  }

  static abort(reason: unknown = aborted()): AbortSignal {
    const signal = new AbortSignal(KEY);
    abortSignal(signal, reason);
    return signal;
  }

  /** @param delayMs milliseconds; counts while the run waits for it */
  static timeout(delayMs: number): AbortSignal {
    const signal = new AbortSignal(KEY);
    setTimeout(() => {
      abortSignal(
        signal,
        new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
      );
    }, delayMs);
    return signal;
  }

  static any(signals: Iterable<unknown>): AbortSignal {
    const result = new AbortSignal(KEY);
    for (const signal of signals) {
      if (!(signal instanceof AbortSignal)) {
        throw new TypeError('The "signals" argument must hold instances of AbortSignal');
      }
      if (signal.#aborted) abortSignal(result, signal.#reason);
      else signal.#followers.push(result);
    }
    return result;
  }

  get aborted(): boolean {
    return this.#aborted;
  }
  get reason(): unknown {
    return this.#reason;
  }
  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }
  override get [Symbol.toStringTag](): string {
    return 'AbortSignal';
  }
}
defineHandler(AbortSignal.prototype, 'abort');
defineInspected(AbortSignal.prototype, 'AbortSignal', ['aborted']);

export class AbortController {
  readonly #signal = new AbortSignal(KEY);

  get signal(): AbortSignal {
    return this.#signal;
  }
  abort(reason: unknown = aborted()): void {
    abortSignal(this.#signal, reason);
  }
  get [Symbol.toStringTag](): string {
    return 'AbortController';
  }
}

defineInspected(AbortController.prototype, 'AbortController', ['signal']);

function aborted(): DOMException {
  return new DOMException('This operation was aborted', 'AbortError');
}
