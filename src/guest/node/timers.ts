/** `timers`. @see https://nodejs.org/docs/latest-v20.x/api/timers.html */
import { requireLate } from '../prelude/modules.ts';
import {
  clearImmediate,
  clearInterval,
  clearTimeout,
  setImmediate,
  setInterval,
  setTimeout,
} from '../web/timers.ts';
import { unlessDisabled } from './timers/unless-disabled.ts';

/** What `require('timers')` gives. */
export default unlessDisabled(
  { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval },
  {
    promises: {
      enumerable: true,
      configurable: true,
      get: () => requireLate('node/timers/promises')?.['default'],
    },
  },
);
