import type { WithBytes } from './json.ts';

/**
 * What `fetch` in a guest asks of its host: one transfer is opened, its body read piece by piece, and
 * closed when no more of it is wanted. The guest numbers its transfers.
 */
export interface NetCalls {
  /** Ends a transfer wherever it is; one that has ended, or never was, is no fault. */
  'net.close': { readonly in: { readonly id: number }; readonly out: undefined };
}

export interface NetLaterCalls {
  /**
   * Sends a request; answered when the head of the last response is there. Bytes: the body; back, that of the response
   * where it is whole.
   */
  'net.open': { readonly in: NetRequest; readonly out: WithBytes<NetResponse> };
  /**
   * The next piece of a response's body, and whether it was the last: the transfer has ended then. Only the last
   * may be empty. One at a time.
   */
  'net.read': { readonly in: { readonly id: number }; readonly out: WithBytes<boolean> };
}

export interface NetRequest {
  /** The guest's own number, from 1, of a transfer that is not open. */
  readonly id: number;
  /** A token, in the case that is sent. */
  readonly method: string;
  /** An absolute URL. */
  readonly url: string;
  /** `name\nvalue\nname\nvalue`, a text of bytes; empty for none. Names that are the host's are dropped. */
  readonly headers: string;
  /** What is done where a response leads elsewhere; `manual`: it is the answer itself. */
  readonly redirect: NetRedirect;
  /** Whether content codings such as gzip are taken off the body. */
  readonly decodes: boolean;
  /** Whether a body goes beside the call; without, there is none, not even an empty one. */
  readonly hasBody: boolean;
}

export type NetRedirect = 'follow' | 'error' | 'manual';

// A type and no interface, for an interface has no index signature and so is no `Json`.
export type NetResponse = {
  readonly status: number;
  readonly statusText: string;
  /** In the order in which they came, in the case in which they came; values are texts of bytes. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Where it came from in the end. */
  readonly url: string;
  readonly redirected: boolean;
  /** Whether there is a body. */
  readonly hasBody: boolean;
  /** Whether the bytes beside this are all of it, and the transfer has ended; otherwise it is still to be read. */
  readonly isWhole: boolean;
};
