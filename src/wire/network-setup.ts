/** What a worker is told of the network: the operator's settings, and the words all workers count in. */
export interface NetworkSetup {
  readonly mode: NetworkMode;
  /** `NETWORK_ALLOW` and the others as the operator wrote them, found to be fine. */
  readonly allow: string;
  readonly deny: string;
  readonly ports: string;
  /** Servers of names to be asked; empty for the system's. */
  readonly dns: string;
  /** Of one run. */
  readonly maxRequests: number;
  readonly maxConcurrent: number;
  readonly maxRedirects: number;
  readonly maxBytesOut: number;
  readonly maxBytesIn: number;
  /** Of one request, and of one response. */
  readonly maxHeaderBytes: number;
  readonly connectTimeoutMs: number;
  readonly timeoutMs: number;
}

export type NetworkMode = 'off' | 'public' | 'all';

/** Why a request was refused, as `/stats` counts it. */
export const NETWORK_REFUSALS = [
  'off',
  'scheme',
  'credentials',
  'denied',
  'port',
  'name',
  'address',
  'limit',
] as const;
export type NetworkRefusal = (typeof NETWORK_REFUSALS)[number];
