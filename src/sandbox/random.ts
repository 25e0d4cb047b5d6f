/**
 * Promise: no two executions share random numbers. An image holds one state of `Math.random`; without
 * a new seed every execution would draw the same. Seeds come from the host's CSPRNG, are used once and
 * not kept.
 */
export interface RandomSource {
  /** Writes 8 random bytes, never all zero, at `address`. */
  seed(bytes: Uint8Array, address: number): void;
}

const SEED_BYTES = 8;
/** Seeds drawn from the CSPRNG in one call, which costs as much for many bytes as for a few. */
const BATCH = 128;

export function createRandomSource(): RandomSource {
  const pool = new Uint8Array(SEED_BYTES * BATCH);
  let next = pool.length;
  return {
    seed(bytes, address) {
      if (next === pool.length) {
        crypto.getRandomValues(pool);
        next = 0;
      }
      for (let i = 0; i < SEED_BYTES; i++) {
        bytes[address + i] = pool[next] ?? 0;
        pool[next++] = 0;
      }
      // The generator's one fixed point: a state of zero draws zeros for ever.
      if (bytes[address] === 0) bytes[address] = 1;
    },
  };
}
