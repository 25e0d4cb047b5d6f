/**
 * One transfer: a request, those it is led on to, and the body of the last response. Promise: it ends
 * once, by itself, by its time limit, or because it was closed, and then holds no connection.
 */
import type { WithBytes } from '../../wire/json.ts';
import type { NetRedirect, NetResponse } from '../../wire/net-calls.ts';
import type { GuestError } from '../guest-error.ts';
import { Body } from './body.ts';
import type { Connection } from './connection.ts';
import { codingsOf } from './decoding.ts';
import { failed, faultOf, type Phase } from './fault.ts';
import type { Admitted } from './guard.ts';
import { complete, fieldOf, type Header } from './headers.ts';
import { type Hop, locationOf, nextHop, redirectFault } from './redirect.ts';
import { DecodingSink, type Sink } from './sink.ts';
import type { TransferHost } from './transfer-host.ts';

export interface TransferOptions extends Hop {
  readonly redirect: NetRedirect;
  readonly decodes: boolean;
}

interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
}

/** Longest body that goes to the guest with its head, unasked, bytes: it takes of the guest's own memory. */
const MAX_WHOLE_BYTES = 32 * 1024;

const NO_BYTES = new Uint8Array(0);

/** Statuses whose responses have no body. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

export class Transfer {
  readonly #host: TransferHost;
  readonly #options: TransferOptions;
  #connection: Connection | undefined;
  #body: Body | undefined;
  readonly #decoders: DecodingSink[] = [];
  #phase: Phase = 'fetch failed';
  /** The last name that was looked up. */
  #admission: Promise<unknown> | undefined;
  #rejectHead: ((thrown: unknown) => void) | undefined;
  #isReceived = false;
  #isOver = false;
  #fault: GuestError | undefined;

  constructor(host: TransferHost, options: TransferOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Sends it; gives the head of the last response, and its body where that is short and has come with it. */
  async open(): Promise<WithBytes<NetResponse>> {
    try {
      const head = await this.#follow();
      if (!head.hasBody) this.#finish();
      const whole = head.hasBody ? await this.#tryTakeWhole() : NO_BYTES;
      return { data: { ...head, isWhole: whole !== undefined }, bytes: whole ?? NO_BYTES };
    } catch (thrown) {
      this.end(thrown);
      throw this.#fault ?? thrown;
    }
  }

  /** The next piece of the body, and whether it was the last. */
  async read(): Promise<WithBytes<boolean>> {
    if (this.#fault) throw this.#fault;
    try {
      const bytes = await this.#body?.read();
      return { data: this.#body?.isDrained ?? true, bytes: bytes ?? NO_BYTES };
    } catch (thrown) {
      throw faultOf(thrown, this.#phase);
    }
  }

  get isBeingRead(): boolean {
    return this.#body?.isBeingRead ?? false;
  }

  /** Whether it has ended, in whatever way; some of its body may still be to be read. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends it where it is; `thrown` is what those get who wait for it. */
  end(thrown: unknown): void {
    const fault = faultOf(thrown, this.#phase);
    this.#fault ??= fault;
    this.#finish();
    this.#rejectHead?.(fault);
    this.#body?.fail(fault);
    this.#body?.discard();
  }

  /** The body, where its server has sent all of it by now; what has failed is told to who reads it. */
  async #tryTakeWhole(): Promise<Uint8Array | undefined> {
    await this.#host.settle();
    if (this.#isReceived) await this.#body?.filled(MAX_WHOLE_BYTES);
    return this.#body?.tryTakeWhole(MAX_WHOLE_BYTES);
  }

  async #follow(): Promise<Omit<NetResponse, 'isWhole'>> {
    let hop: Hop = this.#options;
    for (let hops = 0; ; hops++) {
      this.#host.countRequest(hop.body?.length ?? 0);
      const admission = this.#host.admit(hop.url);
      this.#admission = admission;
      const admitted = await admission;
      if (this.#fault) throw this.#fault;
      const head = await this.#send(hop, admitted);
      const location = this.#locationOf(head);
      if (location === undefined) return this.#describe(head, hop, hops > 0);
      if (hops >= this.#host.maxRedirects) {
        throw failed('fetch failed', redirectFault('redirect count exceeded'));
      }
      await this.#dropConnection();
      hop = nextHop(hop, head.status, location);
    }
  }

  #locationOf({ status, headers }: Head): string | undefined {
    const { redirect } = this.#options;
    const location = redirect === 'manual' ? undefined : locationOf(status, headers);
    if (location !== undefined && redirect === 'error') {
      throw failed('fetch failed', redirectFault('unexpected redirect'));
    }
    return location;
  }

  #describe(head: Head, { url }: Hop, redirected: boolean): Omit<NetResponse, 'isWhole'> {
    const { status, statusText, headers } = head;
    return { status, statusText, headers, url: url.href, redirected, hasBody: !!this.#body };
  }

  #send(hop: Hop, admitted: Admitted): Promise<Head> {
    const { url, method, body } = hop;
    const { agent } = this.#host;
    const { promise, resolve, reject } = Promise.withResolvers<Head>();
    this.#rejectHead = reject;
    const connection = this.#host.connect(admitted);
    this.#connection = connection;
    const isCurrent = () => this.#connection === connection;
    let head: Head | undefined;
    let sink: Sink | undefined;
    connection.send(
      {
        path: url.pathname + url.search,
        method,
        headers: complete(hop.headers, url.host, agent, this.#options.decodes),
        body,
      },
      {
        onHead: (status, statusText, headers) => {
          if (!isCurrent()) return;
          head = { status, statusText, headers };
          const leadsOn =
            this.#options.redirect !== 'manual' && locationOf(status, headers) !== undefined;
          const hasBody = !leadsOn && method !== 'HEAD' && !WITHOUT_BODY.has(status);
          if (hasBody) sink = this.#openBody(connection, headers);
          // Without a body the end comes at once, and the connection is free by then.
          if (hasBody || leadsOn) resolve(head);
        },
        onData: (bytes) => (isCurrent() && sink ? sink.write(bytes) : true),
        onEnd: () => {
          if (!isCurrent()) return;
          this.#isReceived = true;
          this.#connection = undefined;
          this.#host.giveBack(connection);
          sink?.end();
          if (head) resolve(head);
        },
        onError: (thrown) => {
          if (!isCurrent()) return;
          reject(thrown);
          sink?.fail(thrown);
        },
      },
    );
    return promise;
  }

  /** Where the bytes of a body go: through its decoders to what the guest reads. */
  #openBody(connection: Connection, headers: readonly Header[]): Sink {
    const codings = this.#options.decodes ? codingsOf(fieldOf(headers, 'content-encoding')) : [];
    this.#phase = 'terminated';
    const body = new Body({
      kept: this.#host.kept,
      count: (bytes) => this.#host.countReceived(bytes),
      onEnd: (thrown) => {
        if (thrown === undefined) this.#finish();
        else this.end(thrown);
      },
    });
    this.#body = body;
    let sink: Sink = body;
    for (const coding of codings.toReversed()) {
      const decoder = new DecodingSink(coding, sink, (bytes) => this.#host.countEncoded(bytes));
      this.#decoders.push(decoder);
      sink = decoder;
    }
    sink.onDrain = () => connection.resume();
    return sink;
  }

  async #dropConnection(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.destroy();
    if (this.#fault) throw this.#fault;
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const connection = this.#connection;
    this.#connection = undefined;
    for (const decoder of this.#decoders.splice(0)) decoder.destroy();
    this.#host.onOver(this, Promise.allSettled([connection?.destroy(), this.#admission]));
  }
}
