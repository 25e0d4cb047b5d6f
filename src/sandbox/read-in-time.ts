/**
 * Promise: reading a source ends by its deadline, and the thread gives signs of life while it lasts. Answers
 * sources of a megabyte, on a machine that is full: the static check is the host's own code, which no meter stops.
 */
import type { Clock } from '../base/clock.ts';
import { fail, type Result } from '../base/failure.ts';
import { hasStackRoom } from './stack-room.ts';

export interface ReadOptions {
  readonly clock: Clock;
  /** Called while a source is read, about as often as by a meter. */
  onTick(): void;
}

export interface ReadLimits {
  readonly deadlineMs: number;
  readonly timeoutMs: number;
}

/** Thrown through parser and walk; one for all. */
class OutOfTime extends Error {}
const OUT_OF_TIME = new OutOfTime('The source took too long to read');

/**
 * What `read` gives, or `timeout`.
 * @param read calls what it is given every now and then, and lets pass what that throws
 */
export function readInTime<T>(
  { clock, onTick }: ReadOptions,
  { deadlineMs, timeoutMs }: ReadLimits,
  read: (pace: () => void) => Result<T>,
): Result<T> {
  const pace = () => {
    if (hasStackRoom()) onTick();
    if (clock.nowMs() >= deadlineMs) throw OUT_OF_TIME;
  };
  try {
    return read(pace);
  } catch (thrown) {
    if (thrown !== OUT_OF_TIME) throw thrown;
    return fail('timeout', `The snippet was not read within its deadline of ${timeoutMs} ms`, {
      hint: 'Send less code',
    });
  }
}
