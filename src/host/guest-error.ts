import type { HostRefusal } from '../wire/host-calls.ts';
import type { Json } from '../wire/json.ts';

/**
 * An expected no of a capability: the guest meets it as an error of its own world, of the class that
 * `name` names there. Anything else that a capability throws is a bug of ours.
 */
export class GuestError extends Error {
  readonly refusal: HostRefusal;

  /** @param details further properties of the error, such as `code` */
  constructor(name: string, message: string, details?: Readonly<Record<string, Json>>) {
    super(message);
    this.refusal = details === undefined ? { name, message } : { name, message, details };
  }
}
