/** `queueMicrotask`. What the task throws ends the run: there is nobody to catch it. */
import { validateFunction } from '../node/validate.ts';
import { endWithThrown } from '../prelude/run.ts';

export function queueMicrotask(callback: unknown): void {
  validateFunction(callback, 'callback');
  const task: () => unknown = callback;
  Promise.resolve()
    .then(() => task())
    .catch(endWithThrown);
}
