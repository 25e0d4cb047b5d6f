/**
 * One connection to one server, by undici's HTTP/1.1 client. It belongs to one run, and is used again
 * only for the origin that it was made for: its addresses were judged under that name.
 */
import type { Socket } from 'node:net';
import type { Dispatcher, Client as UndiciClient } from 'undici';
import { type DialOptions, dial } from './dial.ts';
import type { Admitted } from './guard.ts';
import { type Header, pairsOf } from './headers.ts';
import { Inflow } from './inflow.ts';

export interface Outgoing {
  readonly path: string;
  readonly method: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Uint8Array | undefined;
}

/** What becomes of a request, in this order; `onError` may come at any time, and is the last. */
export interface Incoming {
  onHead(status: number, statusText: string, headers: readonly Header[]): void;
  /** False: enough for now; see `resume`. */
  onData(bytes: Uint8Array): boolean;
  onEnd(): void;
  onError(thrown: unknown): void;
}

export interface ConnectionOptions extends DialOptions {
  readonly maxHeaderBytes: number;
  /** Counts whatever comes; throws when it is too much. */
  countInflow(bytes: number): void;
}

export class Connection {
  readonly origin: string;
  readonly #client: UndiciClient;
  readonly #abort = new AbortController();
  #socket: Socket | undefined;
  #inflow: Inflow | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #isUsable = true;

  constructor(Client: typeof UndiciClient, admitted: Admitted, options: ConnectionOptions) {
    this.origin = admitted.url.origin;
    const { signal } = this.#abort;
    this.#client = new Client(this.origin, {
      // The types know undici's own options for a connector alone.
      connect: ((_: unknown, done: Parameters<typeof dial>[3]) =>
        dial(admitted, options, signal, (error, socket) => {
          if (socket) {
            this.#socket = socket;
            this.#inflow = new Inflow(socket, (bytes) => options.countInflow(bytes));
          }
          done(error, socket);
        })) as never,
      pipelining: 1,
      maxHeaderSize: options.maxHeaderBytes,
      // The transfer has its own time limit.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#client.on('disconnect', () => {
      this.#isUsable = false;
    });
  }

  /** Whether another request may go over it. */
  get isUsable(): boolean {
    // A server that answered before it had heard all may never hear the rest, nor what is sent behind it.
    const hasUnsent = (this.#socket?.writableLength ?? 0) > 0;
    return this.#isUsable && !hasUnsent && !this.#abort.signal.aborted;
  }

  send({ path, method, headers, body }: Outgoing, incoming: Incoming): void {
    this.#inflow?.begin();
    this.#client.dispatch(
      {
        path,
        method: method as Dispatcher.HttpMethod,
        headers,
        body: body ? Buffer.from(body.buffer, body.byteOffset, body.length) : null,
      },
      {
        onRequestStart: (controller) => {
          this.#controller = controller;
        },
        onResponseStart: (controller, status, _headers, statusText = '') => {
          incoming.onHead(status, statusText, pairsOf(rawHeadersOf(controller)));
        },
        onResponseData: (controller, bytes) => {
          if (!incoming.onData(bytes)) controller.pause();
        },
        onResponseEnd: () => {
          this.#controller = undefined;
          incoming.onEnd();
        },
        onResponseError: (_controller, thrown) => {
          this.#isUsable = false;
          incoming.onError(thrown);
        },
      },
    );
  }

  resume(): void {
    this.#controller?.resume();
  }

  /** Ends it at once, whatever goes on; settles when nothing of it is left. */
  async destroy(): Promise<void> {
    this.#abort.abort();
    await this.#client.destroy(null);
  }
}

function rawHeadersOf(controller: Dispatcher.DispatchController): Uint8Array[] {
  // The types leave out what every controller has.
  return (controller as unknown as { rawHeaders: Uint8Array[] | null }).rawHeaders ?? [];
}
