/**
 * The package as it is, and knowing a Buffer when it sees one: it asks the `Buffer` that it finds on the
 * global object while it is loaded, and there is none in a world that has lodash alone. Its functions one by
 * one are those of the whole.
 */
import { FastBuffer } from '../node/buffer/fast-buffer.ts';

const FOLDER = 'lodash/';

const world = globalThis as object;
const found = Object.getOwnPropertyDescriptor(world, 'Buffer');
Object.defineProperty(world, 'Buffer', {
  value: { isBuffer: (value: unknown) => value instanceof FastBuffer },
  configurable: true,
});
const lodash = require('lodash') as Readonly<Record<string, unknown>>;
if (found) Object.defineProperty(world, 'Buffer', found);
else Reflect.deleteProperty(world, 'Buffer');

export function open(name: string): unknown {
  const member = name.slice(FOLDER.length);
  return name.startsWith(FOLDER) && Object.hasOwn(lodash, member) ? lodash[member] : undefined;
}

export default lodash;
