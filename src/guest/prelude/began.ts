import { dateNow } from './primordials.ts';

/** When this world's one run began, by the clock of `Date`; 0 before, when there is no host to ask. */
let beganMs = 0;

export function begin(): void {
  beganMs = dateNow();
}

/** For modules, which are bundled apart and would not see the binding change. */
export const getBeganMs = (): number => beganMs;
