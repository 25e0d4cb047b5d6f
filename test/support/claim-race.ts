/** Two threads at the same words: what each got, and where they wait for each other. */
export interface Race {
  readonly words: Int32Array;
  /** 1 where the worker got the word. */
  readonly claimed: Uint8Array;
  /** How many threads have come to each block. */
  readonly arrivals: Int32Array;
  readonly blocks: number;
  readonly blockLength: number;
}

export function createRace(blocks: number, blockLength: number): Race {
  const count = blocks * blockLength;
  return {
    words: new Int32Array(new SharedArrayBuffer(4 * count)),
    claimed: new Uint8Array(new SharedArrayBuffer(count)),
    arrivals: new Int32Array(new SharedArrayBuffer(4 * blocks)),
    blocks,
    blockLength,
  };
}

/** Waits for the other thread, so that both begin the block together. */
export function meet({ arrivals }: Race, block: number): void {
  Atomics.add(arrivals, block, 1);
  while (Atomics.load(arrivals, block) < 2);
}
