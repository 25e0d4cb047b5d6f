/** `events.on`: the events of a name one after the other, as they are asked for. */
import { ErrorPrototype, isPrototypeIn } from '../../prelude/primordials.ts';
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { validateInteger } from '../validate.ts';
import { AbortError, addAbortListener, openSignal } from './abort.ts';
import { Feed, type Watermarks } from './feed.ts';

const WATERMARKS = Symbol.for('nodejs.watermarkData');

const AsyncIteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf(async function* () {}.prototype),
);

interface OnOptions {
  readonly signal?: unknown;
  readonly highWaterMark?: unknown;
  readonly highWatermark?: unknown;
  readonly lowWaterMark?: unknown;
  readonly lowWatermark?: unknown;
  /** Names of events after which there are no more. */
  readonly close?: ArrayLike<unknown>;
}

function readMarks(options: OnOptions): Watermarks {
  const high: unknown = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  validateInteger(high, 'options.highWaterMark', 1);
  const low: unknown = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(low, 'options.lowWaterMark', 1);
  return { low, high };
}

const isError = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && isPrototypeIn(ErrorPrototype, value);

const iteratorOf = (feed: Feed, { low, high }: Watermarks): object => ({
  __proto__: AsyncIteratorPrototype,
  next: () => feed.next(),
  return: () => feed.close(),
  throw(reason: unknown): void {
    if (!isError(reason)) {
      throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', reason);
    }
    feed.fail(reason);
  },
  [Symbol.asyncIterator]() {
    return this;
  },
  [WATERMARKS]: {
    get size() {
      return feed.size;
    },
    low,
    high,
    get isPaused() {
      return feed.isPaused;
    },
  },
});

/** @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, and AbortError when the signal is aborted already */
export function on(emitter: unknown, name: unknown, options: OnOptions = {}): object {
  const signal = openSignal(options.signal);
  const marks = readMarks(options);
  const feed = new Feed(emitter, marks);
  const iterator = iteratorOf(feed, marks);
  feed.listen(name, (...args: unknown[]) => feed.take(args));
  const isEmitter = typeof (emitter as { readonly on?: unknown }).on === 'function';
  if (isEmitter && name !== 'error') feed.listen('error', (reason: unknown) => feed.fail(reason));
  const closing = options.close ?? [];
  for (let i = 0; i < closing.length; i++) feed.listen(closing[i], () => feed.close());
  if (signal) {
    feed.endWith(addAbortListener(signal, () => feed.fail(new AbortError(signal))));
  }
  return iterator;
}
