/** A response, as Node's `http` gives it. @see https://nodejs.org/docs/latest-v20.x/api/http.html#class-httpincomingmessage */
import type { NetResponse } from '../../../wire/net-calls.ts';
import type { Transfer } from '../../web/fetch/transfer.ts';
import { Buffer } from '../buffer.ts';
import process from '../process.ts';
import stream from '../stream.ts';
import { joinedHeaders } from './headers.ts';
import { causeOf } from './http-errors.ts';
import { StandInSocket } from './socket.ts';

interface ReadableStream {
  push(chunk: unknown): boolean;
  destroy(error?: unknown): unknown;
  emit(event: string, ...args: unknown[]): boolean;
  once(event: string, listener: () => void): unknown;
  listenerCount(event: string): number;
  readonly readableEnded: boolean;
}
const Readable = (
  stream as unknown as { readonly Readable: new (options?: object) => ReadableStream }
).Readable;

/** The request that it answers. */
interface Asked {
  readonly socket: StandInSocket;
}

const { nextTick } = process;

export class IncomingMessage extends Readable {
  readonly httpVersion = '1.1';
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;
  readonly statusCode: number | null;
  readonly statusMessage: string | null;
  readonly headers: Record<string, string | string[]>;
  readonly rawHeaders: string[];
  readonly trailers: Record<string, string> = {};
  readonly rawTrailers: string[] = [];
  readonly url = '';
  readonly method = null;
  readonly socket: StandInSocket;
  readonly connection: StandInSocket;
  complete = false;
  aborted = false;
  declare readonly req?: Asked;
  readonly #transfer: Transfer | undefined;
  readonly #pairs: NetResponse['headers'];

  constructor(head?: NetResponse, transfer?: Transfer, req?: Asked) {
    super({ highWaterMark: 65_536 });
    if (req) this.req = req;
    this.socket = req?.socket ?? new StandInSocket((error) => void this.destroy(error));
    this.connection = this.socket;
    this.#transfer = transfer;
    this.#pairs = head?.headers ?? [];
    this.statusCode = head?.status ?? null;
    this.statusMessage = head?.statusText ?? null;
    this.headers = joinedHeaders(this.#pairs);
    this.rawHeaders = this.#pairs.flat();
  }

  get headersDistinct(): Record<string, string[]> {
    const distinct: Record<string, string[]> = Object.create(null);
    for (const [rawName, value] of this.#pairs) {
      const name = rawName.toLowerCase();
      distinct[name] = [...(distinct[name] ?? []), value];
    }
    return distinct;
  }

  setTimeout(delayMs: number, callback?: () => void): this {
    if (callback) this.once('timeout', callback);
    this.socket.setTimeout(delayMs);
    return this;
  }

  _read(): void {
    this.#readOn().catch((thrown: unknown) => this.#break(thrown));
  }

  async #readOn(): Promise<void> {
    const piece = await this.#transfer?.next();
    this.socket.touch();
    if (piece === undefined) this.complete = true;
    this.push(piece === undefined ? null : Buffer.from(piece.buffer as ArrayBuffer));
  }

  /** The connection ended in the midst of the body. */
  #break(thrown: unknown): void {
    this.destroy(causeOf(thrown, 'aborted'));
  }

  _destroy(error: unknown, done: (error?: unknown) => void): void {
    if (!(this.readableEnded && this.complete)) {
      this.aborted = true;
      this.emit('aborted');
    }
    this.#transfer?.cancel();
    // What nobody listens for is not said, and ends no run: whoever reads the body has `aborted` and `close`.
    nextTick(() => (this.listenerCount('error') > 0 ? done(error) : done()));
  }
}
