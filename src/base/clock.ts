/** Where time comes from; passed in, so that a test can move it. */
export interface Clock {
  /** Milliseconds since an arbitrary start, monotonic, with fractions. */
  nowMs(): number;
  /** Calls `fn` once what happened in this turn of the event loop has been taken in. */
  soon(fn: () => void): void;
  /** Calls `fn` after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, fn: () => void): CancelTimer;
}

export type CancelTimer = () => void;

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  soon: (fn) => void setImmediate(fn),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
