/**
 * The network of one run. Promise: its budgets hold over all it does at once; its connections are
 * its own, and when it ends, every one of them ends with it.
 */
import type { Client as UndiciClient } from 'undici';
import type { WithBytes } from '../../wire/json.ts';
import type { NetResponse } from '../../wire/net-calls.ts';
import type { Traffic } from '../../wire/ops.ts';
import { GuestError } from '../guest-error.ts';
import type { HostRun, Owned } from '../host-run.ts';
import type { Kept } from './body.ts';
import { Connection } from './connection.ts';
import { closed, failed, NetworkLimit } from './fault.ts';
import type { Admitted } from './guard.ts';
import type { NetworkHost } from './network-host.ts';
import { Places } from './places.ts';
import { Transfer, type TransferOptions } from './transfer.ts';
import type { Counted, TransferHost } from './transfer-host.ts';

export class RunNetwork implements Owned, TransferHost {
  /** The session counts its operations itself. */
  readonly isWaiting = false;
  readonly kept: Kept = { bytes: 0 };
  readonly #host: NetworkHost;
  readonly #run: HostRun;
  readonly #transfers = new Map<number, Transfer>();
  readonly #places: Places<Counted>;
  /** Those that have begun, and what ends each at its time limit. */
  readonly #active = new Map<Counted, () => void>();
  /** Connections that wait for another request. */
  readonly #idle: Connection[] = [];
  #Client: typeof UndiciClient | undefined;
  #isDisposed = false;
  #requests = 0;
  #bytesOut = 0;
  #bytesIn = 0;
  #bytesEncoded = 0;
  #bytesInflow = 0;

  constructor(host: NetworkHost, run: HostRun) {
    this.#host = host;
    this.#run = run;
    this.#places = new Places(host.setup.maxConcurrent, run.clock);
  }

