/**
 * Compression for guests. Promise: a codec gives what comes out piece by piece, however much that is, and goes no further than it
 * is asked to; it belongs to its run, and ends with it.
 */
import type { Transform } from 'node:stream';
import {
  createDeflate,
  createDeflateRaw,
  createGunzip,
  createGzip,
  createInflate,
  createInflateRaw,
} from 'node:zlib';
import { MAX_OPEN_CODECS } from '../base/limits.ts';
import type { CompressionFormat, CompressionPart } from '../wire/compression-calls.ts';
import { booleanIn, type Claim, integerIn, oneOfIn } from './claims.ts';
import { GuestError } from './guest-error.ts';
import type { HostRun, LaterHandlers, Owned } from './host-run.ts';

const FORMATS: readonly CompressionFormat[] = ['deflate', 'deflate-raw', 'gzip'];

/** Bytes that one answer may have before it is given: a codec holds about as many back. */
const PIECE_BYTES = 64 * 1024;
const OPTIONS = { chunkSize: PIECE_BYTES };

const MAKERS: Readonly<Record<CompressionFormat, readonly [() => Transform, () => Transform]>> = {
  deflate: [() => createDeflate(OPTIONS), () => createInflate(OPTIONS)],
  'deflate-raw': [() => createDeflateRaw(OPTIONS), () => createInflateRaw(OPTIONS)],
  gzip: [() => createGzip(OPTIONS), () => createGunzip(OPTIONS)],
};

function refusalFor(
  thrown: Error & { readonly code?: string; readonly errno?: number },
): GuestError {
  const { message, code, errno } = thrown;
  return new GuestError('Error', message, { errno: errno ?? 0, code: code ?? '' });
}

class Codec {
  readonly #stream: Transform;
  #isBusy = false;
  #isEnding = false;
  #hasEnded = false;
  #fault: GuestError | undefined;
  #wake = (): void => {};

  constructor(stream: Transform) {
    this.#stream = stream;
    stream.on('readable', () => this.#wake());
    stream.on('end', () => {
      this.#hasEnded = true;
      this.#wake();
    });
    stream.on('error', (thrown) => this.#fail(refusalFor(thrown)));
  }

  get hasEnded(): boolean {
    return this.#hasEnded || this.#fault !== undefined;
  }

  #fail(fault: GuestError): void {
    this.#fault ??= fault;
    this.#wake();
  }

  give(bytes: Uint8Array, isLast: boolean): void {
    if (this.#isEnding) return;
    if (bytes.length > 0) {
      this.#isBusy = true;
      this.#stream.write(bytes, () => {
        this.#isBusy = false;
        this.#wake();
      });
    }
    if (!isLast) return;
    this.#isEnding = true;
    this.#stream.end();
  }

  /** What has come out, and whether there is more; waits until it is a piece, or all. */
  async take(): Promise<readonly [pieces: Uint8Array[], isMore: boolean]> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    while (size < PIECE_BYTES) {
      const piece = this.#stream.read() as Uint8Array | null;
      if (this.#fault) throw this.#fault;
      if (piece !== null) {
        pieces.push(piece);
        size += piece.length;
      } else if (this.#hasEnded || !(this.#isBusy || this.#isEnding)) {
        return [pieces, false];
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
    return [pieces, true];
  }

  [Symbol.dispose](): void {
    this.#fail(new GuestError('Error', 'Cannot go on: the run has ended'));
    this.#stream.destroy();
  }
}

/** The codecs of one run. */
class Codecs implements Owned {
  /** A run waits for the calls, not for what nobody asks for. */
  readonly isWaiting = false;
  readonly #open = new Map<number, Codec>();
  readonly #taken = new Set<number>();

  async push(id: number, make: () => Transform, bytes: Uint8Array, isLast: boolean) {
    if (this.#taken.has(id)) {
      throw new GuestError('TypeError', 'Cannot go on: this codec is asked already');
    }
    const codec = this.#get(id, make);
    this.#taken.add(id);
    try {
      codec.give(bytes, isLast);
      return await codec.take();
    } finally {
      this.#taken.delete(id);
      if (codec.hasEnded) this.#open.delete(id);
    }
  }

  #get(id: number, make: () => Transform): Codec {
    const open = this.#open.get(id);
    if (open) return open;
    if (this.#open.size >= MAX_OPEN_CODECS) {
      throw new GuestError(
        'RangeError',
        `Cannot compress: ${MAX_OPEN_CODECS} streams are open, the most there may be`,
      );
    }
    const made = new Codec(make());
    this.#open.set(id, made);
    return made;
  }

  [Symbol.dispose](): void {
    for (const codec of this.#open.values()) codec[Symbol.dispose]();
    this.#open.clear();
  }
}

const codecsOf = (_: HostRun): Codecs => new Codecs();
const NO_BYTES = new Uint8Array(0);

export const COMPRESSION_LATER_CALLS: LaterHandlers<'compression.push'> = {
  async 'compression.push'(claim: Claim<CompressionPart>, [bytes = NO_BYTES], run) {
    const id = integerIn(claim, 'id', 1, Number.MAX_SAFE_INTEGER);
    const [encoder, decoder] = MAKERS[oneOfIn(claim, 'format', FORMATS)];
    const make = booleanIn(claim, 'isDecoder') ? decoder : encoder;
    const isLast = booleanIn(claim, 'isLast');
    const [pieces, isMore] = await run.own(codecsOf).push(id, make, bytes, isLast);
    return { data: isMore, bytes: Buffer.concat(pieces) };
  },
};
