/** `performance`: milliseconds since this run began. @see https://w3c.github.io/hr-time/ */
import { now, timeOrigin } from './clock.ts';

export const performance = {
  now,
  get timeOrigin(): number {
    return timeOrigin();
  },
  toJSON: () => ({ timeOrigin: timeOrigin() }),
  get [Symbol.toStringTag](): string {
    return 'Performance';
  },
};
