import type { HostCallName, HostCalls } from '../../wire/host-calls.ts';
import { flatJson } from './json.ts';
import { deleteProperty, world } from './primordials.ts';

type RawHost = (call: string, argument: string) => void;

/** The one function the host hands in; taken off the global object before any guest code exists. */
const raw = world['__host'] as RawHost;
deleteProperty(world, '__host');

/** Asks the host for something, as JSON text. */
export function callHost<K extends HostCallName>(call: K, argument: HostCalls[K]): void {
  raw(call, flatJson(argument));
}
