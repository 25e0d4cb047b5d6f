/**
 * Where waiting runs are kept that had to give up their sandboxes: what their memory has beyond its image,
 * compressed where it is much. Promise: a run that is taken up again finds its memory as it left it, in whichever sandbox;
 * and what is kept for all of them together is bounded.
 */
import { Difference } from './difference.ts';
import type { Image } from './image-format.ts';
import type { Sandbox } from './sandbox.ts';

/** The memory of a run that waits. */
export interface Stowed {
  readonly image: Image;
  readonly bytes: Uint8Array;
  readonly isPacked: boolean;
}

/**
 * What a worker keeps of its runs as it is, bytes: some hundred small ones. To pack one and unpack it takes as long as
 * to find out and lay what it has.
 */
const UNPACKED_BYTES = 8 * 1024 * 1024;

/** What is packed is read again within milliseconds or seconds: time is worth more than room. */
const LEVEL = 1;

export class Stowage {
  readonly #maxBytes: number;
  readonly #unpackedBytes: number;
  readonly #difference = new Difference();
  #bytes = 0;

  /** @param unpackedBytes what is kept as it is, at most */
  constructor(maxBytes: number, unpackedBytes: number = UNPACKED_BYTES) {
    this.#maxBytes = maxBytes;
    this.#unpackedBytes = unpackedBytes;
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
    const isPacked = this.#bytes + found.length > this.#unpackedBytes;
    // A copy either way: the compressor's own buffer has room for what cannot be compressed.
    const bytes = new Uint8Array(isPacked ? Bun.zstdCompressSync(found, { level: LEVEL }) : found);
    if (this.#bytes + bytes.length > this.#maxBytes) return undefined;
    this.#bytes += bytes.length;
    return { image: sandbox.image, bytes, isPacked };
  }

  /** Lays what was kept over a clean sandbox of the same image, and keeps it no longer. */
  unstow(stowed: Stowed, sandbox: Sandbox): void {
    const { bytes, isPacked } = stowed;
    sandbox.layDifference(isPacked ? Bun.zstdDecompressSync(bytes) : bytes);
    this.drop(stowed);
  }

  /** Lets go of what nobody will take up again. */
  drop({ bytes }: Stowed): void {
    this.#bytes -= bytes.length;
  }
}
