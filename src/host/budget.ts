import {
  MAX_HOST_BYTES_IN,
  MAX_HOST_BYTES_OUT,
  MAX_HOST_CALLS,
  MAX_OPEN_OPERATIONS,
} from '../base/limits.ts';
import { GuestError } from './guest-error.ts';

/** What one run may still ask of its host, in calls and in bytes. */
export class HostBudget {
  #calls = 0;
  #bytesIn = 0;
  #bytesOut = 0;

  /** @throws GuestError when the run has used it up */
  countCall(bytes: number): void {
    if (++this.#calls > MAX_HOST_CALLS) {
      refuse(`a run may make ${MAX_HOST_CALLS} calls, and has made them`);
    }
    this.#bytesIn += bytes;
    if (this.#bytesIn > MAX_HOST_BYTES_IN) {
      refuse(`a run may hand over ${MAX_HOST_BYTES_IN} bytes, and this would be more`);
    }
  }

  /** @throws GuestError when the run has used it up */
  countAnswer(bytes: number): void {
    this.#bytesOut += bytes;
    if (this.#bytesOut > MAX_HOST_BYTES_OUT) {
      refuse(`a run may be answered ${MAX_HOST_BYTES_OUT} bytes, and this would be more`);
    }
  }

  /** @throws GuestError when `open` operations are as many as may be */
  requireRoom(open: number): void {
    if (open >= MAX_OPEN_OPERATIONS) {
      refuse(`${MAX_OPEN_OPERATIONS} operations are open, the most there may be`);
    }
  }
}

function refuse(why: string): never {
  throw new GuestError('RangeError', `Cannot ask the host: ${why}`);
}
