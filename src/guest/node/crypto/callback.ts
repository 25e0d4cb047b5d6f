/** Answers that come by a callback. */
import { endWithThrown } from '../../prelude/run.ts';

/**
 * Calls back with what a promise settles to, never before the caller has returned. What the callback
 * throws ends the run, as an uncaught error ends a process.
 */
export function callBackWith<T>(
  answer: Promise<T>,
  succeed: (value: T) => void,
  fail: (reason: unknown) => void,
): void {
  const guarded =
    <V>(call: (value: V) => void) =>
    (value: V): void => {
      try {
        call(value);
      } catch (thrown) {
        endWithThrown(thrown);
      }
    };
  void answer.then(guarded(succeed), guarded(fail));
}

/** The answer of what is done at once, as if it had taken its time. */
export async function later<T>(work: () => T): Promise<T> {
  await undefined;
  return work();
}
