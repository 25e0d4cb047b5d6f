/**
 * Whether the world is still as Node's code for showing values wants it. That code was written for a
 * world that nobody can change under it: where a snippet did, values are shown more plainly, by code
 * that looks up nothing of theirs.
 */
import {
  ArrayPrototype,
  DatePrototype,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  MapPrototype,
  ObjectPrototype,
  ownKeys,
  RegExpPrototype,
  SetPrototype,
} from '../../prelude/primordials.ts';

/**
 * What is looked up by name while Node's code works: no key may be added, taken or given another value.
 * `Object.prototype` is the first: while it is whole, a descriptor has what it says and no more.
 */
const WATCHED: readonly object[] = [
  ObjectPrototype,
  Object,
  Array,
  ArrayPrototype,
  RegExpPrototype,
  Function.prototype,
  String.prototype,
  getPrototypeOf([][Symbol.iterator]()) as object,
  DatePrototype,
  MapPrototype,
  getPrototypeOf(new Map().entries()) as object,
  SetPrototype,
  getPrototypeOf(new Set().values()) as object,
  WeakMap.prototype,
  Math,
];

interface Seen {
  readonly owner: object;
  readonly parent: object | null;
  readonly size: number;
  readonly keys: readonly PropertyKey[];
  readonly values: readonly unknown[];
}

const partOf = (descriptor: PropertyDescriptor | undefined): unknown =>
  descriptor?.get ?? descriptor?.value;

/** What is changed for all before a run begins: by what the operator disabled, and by better locales. */
const MAY_DIFFER = /^constructor$|[lL]ocale/;

const SEEN: readonly Seen[] = WATCHED.map((owner) => {
  const all = ownKeys(owner);
  const keys = all.filter((key) => typeof key === 'symbol' || !MAY_DIFFER.test(key));
  return {
    owner,
    parent: getPrototypeOf(owner),
    size: all.length,
    keys,
    values: keys.map((key) => partOf(getOwnPropertyDescriptor(owner, key))),
  };
});

function isAsSeen({ owner, parent, size, keys, values }: Seen): boolean {
  if (getPrototypeOf(owner) !== parent || ownKeys(owner).length !== size) return false;
  for (let i = 0; i < keys.length; i++) {
    if (partOf(getOwnPropertyDescriptor(owner, keys[i] as PropertyKey)) !== values[i]) return false;
  }
  return true;
}

export function isWorldIntact(): boolean {
  for (let i = 0; i < SEEN.length; i++) if (!isAsSeen(SEEN[i] as Seen)) return false;
  return true;
}
