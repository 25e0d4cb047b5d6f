/** Bytes that come piece by piece: what is under a body while nobody looks at it as a stream. */
import { requireLate } from '../../prelude/modules.ts';

export interface Pieces {
  /** The next piece; undefined at the end. Asked for one at a time. */
  next(): Promise<Uint8Array | undefined>;
  /** No more of them is wanted. */
  cancel(reason: unknown): void;
  /** Told at once when they were called off, where that can be. */
  onFail?: ((reason: unknown) => void) | undefined;
}

/** A stream of the web, as far as a body needs it. */
export interface Stream {
  readonly locked: boolean;
  getReader(): Reader;
  cancel(reason?: unknown): Promise<void>;
  tee(): [Stream, Stream];
}

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
  cancel(reason?: unknown): Promise<void>;
}

export class BytePieces implements Pieces {
  #bytes: Uint8Array | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes.length > 0 ? bytes : undefined;
  }

  async next(): Promise<Uint8Array | undefined> {
    const bytes = this.#bytes;
    this.#bytes = undefined;
    // A copy: a stream takes the buffer away from whoever had it.
    return bytes && new Uint8Array(bytes);
  }

  cancel(): void {
    this.#bytes = undefined;
  }
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

/** What a snippet's stream gives. */
export class StreamPieces implements Pieces {
  readonly #reader: Reader;

  /** @throws TypeError when somebody else reads it */
  constructor(stream: Stream) {
    this.#reader = stream.getReader();
  }

  async next(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#reader.read();
    if (done) return undefined;
    if (!isBytes(value)) throw new TypeError('Received non-Uint8Array chunk');
    return value;
  }

  cancel(reason: unknown): void {
    // Whether the stream minds is nobody's concern any more.
    this.#reader.cancel(reason).catch(() => {});
  }
}

type Encode = (value: unknown) => Uint8Array;

/** What an asynchronous iterable gives, such as a stream of Node's. */
export class IterablePieces implements Pieces {
  readonly #iterator: AsyncIterator<unknown>;
  readonly #encode: Encode;

  /** @param encode makes bytes of an item */
  constructor(iterable: AsyncIterable<unknown>, encode: Encode) {
    this.#iterator = iterable[Symbol.asyncIterator]();
    this.#encode = encode;
  }

  async next(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#iterator.next();
    return done ? undefined : this.#encode(value);
  }

  cancel(): void {
    void this.#iterator.return?.();
  }
}

/** Two that each give what one gives. */
export function teePieces(source: Pieces): [Pieces, Pieces] {
  let pending: Promise<Uint8Array | undefined> | undefined;
  let open = 2;
  const branches: Branch[] = [];
  const read = (): Promise<Uint8Array | undefined> => {
    pending ??= source.next().then((piece) => {
      pending = undefined;
      for (const branch of branches) branch.take(piece);
      return piece;
    });
    return pending;
  };
  const cancel = (reason: unknown) => {
    if (--open === 0) source.cancel(reason);
  };
  for (let i = 0; i < 2; i++) branches.push(new Branch(read, cancel));
  source.onFail = (reason) => {
    for (const branch of branches) branch.onFail?.(reason);
  };
  return branches as [Branch, Branch] & [Pieces, Pieces];
}

class Branch implements Pieces {
  onFail: ((reason: unknown) => void) | undefined;
  readonly #waiting: (Uint8Array | undefined)[] = [];
  readonly #read: () => Promise<unknown>;
  readonly #cancel: (reason: unknown) => void;
  #isCancelled = false;

  constructor(read: () => Promise<unknown>, cancel: (reason: unknown) => void) {
    this.#read = read;
    this.#cancel = cancel;
  }

  take(piece: Uint8Array | undefined): void {
    // Its own, so that changing it changes nothing for the other.
    if (!this.#isCancelled) this.#waiting.push(piece && new Uint8Array(piece));
  }

  async next(): Promise<Uint8Array | undefined> {
    if (this.#waiting.length === 0) await this.#read();
    return this.#waiting.shift();
  }

  cancel(reason: unknown): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#waiting.length = 0;
    this.#cancel(reason);
  }
}

type StreamsModule = Pick<typeof import('../streams.ts'), 'ReadableStream'>;

/** Loaded when it is first needed: it weighs more than the rest of `fetch`, and most bodies are read whole. */
const streams = (): StreamsModule => requireLate('web/streams') as StreamsModule;

/** The pieces as a stream, read no further than it is asked for. */
export function streamOf(pieces: Pieces): Stream {
  return new (streams().ReadableStream)(
    {
      type: 'bytes',
      start(controller) {
        pieces.onFail = (reason) => controller.error(reason);
      },
      async pull(controller) {
        const piece = await pieces.next();
        if (piece !== undefined) {
          controller.enqueue(piece as Uint8Array<ArrayBuffer>);
          return;
        }
        controller.close();
        controller.byobRequest?.respond(0);
      },
      cancel(reason) {
        pieces.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  ) as Stream;
}

export function isStream(value: unknown): value is Stream {
  return hasTag(value, 'ReadableStream') && value instanceof streams().ReadableStream;
}

/** Whether anything was ever read of it; `web-streams-polyfill` 4.3 keeps that in a field. */
export const isDisturbed = (stream: Stream): boolean =>
  (stream as unknown as { readonly _disturbed: boolean })._disturbed;

/** Whether a value says that it is of such a class: only then is the class loaded to look closer. */
export function hasTag(value: unknown, ...names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.includes(String((value as Partial<Record<symbol, unknown>>)[Symbol.toStringTag]));
}

/** All that comes, in one. */
export async function collect(pieces: Pieces): Promise<Uint8Array> {
  const found: Uint8Array[] = [];
  let size = 0;
  for (let piece = await pieces.next(); piece !== undefined; piece = await pieces.next()) {
    found.push(piece);
    size += piece.length;
  }
  const [first] = found;
  if (found.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of found) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
