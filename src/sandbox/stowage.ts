/**
 * Where waiting runs are kept that had to give up their sandboxes: what their memory has beyond its image,
 * compressed. Promise: a run that is taken up again finds its memory as it left it, in whichever sandbox;
 * and what is kept for all of them together is bounded.
 */
import { Difference } from './difference.ts';
import type { Image } from './image-format.ts';
import type { Sandbox } from './sandbox.ts';

/** The memory of a run that waits. */
export interface Stowed {
  readonly image: Image;
  readonly packed: Uint8Array;
}

/** What is packed is read again within milliseconds or seconds: time is worth more than room. */
const LEVEL = 1;

export class Stowage {
  readonly #maxBytes: number;
  readonly #difference = new Difference();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps what the waiting run of a sandbox has in its memory; undefined where that is too much. */
  tryStow(sandbox: Sandbox): Stowed | undefined {
    // What grew so far would not fit in every sandbox; and the mark of a refusal is not in the memory.
    if (sandbox.isOutgrown || sandbox.wasRefusedMemory) return undefined;
    const found = sandbox.differenceBy(this.#difference);
    // A copy, for the compressor's own buffer has room for what cannot be compressed.
    const packed = new Uint8Array(Bun.zstdCompressSync(found, { level: LEVEL }));
    if (this.#bytes + packed.length > this.#maxBytes) return undefined;
    this.#bytes += packed.length;
    return { image: sandbox.image, packed };
  }

  /** Lays what was kept over a clean sandbox of the same image, and keeps it no longer. */
  unstow(stowed: Stowed, sandbox: Sandbox): void {
    sandbox.layDifference(Bun.zstdDecompressSync(stowed.packed));
    this.drop(stowed);
  }

  /** Lets go of what nobody will take up again. */
  drop({ packed }: Stowed): void {
    this.#bytes -= packed.length;
  }
}
