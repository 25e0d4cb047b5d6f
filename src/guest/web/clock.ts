/** Milliseconds since the run began, of no finer grain than the clock's. @see https://w3c.github.io/hr-time/ */

import { getBeganMs } from '../prelude/began.ts';
import { dateNow } from '../prelude/primordials.ts';

/** The world was there before its run, so that no reading is 0: by the standard none is. */
export const timeOrigin = (): number => getBeganMs() - 1;

export const now = (): number => dateNow() - timeOrigin();
