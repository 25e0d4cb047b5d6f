/**
 * A response's body on its way to the guest: bytes go in as they come, and out in pieces. Kept in blocks,
 * so that a body that comes byte by byte takes no more room than its bytes.
 */
const MAX_BLOCK_BYTES = 16 * 1024;

export class BodyQueue {
  readonly #blocks: Uint8Array[] = [];
  /** Bytes of the last block that are in use. */
  #used = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(bytes: Uint8Array): void {
    this.#size += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      let block = this.#blocks.at(-1);
      if (!block || this.#used === block.length) {
        // As large as all there is: a small body takes no more than it is, and a long one few blocks.
        const spare = Math.min(MAX_BLOCK_BYTES, this.#size);
        block = new Uint8Array(Math.max(spare, bytes.length - at));
        this.#blocks.push(block);
        this.#used = 0;
      }
      const part = bytes.subarray(at, at + block.length - this.#used);
      block.set(part, this.#used);
      this.#used += part.length;
      at += part.length;
    }
  }

  /** Everything there is; undefined for nothing. */
  take(): Uint8Array | undefined {
    if (this.#size === 0) return undefined;
    const last = this.#blocks.pop()?.subarray(0, this.#used);
    if (last) this.#blocks.push(last);
    const only = this.#blocks.length === 1 ? this.#blocks[0] : undefined;
    const all = only ?? new Uint8Array(Buffer.concat(this.#blocks, this.#size));
    this.clear();
    return all;
  }

  clear(): void {
    this.#blocks.length = 0;
    this.#used = 0;
    this.#size = 0;
  }
}
