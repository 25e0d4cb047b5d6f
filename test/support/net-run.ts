/** The network of one run, and what a guest would do with it. */
import { systemClock } from '../../src/base/clock.ts';
import type { HostRun } from '../../src/host/host-run.ts';
import { networkCalls } from '../../src/host/net/calls.ts';
import type { NetworkHost } from '../../src/host/net/network-host.ts';
import { RunNetwork } from '../../src/host/net/run-network.ts';
import type { WithBytes } from '../../src/wire/json.ts';
import type { NetRequest, NetResponse } from '../../src/wire/net-calls.ts';
import type { Traffic } from '../../src/wire/ops.ts';

export interface Fetched extends NetResponse {
  readonly bytes: Uint8Array;
  readonly text: string;
}

export interface NetRun extends Disposable {
  open(request: FetchOptions): Promise<WithBytes<NetResponse>>;
  read(id: number): Promise<WithBytes<boolean>>;
  close(id: number): void;
  /** Opens, and reads to the end. */
  fetch(url: string, options?: Partial<FetchOptions>): Promise<Fetched>;
  readonly traffic: Traffic;
}

export interface FetchOptions extends Partial<NetRequest> {
  readonly url: string;
  readonly body?: Uint8Array | string;
}

export function makeNetRun(host: NetworkHost): NetRun {
  const { now, later } = networkCalls(host);
  const owned = new Map<unknown, Disposable>();
  const abort = new AbortController();
  const run: HostRun = {
    clock: systemClock,
    remainingMs: () => 60_000,
    signal: abort.signal,
    deliver: () => {},
    own(make) {
      const known = owned.get(make) ?? make(run);
      owned.set(make, known as Disposable);
      return known as ReturnType<typeof make>;
    },
  };
  let lastId = 0;
  const open = async ({ body, ...request }: FetchOptions) => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const argument = {
      id: ++lastId,
      method: 'GET',
      headers: '',
      redirect: 'follow',
      decodes: true,
      hasBody: bytes !== undefined,
      ...request,
    };
    return later['net.open'](argument, bytes ? [bytes] : [], run);
  };
  const read = async (id: number) => later['net.read']({ id }, [], run);
  return {
    open,
    read,
    close: (id) => now['net.close']({ id }, [], run),
    async fetch(url, options = {}) {
      const id = ++lastId;
      const { data: response, bytes: first } = await open({ url, ...options, id });
      const pieces = [first];
      for (let isLast = response.isWhole; !isLast; ) {
        const piece = await read(id);
        pieces.push(piece.bytes);
        isLast = piece.data;
      }
      const bytes = new Uint8Array(Buffer.concat(pieces));
      return { ...response, bytes, text: new TextDecoder().decode(bytes) };
    },
    get traffic() {
      const network = [...owned.values()].find((each) => each instanceof RunNetwork);
      return network?.traffic ?? { requests: 0, bytesOut: 0, bytesIn: 0 };
    },
    [Symbol.dispose]() {
      abort.abort();
      for (const each of owned.values()) each[Symbol.dispose]();
    },
  };
}
