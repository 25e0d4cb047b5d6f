/** `AbortController` and `AbortSignal`. @see https://dom.spec.whatwg.org/#aborting-ongoing-activities */

import { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } from '../node/errors.ts';
import { validateUint32 } from '../node/validate.ts';
import { DOMException } from './dom-exception.ts';
import { Event, openDispatch } from './event.ts';
import { defineHandler, EventTarget } from './event-target.ts';
import { defineInspected } from './inspected.ts';
import { setTimeout } from './timers.ts';

/** Only this file makes signals. */
const KEY = Symbol('made here');
let abortSignal: (signal: AbortSignal, reason: unknown) => void;
let isSignal: (value: unknown) => value is AbortSignal;

export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown;
  /** Signals made by `any` that follow this one. */
  readonly #followers: AbortSignal[] = [];
  /** What one that was made by `any` follows; none of them follows others. */
  #sources: readonly AbortSignal[] | undefined;

  static {
    isSignal = (value): value is AbortSignal =>
      typeof value === 'object' && value !== null && #aborted in value;
    abortSignal = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason;
      const event = new Event('abort');
      openDispatch(event).trust();
      signal.dispatchEvent(event);
      // As in Node: whoever listens to a signal itself hears of it before its followers know.
      for (const follower of signal.#followers) abortSignal(follower, reason);
    };
  }

  constructor(key: unknown = undefined) {
    super();
    if (key !== KEY) {
      throw new ERR_ILLEGAL_CONSTRUCTOR();
    }
  }

  static abort(reason: unknown = aborted()): AbortSignal {
    const signal = new AbortSignal(KEY);
    abortSignal(signal, reason);
    return signal;
  }

  /** @param delayMs milliseconds; counts while the run waits for it */
  static timeout(delayMs: unknown): AbortSignal {
    validateUint32(delayMs, 'delay');
    const signal = new AbortSignal(KEY);
    setTimeout(() => {
      abortSignal(
        signal,
        new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
      );
    }, delayMs);
    return signal;
  }

  static any(signals: unknown): AbortSignal {
    if (!Array.isArray(signals)) throw new ERR_INVALID_ARG_TYPE('signals', 'Array', signals);
    const sources = signals.map((signal: unknown, at) => {
      if (isSignal(signal)) return signal;
      throw new ERR_INVALID_ARG_TYPE(`signals[${at}]`, 'AbortSignal', signal);
    });
    const result = new AbortSignal(KEY);
    const first = sources.find((signal) => signal.#aborted);
    if (first !== undefined) {
      abortSignal(result, first.#reason);
      return result;
    }
    const followed = new Set(sources.flatMap((signal) => signal.#sources ?? [signal]));
    result.#sources = [...followed];
    for (const signal of followed) signal.#followers.push(result);
    return result;
  }

  static #require(self: unknown): AbortSignal {
    if (isSignal(self)) return self;
    throw new ERR_INVALID_THIS('AbortSignal');
  }

  get aborted(): boolean {
    return AbortSignal.#require(this).#aborted;
  }
  get reason(): unknown {
    return AbortSignal.#require(this).#reason;
  }
  throwIfAborted(): void {
    const signal = AbortSignal.#require(this);
    if (signal.#aborted) throw signal.#reason;
  }
}
Object.defineProperty(AbortSignal.prototype, 'aborted', { enumerable: true });
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, {
  value: 'AbortSignal',
  configurable: true,
});
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
}
for (const name of ['signal', 'abort']) {
  Object.defineProperty(AbortController.prototype, name, { enumerable: true });
}
Object.defineProperty(AbortController.prototype, Symbol.toStringTag, {
  value: 'AbortController',
  configurable: true,
});

defineInspected(AbortController.prototype, 'AbortController', ['signal']);

function aborted(): DOMException {
  return new DOMException('This operation was aborted', 'AbortError');
}
