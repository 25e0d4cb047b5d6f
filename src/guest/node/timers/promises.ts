/** `timers/promises`. @see https://nodejs.org/docs/latest-v20.x/api/timers.html#timers-promises-api */
import { clearImmediate, clearTimeout, Immediate, Timeout } from '../../web/timers.ts';
import { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } from '../errors.ts';
import { AbortError, ONCE, type Signal } from '../events/abort.ts';
import {
  validateAbortSignal,
  validateBoolean,
  validateNumber,
  validateObject,
} from '../validate.ts';
import { unlessDisabled } from './unless-disabled.ts';

interface Options {
  readonly signal: Signal | undefined;
  readonly ref: boolean;
}

/** @throws ERR_INVALID_ARG_TYPE */
function readOptions(delay: unknown, options: unknown): Options {
  if (delay !== undefined) validateNumber(delay, 'delay');
  validateObject(options, 'options');
  const { signal, ref = true } = options as { signal?: unknown; ref?: unknown };
  validateAbortSignal(signal, 'options.signal');
  validateBoolean(ref, 'options.ref');
  return { signal: signal as Signal | undefined, ref };
}

/** A promise for what `start` calls back for; its timer ends with the signal. */
async function promised<T extends Timeout | Immediate>(
  { signal, ref }: Options,
  start: (resolve: (value: unknown) => void) => T,
  clear: (timer: T) => void,
): Promise<unknown> {
  if (signal?.aborted) throw new AbortError(signal);
  let cancel: (() => void) | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const timer = start(resolve);
      if (!ref) timer.unref();
      if (signal === undefined) return;
      cancel = () => {
        clear(timer);
        reject(new AbortError(signal));
      };
      signal.addEventListener('abort', cancel, ONCE);
    });
  } finally {
    if (cancel !== undefined) signal?.removeEventListener('abort', cancel);
  }
}

export async function setTimeout(delay?: unknown, value?: unknown, options: unknown = {}) {
  const start = (resolve: (value: unknown) => void) => new Timeout(resolve, delay, [value], false);
  return promised(readOptions(delay, options), start, clearTimeout);
}

export async function setImmediate(value?: unknown, options: unknown = {}) {
  const start = (resolve: (value: unknown) => void) => new Immediate(resolve, [value]);
  return promised(readOptions(undefined, options), start, clearImmediate);
}

export async function* setInterval(
  delay?: unknown,
  value?: unknown,
  options: unknown = {},
): AsyncGenerator<unknown, void> {
  const { signal, ref } = readOptions(delay, options);
  if (signal?.aborted) throw new AbortError(signal);
  let due = 0;
  let wake: (() => void) | undefined;
  const rouse = () => {
    wake?.();
    wake = undefined;
  };
  const tick = () => {
    due++;
    rouse();
  };
  const timer = new Timeout(tick, delay, undefined, true);
  if (!ref) timer.unref();
  const cancel = () => {
    clearTimeout(timer);
    rouse();
  };
  signal?.addEventListener('abort', cancel, ONCE);
  try {
    while (!signal?.aborted) {
      if (due === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      for (; due > 0; due--) yield value;
    }
    throw new AbortError(signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

/** Only this file makes one. */
const KEY = Symbol('made here');
let isScheduler: (value: unknown) => boolean;

class Scheduler {
  readonly #isScheduler = true;

  static {
    isScheduler = (value) => typeof value === 'object' && value !== null && #isScheduler in value;
  }

  constructor(key?: unknown) {
    if (key !== KEY) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  yield(): Promise<unknown> {
    if (!isScheduler(this)) throw new ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }

  wait(delay: unknown, options?: unknown): Promise<unknown> {
    if (!isScheduler(this)) throw new ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }
}

/** What `require('timers/promises')` gives. */
export default unlessDisabled(
  { setTimeout, setImmediate, setInterval, scheduler: new Scheduler(KEY) },
  {},
  { scheduler: 'setTimeout' },
);
