/** One transfer of the host's: a request under way, then the body of its response. */
import type { NetRequest, NetResponse } from '../../../wire/net-calls.ts';
import { callHost, callHostLater } from '../../prelude/host.ts';
import { getSettings } from '../../prelude/settings.ts';
import type { Pieces } from './pieces.ts';

let lastId = 0;

/** Transfers of which the host has more, by their ids. */
const open = new Map<number, WeakRef<Transfer>>();
/** How many requests have no response yet. */
let opening = 0;

/**
 * Ends what nobody can read any more: responses that were let go of, their bodies unread. Before each
 * request, for that is when their room is wanted; the engine calls a `FinalizationRegistry` back only
 * when it looks for cycles.
 */
function closeForgotten(): void {
  for (const [id, transfer] of open) {
    if (transfer.deref() !== undefined) continue;
    open.delete(id);
    callHost('net.close', { id });
  }
}

/**
 * Makes room for one more request where the host does no more at once: bodies that wait to be read are read
 * ahead, as Node has them wait in buffers. Who asks for many at once reads them when all are there.
 */
function makeRoom(): void {
  let excess = open.size + opening + 1 - getSettings().maxTransfers;
  for (const transfer of open.values()) {
    if (excess-- <= 0) return;
    void transfer.deref()?.readAhead();
  }
}

interface Cause {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

/** The host's refusal with a real error for its cause. */
function faultOf(thrown: unknown): unknown {
  const { message, cause } = thrown as { readonly message: string; readonly cause?: Cause };
  return cause === undefined ? thrown : new TypeError(message, { cause: causeOf(cause) });
}

function causeOf({ name, message, code }: Cause): Error {
  const error = Object.assign(new Error(message), code === undefined ? {} : { code });
  if (name !== 'Error') {
    Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
  }
  return error;
}

export class Transfer implements Pieces {
  /** Called when there is nothing more to come, by whatever end. */
  onEnd: (() => void) | undefined;
  onFail: ((reason: unknown) => void) | undefined;
  readonly #id = ++lastId;
  /** Whether there is more to be given out: of what was read, or of what the host has. */
  #isOpen = false;
  /** Whether the host has more of it. */
  #isAtHost = false;
  /** What was read and is still to be given out. */
  readonly #ahead: Uint8Array[] = [];
  #reading: Promise<void> | undefined;
  #isReadAhead = false;
  #failure: { readonly reason: unknown } | undefined;

  /**
   * Sends the request; what comes of the body is read by `next`.
   * @throws what it was called off with, or why it failed
   */
  async open(request: Omit<NetRequest, 'id' | 'hasBody'>, body?: Uint8Array): Promise<NetResponse> {
    closeForgotten();
    makeRoom();
    this.#isOpen = true;
    this.#isAtHost = true;
    opening++;
    const argument = { ...request, id: this.#id, hasBody: body !== undefined };
    const { data: response, bytes } = await this.#ask(() =>
      callHostLater('net.open', argument, ...(body === undefined ? [] : [body])),
    ).finally(() => {
      opening--;
    });
    open.set(this.#id, new WeakRef(this));
    this.#takeIn(bytes, response.isWhole);
    if (!response.hasBody) this.#end();
    // Whoever stands in line behind this one can have its place once it is read.
    if (opening > 0) makeRoom();
    return response;
  }

  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const piece = this.#ahead.shift();
      if (piece !== undefined) return piece;
      if (this.#failure !== undefined) throw this.#failure.reason;
      if (!this.#isAtHost) this.#end();
      if (!this.#isOpen) return undefined;
      await this.#readOne();
    }
  }

  /** Takes in what is left of the body, so that the host is done with it. */
  async readAhead(): Promise<void> {
    if (this.#isReadAhead) return;
    this.#isReadAhead = true;
    try {
      while (this.#isAtHost) await this.#readOne();
    } catch (reason) {
      // For who reads it.
      this.#failure ??= { reason };
    }
  }

  #readOne(): Promise<void> {
    this.#reading ??= this.#ask(() => callHostLater('net.read', { id: this.#id }))
      .then(({ data: isLast, bytes }) => this.#takeIn(bytes, isLast))
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  #takeIn(bytes: Uint8Array, isLast: boolean): void {
    if (bytes.length > 0) this.#ahead.push(bytes);
    if (!isLast) return;
    this.#isAtHost = false;
    open.delete(this.#id);
  }

  get isEnded(): boolean {
    return !this.#isOpen;
  }

  cancel(): void {
    this.#ahead.length = 0;
    this.#close();
  }

  /** Calls it off: whoever waits for something of it is told the reason. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.cancel();
    this.onFail?.(reason);
  }

  async #ask<T>(ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      if (this.#failure === undefined) return answer;
    } catch (thrown) {
      if (this.#failure === undefined) {
        this.#end();
        throw faultOf(thrown);
      }
    }
    throw this.#failure.reason;
  }

  #close(): void {
    const isAtHost = this.#isAtHost;
    this.#end();
    if (isAtHost) callHost('net.close', { id: this.#id });
  }

  #end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#isAtHost = false;
    open.delete(this.#id);
    this.onEnd?.();
  }
}
