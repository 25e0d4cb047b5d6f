/** Where a body's bytes go: step by step towards the guest, no faster than it reads. */
import type { Transform } from 'node:stream';
import { createDecoder } from './decoding.ts';

export interface Sink {
  /** False: enough for now; `onDrain` tells when there may be more. */
  write(bytes: Uint8Array): boolean;
  end(): void;
  fail(thrown: unknown): void;
  /** Set by whoever writes. */
  onDrain: () => void;
}

/** Takes one coding off. Its decoder is made when the first byte is there, for that one decides about it. */
export class DecodingSink implements Sink {
  onDrain: () => void = () => {};
  readonly #coding: string;
  readonly #next: Sink;
  readonly #count: (bytes: number) => void;
  #decoder: Transform | undefined;

  /** @param count counts what goes in, of which nothing need come out; throws when it is too much */
  constructor(coding: string, next: Sink, count: (bytes: number) => void) {
    this.#coding = coding;
    this.#next = next;
    this.#count = count;
    next.onDrain = () => this.#decoder?.resume();
  }

  write(bytes: Uint8Array): boolean {
    const [first] = bytes;
    if (first === undefined) return true;
    try {
      this.#count(bytes.length);
    } catch (thrown) {
      this.fail(thrown);
      return true;
    }
    this.#decoder ??= this.#open(first);
    return this.#decoder.write(bytes);
  }

  end(): void {
    if (this.#decoder) this.#decoder.end();
    else this.#next.end();
  }

  fail(thrown: unknown): void {
    this.destroy();
    this.#next.fail(thrown);
  }

  /** Stops where it is: of what went in, gigabytes could still come out. */
  destroy(): void {
    this.#decoder?.destroy();
  }

  #open(first: number): Transform {
    const decoder = createDecoder(this.#coding, first);
    decoder.on('data', (bytes: Uint8Array) => {
      if (!this.#next.write(bytes)) decoder.pause();
    });
    decoder.on('drain', () => this.onDrain());
    decoder.on('end', () => this.#next.end());
    // Stays: one may come after the body was given up, and one that nobody hears ends the worker.
    decoder.on('error', (thrown) => this.#next.fail(thrown));
    return decoder;
  }
}
