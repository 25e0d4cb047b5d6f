/** Stands where a library looks for a connection, which is the host's: nothing that is asked of it does anything. */
import EventEmitter from '../events.ts';

const SETTINGS: readonly string[] = [
  'setTimeout',
  'setKeepAlive',
  'setNoDelay',
  'ref',
  'unref',
  'cork',
  'uncork',
];

export function standInSocket(): object {
  const socket = new (EventEmitter as new () => object)();
  for (const name of SETTINGS) {
    Object.defineProperty(socket, name, {
      value: () => socket,
      writable: true,
      configurable: true,
    });
  }
  return Object.assign(socket, { connecting: false, destroyed: false });
}