  get traffic(): Traffic {
    return { requests: this.#requests, bytesOut: this.#bytesOut, bytesIn: this.#bytesIn };
  }

  get maxRedirects(): number {
    return this.#host.setup.maxRedirects;
  }

  settle(): Promise<void> {
    return new Promise((resolve) => {
      this.#run.clock.soon(resolve);
    });
  }

  get agent(): string {
    return this.#host.agent;
  }

  async open(id: number, options: TransferOptions): Promise<WithBytes<NetResponse>> {
    if (this.#transfers.has(id)) throw new GuestError('TypeError', `Transfer ${id} is open`);
    const transfer = new Transfer(this, options);
    this.#transfers.set(id, transfer);
    try {
      await this.#enter(transfer);
      const response = await transfer.open();
      if (response.data.isWhole) this.#transfers.delete(id);
      else this.#places.setUnread(transfer, true);
      return response;
    } catch (thrown) {
      this.#transfers.delete(id);
      this.#host.note(thrown);
      throw thrown;
    }
  }

  async read(id: number): Promise<WithBytes<boolean>> {
    const transfer = this.#transfers.get(id);
    if (!transfer) throw new GuestError('TypeError', `Transfer ${id} is not open`);
    if (transfer.isBeingRead) throw new GuestError('TypeError', `Transfer ${id} is being read`);
    this.#places.setUnread(transfer, false);
    try {
      const piece = await transfer.read();
      const isLast = piece.data;
      if (isLast) this.#transfers.delete(id);
      else this.#places.setUnread(transfer, true);
      return piece;
    } catch (thrown) {
      this.#transfers.delete(id);
      this.#host.note(thrown);
      throw thrown;
    }
  }

  close(id: number): void {
    const transfer = this.#transfers.get(id);
    this.#transfers.delete(id);
    transfer?.end(closed());
  }

  countRequest(bodyBytes: number): void {
    const { maxRequests, maxBytesOut } = this.#host.setup;
    if (this.#requests >= maxRequests) {
      throw new NetworkLimit(
        `Cannot fetch: a run may make ${maxRequests} requests, and has made them`,
      );
    }
    if (this.#bytesOut + bodyBytes > maxBytesOut) {
      throw new NetworkLimit(
        `Cannot fetch: a run may send bodies of ${maxBytesOut} bytes together, and this would be more`,
      );
    }
    this.#requests++;
    this.#bytesOut += bodyBytes;
  }

  countReceived(bytes: number): void {
    const { maxBytesIn } = this.#host.setup;
    if (this.#bytesIn + bytes > maxBytesIn) {
      throw new NetworkLimit(
        `Cannot read on: a run may receive bodies of ${maxBytesIn} bytes together, decompressed, and this would be more`,
      );
    }
    this.#bytesIn += bytes;
  }

  countEncoded(bytes: number): void {
    const { maxBytesIn } = this.#host.setup;
    if (this.#bytesEncoded + bytes > maxBytesIn) {
      throw new NetworkLimit(
        `Cannot read on: a run may decompress ${maxBytesIn} bytes, each coding of a body for itself, and this would be more`,
      );
    }
    this.#bytesEncoded += bytes;
  }

  /** Bytes of bodies, heads and all that is around them, as they came. */
  #countInflow(bytes: number): void {
    const { maxBytesIn, maxHeaderBytes } = this.#host.setup;
    this.#bytesInflow += bytes;
    if (this.#bytesInflow > maxBytesIn + this.#requests * maxHeaderBytes) {
      throw new NetworkLimit(
        `Cannot read on: a run may receive ${maxBytesIn} bytes, and ${maxHeaderBytes} more for each of its requests, and this is more`,
      );
    }
  }

  admit(url: URL): Promise<Admitted> {
    return this.#host.guard.admit(url);
  }

  connect(admitted: Admitted): Connection {
    const at = this.#idle.findIndex(({ origin }) => origin === admitted.url.origin);
    const [known] = at < 0 ? [] : this.#idle.splice(at, 1);
    if (known?.isUsable) return known;
    if (!this.#Client) throw new Error('Cannot connect: the client is not loaded');
    const { maxHeaderBytes, connectTimeoutMs } = this.#host.setup;
    return new Connection(this.#Client, admitted, {
      maxHeaderBytes,
      timeoutMs: Math.min(connectTimeoutMs, this.#run.remainingMs()),
      ca: this.#host.ca,
      countInflow: (bytes) => this.#countInflow(bytes),
    });
  }

  giveBack(connection: Connection): void {
    if (this.#isDisposed || !connection.isUsable) {
      void connection.destroy();
      return;
    }
    this.#idle.push(connection);
    // They are nobody's open requests, and a server may be many hosts.
    if (this.#idle.length > this.#host.setup.maxConcurrent) void this.#idle.shift()?.destroy();
  }

  onOver(transfer: Counted, closing: Promise<unknown>): void {
    const stopTimer = this.#active.get(transfer);
    if (!stopTimer) return;
    stopTimer();
    this.#active.delete(transfer);
    // Open until nothing of it is left: only then may the worker be ended.
    void closing.finally(() => this.#host.noteClosed(transfer));
    this.#places.leave(transfer);
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const transfer of this.#transfers.values()) transfer.end(closed());
    this.#transfers.clear();
    this.#places.close();
    for (const connection of this.#idle.splice(0)) void connection.destroy();
  }

  /** Takes one of the run's places, and one of the server's; waits for the run's. */
  async #enter(transfer: Transfer): Promise<void> {
    const { timeoutMs } = this.#host.setup;
    this.#Client ??= await this.#host.loadClient();
    await this.#places.enter(transfer);
    try {
      if (this.#isDisposed || transfer.isOver) throw closed();
      this.#host.noteOpened(transfer);
    } catch (thrown) {
      this.#places.leave(transfer);
      throw thrown;
    }
    const stopTimer = this.#run.clock.after(timeoutMs, () => {
      transfer.end(
        failed('fetch failed', {
          name: 'TimeoutError',
          message: `The request took longer than ${timeoutMs} ms`,
          code: 'ERR_NET_TIMEOUT',
        }),
      );
    });
    this.#active.set(transfer, stopTimer);
  }
}
