/** `queueMicrotask`. What the task throws ends the run: there is nobody to catch it. */
import { endWithThrown } from '../prelude/run.ts';

export function queueMicrotask(callback: unknown): void {
  if (typeof callback !== 'function') {
    throw Object.assign(new TypeError('The "callback" argument must be of type function'), {
      code: 'ERR_INVALID_ARG_TYPE',
    });
  }
  Promise.resolve()
    .then(() => callback())
    .catch(endWithThrown);
}
