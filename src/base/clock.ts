/** Where time comes from; passed in, so that a test can move it. */
export interface Clock {
  /** Milliseconds since an arbitrary start, monotonic, with fractions. */
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => performance.now() };
