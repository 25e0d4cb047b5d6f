/** How a transfer fails, as errors of the guest's world. */
import type { NetworkRefusal } from '../../wire/network-setup.ts';
import { GuestError } from '../guest-error.ts';

/** The wall says no; `reason` is what `/stats` counts it by. */
export class NetworkRefused extends GuestError {
  readonly reason: NetworkRefusal;

  constructor(reason: NetworkRefusal, message: string) {
    super('SecurityError', message, { code: 'ERR_NET_REFUSED' });
    this.reason = reason;
  }
}

/** A budget is used up. */
export class NetworkLimit extends GuestError {
  readonly reason = 'limit';

  constructor(message: string) {
    super('NetworkLimitError', message, { code: 'ERR_NET_LIMIT' });
  }
}

export const closed = (): GuestError =>
  new GuestError('AbortError', 'This operation was aborted', { code: 'ERR_NET_CLOSED' });

/** What Node's `fetch` calls a failure before the response's head, and one after it. */
export type Phase = 'fetch failed' | 'terminated';

/** A failure of the network, with its cause as Node's `fetch` has it. */
export function failed(phase: Phase, cause: Cause): GuestError {
  return new GuestError('TypeError', phase, { cause: { ...cause } });
}

// A type and no interface, for an interface has no index signature and so is no `Json`.
export type Cause = { readonly name: string; readonly message: string; readonly code: string };

/** Longest text of a cause that is told, UTF-16 units: a certificate may list thousands of names. */
const MAX_MESSAGE = 300;

/** What a guest is told of whatever the network's own parts threw. */
export function causeOf(thrown: unknown): Cause {
  if (!(thrown instanceof Error)) return { name: 'Error', message: 'unknown', code: 'UNKNOWN' };
  const { code } = thrown as { code?: unknown };
  const message =
    thrown.message.length <= MAX_MESSAGE
      ? thrown.message
      : `${thrown.message.slice(0, MAX_MESSAGE)}…`;
  return { name: thrown.name, message, code: typeof code === 'string' ? code : 'UNKNOWN' };
}

/** As it is, where the guest may see it; a failure of the network otherwise. */
export const faultOf = (thrown: unknown, phase: Phase): GuestError =>
  thrown instanceof GuestError ? thrown : failed(phase, causeOf(thrown));
