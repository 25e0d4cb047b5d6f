/** One kept connection to a server: a request at a time, an answer for each. */
import type { Socket } from 'bun';
import { ResponseParser } from './response-parser.ts';
import type { ErrorKind } from './work.ts';

export interface Address {
  readonly hostname: string;
  readonly port: number;
}

export type Outcome =
  | { readonly ok: true; readonly status: number; readonly body: string }
  | { readonly ok: false; readonly error: ErrorKind };

type OnOutcome = (outcome: Outcome) => void;

const CLOSED: Outcome = { ok: false, error: 'connection closed' };
const REFUSED: Outcome = { ok: false, error: 'connection refused' };
const MALFORMED: Outcome = { ok: false, error: 'malformed answer' };

export class Connection {
  readonly #address: Address;
  #socket: Socket<undefined> | undefined;
  #parser = new ResponseParser();
  /** Who waits for the answer; nobody between requests. */
  #onOutcome: OnOutcome | undefined;
  /** What the socket would not take yet. */
  #unsent: Uint8Array | undefined;

  constructor(address: Address) {
    this.#address = address;
  }

  /** Connects, unless it is connected; false when the server refuses. */
  async tryOpen(): Promise<boolean> {
    if (this.#socket) return true;
    this.#parser = new ResponseParser();
    try {
      this.#socket = await Bun.connect({
        ...this.#address,
        socket: {
          data: (socket, chunk) => this.#read(socket, chunk),
          drain: (socket) => this.#flush(socket),
          close: (socket) => this.#lose(socket),
          error: (socket) => this.#lose(socket),
        },
      });
      return true;
    } catch {
      // Refused, or no room for one more: the caller counts it.
      return false;
    }
  }

  /** Sends a request; `onOutcome` is called once. Not while another waits for its answer. */
  send(request: Uint8Array, onOutcome: OnOutcome): void {
    this.#onOutcome = onOutcome;
    if (this.#socket) this.#write(this.#socket, request);
    else void this.#reopenAndSend(request);
  }

  /** Ends it; who waits for an answer is told that it was closed. */
  close(): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#lose(socket);
    socket.terminate();
  }

  async #reopenAndSend(request: Uint8Array): Promise<void> {
    const isOpen = await this.tryOpen();
    if (isOpen && this.#socket) this.#write(this.#socket, request);
    else this.#settle(REFUSED);
  }

  #write(socket: Socket<undefined>, bytes: Uint8Array): void {
    const written = Math.max(0, socket.write(bytes));
    this.#unsent = written < bytes.length ? bytes.subarray(written) : undefined;
  }

  #flush(socket: Socket<undefined>): void {
    if (this.#unsent) this.#write(socket, this.#unsent);
  }

  #read(socket: Socket<undefined>, chunk: Uint8Array): void {
    if (socket !== this.#socket) return;
    try {
      for (const { status, body, closes } of this.#parser.push(chunk)) {
        if (closes) this.#forget(socket);
        this.#settle({ ok: true, status, body });
      }
    } catch {
      this.#forget(socket);
      this.#settle(MALFORMED);
    }
  }

  #forget(socket: Socket<undefined>): void {
    this.#socket = undefined;
    socket.end();
  }

  #lose(socket: Socket<undefined>): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    this.#settle(CLOSED);
  }

  #settle(outcome: Outcome): void {
    const onOutcome = this.#onOutcome;
    this.#onOutcome = undefined;
    this.#unsent = undefined;
    onOutcome?.(outcome);
  }
}

/** Connections made at once: a server's accept queue is short. */
const OPEN_AT_ONCE = 100;

/** Opens `count` connections; those that were refused try again with their first request. */
export async function openConnections(address: Address, count: number): Promise<Connection[]> {
  const connections = Array.from({ length: count }, () => new Connection(address));
  for (let at = 0; at < count; at += OPEN_AT_ONCE) {
    const some = connections.slice(at, at + OPEN_AT_ONCE);
    await Promise.all(some.map((connection) => connection.tryOpen()));
  }
  return connections;
}
