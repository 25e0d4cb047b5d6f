/** `performance`: milliseconds since this run's world began, of no finer grain than the clock's. @see https://w3c.github.io/hr-time/ */

/** When a run's first reading was taken: an image is made long before any run. */
let originMs: number | undefined;

function origin(): number {
  originMs ??= Date.now();
  return originMs;
}

export const performance = {
  now: (): number => Date.now() - origin(),
  get timeOrigin(): number {
    return origin();
  },
  toJSON: () => ({ timeOrigin: origin() }),
  get [Symbol.toStringTag](): string {
    return 'Performance';
  },
};
