/**
 * How random tests are made repeatable: each is run from a seed that never changes, so that what passed once
 * passes again, and from a new one, so that there is something new to be found. What fails tells its seed.
 */
import fc from 'fast-check';

const FIXED_SEED = 20_260_101;

/** How many times as long as usual random tests run: `FUZZ_TIMES=50 bun test test/property`. */
const TIMES = Number(Bun.env['FUZZ_TIMES'] ?? 1);

/** The seeds to run from; the second is new each time, or that of `FUZZ_SEED`. */
export const SEEDS: readonly number[] = [
  FIXED_SEED,
  Number(Bun.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31)),
];

/** @param usual what is done in the gate */
export const often = (usual: number): number => Math.ceil(usual * TIMES);

/** Checks a property from each seed; on failure fast-check prints the seed and the smallest example. */
export async function checkProperty<T>(
  property: fc.IAsyncProperty<T> | fc.IProperty<T>,
  usualRuns: number,
): Promise<void> {
  for (const seed of SEEDS) {
    await fc.assert(property as fc.IAsyncProperty<T>, {
      seed,
      numRuns: often(usualRuns),
      interruptAfterTimeLimit: 60_000 * TIMES,
    });
  }
}
