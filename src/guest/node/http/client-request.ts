/** A request, as Node's `http` has it. @see https://nodejs.org/docs/latest-v20.x/api/http.html#class-httpclientrequest */

import { Transfer } from '../../web/fetch/transfer.ts';
import { base64Of } from '../buffer/base64.ts';
import { utf8Bytes } from '../buffer/utf8.ts';
import { Buffer } from '../buffer.ts';
import process from '../process.ts';
import stream from '../stream.ts';
import { type HeaderValue, SentHeaders } from './headers.ts';
import { causeOf, ERR_HTTP_HEADERS_SENT, hangUp } from './http-errors.ts';
import { IncomingMessage } from './incoming-message.ts';
import { durationOf, StandInSocket } from './socket.ts';
import { type RequestArguments, readCall, targetOf } from './target.ts';
import type { RequestOptions } from './url-options.ts';

interface WritableStream {
  readonly destroyed: boolean;
  destroy(error?: unknown): this;
  emit(event: string, ...args: unknown[]): boolean;
  once(event: string, listener: (...args: never[]) => void): unknown;
  listenerCount(event: string): number;
}
const Writable = (
  stream as unknown as { readonly Writable: new (options?: object) => WritableStream }
).Writable;

const { nextTick } = process as unknown as { readonly nextTick: (callback: () => void) => void };

type Callback = (error?: unknown) => void;
type Signal = Pick<AbortSignalLike, 'aborted' | 'reason' | 'addEventListener'>;
interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: object): void;
}

export class ClientRequest extends Writable {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly protocol: string;
  readonly reusedSocket = false;
  readonly socket = new StandInSocket((error) => void this.destroy(error));
  readonly connection = this.socket;
  aborted = false;
  headersSent = false;
  res: IncomingMessage | null = null;
  readonly #url: string;
  readonly #headers = new SentHeaders();
  readonly #transfer = new Transfer();
  readonly #chunks: Uint8Array[] = [];
  readonly #decodes: boolean;

  /** @param decodes whether the host takes content codings off the body, as Node's `http` does not */
  constructor(call: RequestArguments, defaultProtocol: string, decodes = false) {
    super({ autoDestroy: false });
    this.#decodes = decodes;
    const { options, callback } = readCall(call);
    const { method, path, host, protocol, url, authority } = targetOf(options, defaultProtocol);
    this.method = method;
    this.path = path;
    this.host = host;
    this.protocol = protocol;
    this.#url = url;
    if (callback) this.once('response', callback);
    this.#addHeaders(options);
    if (this.#headers.get('host') === undefined) this.#headers.set('Host', authority);
    if (options.timeout !== undefined) this.setTimeout(durationOf(options.timeout, 'timeout'));
    if (options.signal) this.#follow(options.signal as Signal);
    this.socket.on('timeout', () => {
      this.emit('timeout');
      this.res?.emit('timeout');
    });
    nextTick(() => this.emit('socket', this.socket));
  }

  #addHeaders({ headers, auth }: RequestOptions): void {
    if (Array.isArray(headers)) {
      for (let i = 0; i + 1 < headers.length; i += 2)
        this.#headers.append(headers[i], headers[i + 1]);
    } else {
      for (const [name, value] of Object.entries(headers ?? {})) this.#headers.set(name, value);
    }
    if (auth && this.#headers.get('authorization') === undefined) {
      const bytes = utf8Bytes(auth);
      this.#headers.set('Authorization', `Basic ${base64Of(bytes, 0, bytes.length)}`);
    }
  }

  #follow(signal: Signal): void {
    const stop = () => {
      const error = Object.assign(
        new Error('The operation was aborted', { cause: signal.reason }),
        {
          code: 'ABORT_ERR',
        },
      );
      Object.defineProperty(error, 'name', { value: 'AbortError', configurable: true });
      this.destroy(error);
    };
    if (signal.aborted) nextTick(stop);
    else signal.addEventListener('abort', stop, { once: true });
  }

  setHeader(name: unknown, value: unknown): this {
    this.#requireUnsent('set');
    this.#headers.set(name, value);
    return this;
  }

  appendHeader(name: unknown, value: unknown): this {
    this.#requireUnsent('append');
    this.#headers.append(name, value);
    return this;
  }

  getHeader(name: unknown): HeaderValue | undefined {
    return this.#headers.get(name);
  }

  getHeaders(): Record<string, HeaderValue> {
    return this.#headers.toObject();
  }

  getHeaderNames(): string[] {
    return this.#headers.names();
  }

  getRawHeaderNames(): string[] {
    return this.#headers.rawNames();
  }

  hasHeader(name: unknown): boolean {
    return this.#headers.get(name) !== undefined;
  }

  removeHeader(name: unknown): void {
    this.#requireUnsent('remove');
    this.#headers.delete(name);
  }

  #requireUnsent(what: string): void {
    if (this.headersSent) throw new ERR_HTTP_HEADERS_SENT(what);
  }

  flushHeaders(): void {
    this.headersSent = true;
  }

  setNoDelay(): void {
    // The connection is the host's.
  }

  setSocketKeepAlive(): void {
    // The connection is the host's.
  }

  /** Says `timeout` when nothing happens for so long; whoever wants the request to end has to end it. */
  setTimeout(delayMs: number, callback?: () => void): this {
    this.socket.setTimeout(delayMs);
    if (callback) this.once('timeout', callback);
    return this;
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    nextTick(() => this.emit('abort'));
    this.destroy();
  }

  _write(chunk: unknown, encoding: string, done: Callback): void {
    this.headersSent = true;
    this.socket.touch();
    this.#chunks.push(
      typeof chunk === 'string'
        ? Buffer.from(chunk, encoding)
        : new Uint8Array(chunk as Uint8Array),
    );
    done();
  }

  _final(done: Callback): void {
    this.headersSent = true;
    done();
    if (!this.destroyed) void this.#send();
  }

  async #send(): Promise<void> {
    const body = this.#chunks.length > 0 ? Buffer.concat(this.#chunks) : undefined;
    const request = {
      method: this.method,
      url: this.#url,
      headers: this.#headers.lines(),
      redirect: 'manual',
      decodes: this.#decodes,
    } as const;
    try {
      const head = await this.#transfer.open(request, body && new Uint8Array(body));
      this.#answer(new IncomingMessage(head, this.#transfer, this));
    } catch (thrown) {
      if (!this.destroyed) this.destroy(causeOf(thrown));
    }
  }

  #answer(response: IncomingMessage): void {
    this.res = response;
    this.socket.touch();
    response.once('close', () => {
      this.socket.close();
      // A request that was destroyed says so by itself.
      if (!this.destroyed) this.emit('close');
    });
    // What nobody waits for is not read.
    if (!this.emit('response', response)) response.destroy();
  }

  _destroy(error: unknown, done: Callback): void {
    this.socket.close();
    this.#transfer.fail(error ?? hangUp());
    if (this.res === null) {
      done(error ?? hangUp());
      return;
    }
    this.res.destroy(error ?? (this.res.complete ? undefined : hangUp('aborted')));
    done();
  }
}
