import type { HostCallName, HostCalls } from '../../wire/host-calls.ts';
import { deleteProperty, stringify, world } from './primordials.ts';

type RawHost = (call: string, argument: string) => void;

/** The one function the host hands in; taken off the global object before any guest code exists. */
const raw = world['__host'] as RawHost;
deleteProperty(world, '__host');

/** Asks the host for something, as JSON text. */
export function callHost<K extends HostCallName>(call: K, argument: HostCalls[K]): void {
  // No prototype: a poisoned `Object.prototype.toJSON` must not speak for the prelude.
  raw(call, stringify({ __proto__: null, ...argument }));
}
