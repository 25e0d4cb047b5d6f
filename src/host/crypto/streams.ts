/**
 * Promise: a digest or a cipher under way belongs to the run that opened it, and ends with it; there
 * are never more than `MAX_OPEN` of one run.
 */
import type { Cipher } from './cipher-port.ts';
import type { Digest } from './digest.ts';
import { beyondLimit, fault } from './fault.ts';

/** Most that a run may have under way at once: some 500 bytes each on the host. */
const MAX_OPEN = 1000;

export class StreamTable {
  /** Nothing here calls the guest back. */
  readonly isWaiting = false;
  readonly #open = new Map<number, Digest | Cipher>();
  #lastId = 0;

  add(stream: Digest | Cipher): number {
    if (this.#open.size >= MAX_OPEN) {
      throw beyondLimit(`Cannot start another digest or cipher: ${MAX_OPEN} are under way`);
    }
    this.#open.set(++this.#lastId, stream);
    return this.#lastId;
  }

  get(id: number): Digest | Cipher {
    const stream = this.#open.get(id);
    if (!stream) throw fault('Invalid state', 'ERR_CRYPTO_INVALID_STATE');
    return stream;
  }

  /** Takes it out of the table: it is finished, or of no more use. */
  take(id: number): Digest | Cipher {
    const stream = this.get(id);
    this.#open.delete(id);
    return stream;
  }

  [Symbol.dispose](): void {
    this.#open.clear();
  }
}

export const streamsOf = (): StreamTable => new StreamTable();
