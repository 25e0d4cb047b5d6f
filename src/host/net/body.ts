/**
 * A response's body as the guest reads it. Promise: what is kept for it is bounded, for one body and
 * for all of a run's together, however fast the server sends and however slowly the guest reads.
 */
import { BodyQueue } from './body-queue.ts';
import type { Sink } from './sink.ts';

/** Kept of one body, bytes; a small one ends on its own, whether it is read or not. */
const MOST_OF_ONE = 128 * 1024;
/** Kept of all bodies of a run, bytes. */
const MOST_OF_ALL = 1024 * 1024;

/** What all bodies of a run keep. */
export interface Kept {
  bytes: number;
}

export interface BodyOptions {
  readonly kept: Kept;
  /** Counts what came; throws when it is too much. */
  count(bytes: number): void;
  /** All of it came, or it failed. */
  onEnd(thrown?: unknown): void;
}

interface Reader {
  resolve(bytes: Uint8Array | undefined): void;
  reject(thrown: unknown): void;
}

export class Body implements Sink {
  onDrain: () => void = () => {};
  readonly #options: BodyOptions;
  readonly #queue = new BodyQueue();
  #reader: Reader | undefined;
  /** Who waits for so many bytes, or the end. */
  #waiter: { readonly bytes: number; resolve(): void } | undefined;
  #state: 'open' | 'ended' | 'failed' = 'open';
  #thrown: unknown;

  constructor(options: BodyOptions) {
    this.#options = options;
  }

  get isBeingRead(): boolean {
    return this.#reader !== undefined;
  }

  write(bytes: Uint8Array): boolean {
    // The client gives none at all as it goes on; whoever waited after that would wait for ever.
    if (this.#state !== 'open' || bytes.length === 0) return true;
    try {
      this.#options.count(bytes.length);
    } catch (thrown) {
      this.fail(thrown);
      return true;
    }
    this.#queue.push(bytes);
    this.#options.kept.bytes += bytes.length;
    if (this.#queue.size > (this.#waiter?.bytes ?? this.#queue.size)) this.#endWaiting();
    const reader = this.#takeReader();
    if (!reader) return this.#hasRoom();
    reader.resolve(this.#take());
    return true;
  }

  end(): void {
    if (this.#state !== 'open') return;
    this.#state = 'ended';
    this.#endWaiting();
    this.#takeReader()?.resolve(undefined);
    this.#options.onEnd();
  }

  fail(thrown: unknown): void {
    if (this.#state !== 'open') return;
    this.#state = 'failed';
    this.#thrown = thrown;
    this.#endWaiting();
    this.#take();
    this.#takeReader()?.reject(thrown);
    this.#options.onEnd(thrown);
  }

  /** What there is; waits for some, and gives nothing at the end. */
  read(): Promise<Uint8Array | undefined> {
    if (this.#state === 'failed') return Promise.reject(this.#thrown);
    const bytes = this.#take();
    if (bytes || this.#state === 'ended') return Promise.resolve(bytes);
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | undefined>();
    this.#reader = { resolve, reject };
    return promise;
  }

  /** Settles when more than `bytes` of it are there, or all of it, or it has failed. Asked for once. */
  filled(bytes: number): Promise<void> {
    if (this.#state !== 'open' || this.#queue.size > bytes) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiter = { bytes, resolve };
    return promise;
  }

  /** All of it, where it has ended, nobody has had any, and it is no longer than `most` bytes. */
  tryTakeWhole(most: number): Uint8Array | undefined {
    if (this.#state !== 'ended' || this.#queue.size > most) return undefined;
    return this.#take() ?? new Uint8Array(0);
  }

  /** Whether it has ended and nothing of it is left. */
  get isDrained(): boolean {
    return this.#state === 'ended' && this.#queue.size === 0;
  }

  /** Lets go of what nobody will read. */
  discard(): void {
    this.#take();
  }

  #hasRoom(): boolean {
    return this.#queue.size < MOST_OF_ONE && this.#options.kept.bytes < MOST_OF_ALL;
  }

  #take(): Uint8Array | undefined {
    const { size } = this.#queue;
    const bytes = this.#queue.take();
    this.#options.kept.bytes -= size;
    if (size > 0 && this.#state === 'open') this.onDrain();
    return bytes;
  }

  #endWaiting(): void {
    this.#waiter?.resolve();
    this.#waiter = undefined;
  }

  #takeReader(): Reader | undefined {
    const reader = this.#reader;
    this.#reader = undefined;
    return reader;
  }
}
