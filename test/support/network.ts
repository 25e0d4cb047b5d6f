/** The network of a worker, with the settings of a server that nobody configured, or others. */
import { NetworkHost, type NetworkOptions } from '../../src/host/net/network-host.ts';
import type { NetworkSetup } from '../../src/wire/network-setup.ts';
import { createSharedBudget, createWorkerShared } from '../../src/wire/shared.ts';

export const DEFAULT_NETWORK: NetworkSetup = {
  mode: 'public',
  allow: '',
  deny: '',
  ports: '80,443,1024-65535',
  dns: '',
  maxRequests: 100,
  maxConcurrent: 20,
  maxRedirects: 20,
  maxBytesOut: 10_485_760,
  maxBytesIn: 33_554_432,
  maxHeaderBytes: 65_536,
  connectTimeoutMs: 3000,
  timeoutMs: 30_000,
};

export interface TestNetworkOptions extends Omit<Partial<NetworkOptions>, 'setup'> {
  readonly setup?: Partial<NetworkSetup>;
}

export function makeNetworkHost({ setup, ...options }: TestNetworkOptions = {}): NetworkHost {
  return new NetworkHost({
    transfers: createSharedBudget(2000),
    shared: createWorkerShared(1),
    ...options,
    setup: { ...DEFAULT_NETWORK, ...setup },
  });
}
