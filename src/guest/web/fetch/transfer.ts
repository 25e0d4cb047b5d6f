/** One transfer of the host's: a request under way, then the body of its response. */
import type { NetRequest, NetResponse } from '../../../wire/net-calls.ts';
import { callHost, callHostLater } from '../../prelude/host.ts';
import type { Pieces } from './pieces.ts';

let lastId = 0;

/** Transfers of which the host has more, by their ids. */
const open = new Map<number, WeakRef<Transfer>>();

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
  /** What came and is still to be given out. */
  #piece: Uint8Array | undefined;
  #failure: { readonly reason: unknown } | undefined;

  /**
   * Sends the request; what comes of the body is read by `next`.
   * @throws what it was called off with, or why it failed
   */
  async open(request: Omit<NetRequest, 'id' | 'hasBody'>, body?: Uint8Array): Promise<NetResponse> {
    closeForgotten();
    this.#isOpen = true;
    this.#isAtHost = true;
    const argument = { ...request, id: this.#id, hasBody: body !== undefined };
    const { data: response, bytes } = await this.#ask(() =>
      callHostLater('net.open', argument, ...(body === undefined ? [] : [body])),
    );
    open.set(this.#id, new WeakRef(this));
    this.#takeIn(bytes, response.isWhole);
    if (!response.hasBody) this.#end();
    return response;
  }

  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const piece = this.#piece;
      this.#piece = undefined;
      if (piece !== undefined) return piece;
      if (this.#failure !== undefined) throw this.#failure.reason;
      if (!this.#isAtHost) this.#end();
      if (!this.#isOpen) return undefined;
      const { data: isLast, bytes } = await this.#ask(() =>
        callHostLater('net.read', { id: this.#id }),
      );
      this.#takeIn(bytes, isLast);
    }
  }

  #takeIn(bytes: Uint8Array, isLast: boolean): void {
    if (bytes.length > 0) this.#piece = bytes;
    if (!isLast) return;
    this.#isAtHost = false;
    open.delete(this.#id);
  }

  get isEnded(): boolean {
    return !this.#isOpen;
  }

  cancel(): void {
    this.#piece = undefined;
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
