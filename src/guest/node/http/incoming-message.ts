/** A response, as Node's `http` gives it. @see https://nodejs.org/docs/latest-v20.x/api/http.html#class-httpincomingmessage */
import type { NetResponse } from '../../../wire/net-calls.ts';
import type { Transfer } from '../../web/fetch/transfer.ts';
import { setTimeout } from '../../web/timers.ts';
import { Buffer } from '../buffer.ts';
import stream from '../stream.ts';
import { joinedHeaders } from './headers.ts';
import { causeOf } from './http-errors.ts';
import { standInSocket } from './socket.ts';

interface ReadableStream {
  push(chunk: unknown): boolean;
  destroy(error?: unknown): unknown;
  emit(event: string, ...args: unknown[]): boolean;
  once(event: string, listener: () => void): unknown;
}
const Readable = (
  stream as unknown as { readonly Readable: new (options?: object) => ReadableStream }
).Readable;

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
  readonly socket: unknown = standInSocket();
  readonly connection: unknown = this.socket;
  complete = false;
  aborted = false;
  readonly #transfer: Transfer | undefined;
  readonly #pairs: NetResponse['headers'];

  constructor(head?: NetResponse, transfer?: Transfer) {
    super({ highWaterMark: 65_536 });
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
    setTimeout(() => {
      if (!this.complete) this.emit('timeout');
    }, delayMs);
    return this;
  }

  _read(): void {
    this.#readOn().catch((thrown: unknown) => this.#break(thrown));
  }

  async #readOn(): Promise<void> {
    const piece = await this.#transfer?.next();
    if (piece === undefined) this.complete = true;
    this.push(piece === undefined ? null : Buffer.from(piece.buffer as ArrayBuffer));
  }

  /** The connection ended in the midst of the body. */
  #break(thrown: unknown): void {
    this.aborted = true;
    this.emit('aborted');
    this.destroy(causeOf(thrown, 'aborted'));
  }

  _destroy(error: unknown, done: (error: unknown) => void): void {
    this.#transfer?.cancel();
    done(error);
  }
}
