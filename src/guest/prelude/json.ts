/**
 * JSON in a world where a snippet put traps on the indices of arrays. The engine's own `JSON.stringify`
 * keeps the objects that it is inside of in an array, and so runs into a setter on `Array.prototype[0]`;
 * of texts and numbers it keeps nothing. Promise: what is written here is what it would have written
 * in an untouched world.
 */
import {
  ArrayPrototype,
  apply,
  bigIntValue,
  booleanValue,
  getPrototypeOf,
  isArray,
  numberValue,
  ObjectPrototype,
  ownDescriptor,
  ownKeys,
  stringify,
  stringValue,
  TypeErrorCtor,
  toNumber,
  toText,
} from './primordials.ts';

/**
 * Plain data as JSON, nothing of what is undefined in an object. No `toJSON` is asked: a snippet can put one on every prototype, and
 * what crosses to the host would be its own. Data is what it is made for: of an object of another kind it writes the fields.
 */
export function plainJson(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return stringify(value) as string | undefined;
  return isArray(value) ? plainList(value) : plainRecord(value);
}

function plainList(list: readonly unknown[]): string {
  const { length } = list;
  let text = '[';
  for (let i = 0; i < length; i++) {
    if (i > 0) text += ',';
    text += plainJson(list[i]) ?? 'null';
  }
  text += ']';
  return text;
}

/** A record of the prelude's own, as `plainJson` writes it. */
export function plainRecord(record: object): string {
  const keys = ownKeys(record);
  let text = '{';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    // Symbols are among them, and have no place in JSON.
    if (typeof key !== 'string') continue;
    const value = plainJson(record[key as never] as unknown);
    if (value === undefined) continue;
    // Not a template: the engine joins one by `String.prototype.concat`, which may be the snippet's own.
    if (text !== '{') text += ',';
    text += stringify(key);
    text += ':';
    text += value;
  }
  text += '}';
  return text;
}

/**
 * A guest's value as JSON; undefined where it has no JSON form.
 * @throws what the value's own getters and `toJSON` throw, and for cycles and BigInts
 */
export function toJson(value: unknown): string | undefined {
  try {
    return stringify(value);
  } catch (thrown) {
    // Looked for only here: results of an untouched world need not pay for it.
    if (!isIndexTrapped()) throw thrown;
    return writeJson(value, '', undefined);
  }
}

function isIndexTrapped(): boolean {
  return (
    getPrototypeOf(ArrayPrototype) !== ObjectPrototype ||
    hasIndex(ArrayPrototype) ||
    hasIndex(ObjectPrototype)
  );
}

function hasIndex(object: object): boolean {
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key === 'string' && toText(toNumber(key) >>> 0) === key) return true;
  }
  return false;
}

/** The objects around a value, innermost first. */
interface Around {
  readonly object: object;
  readonly outer: Around | undefined;
}

/** The same, with the engine's help for texts and numbers alone. @see ECMA-262, SerializeJSONProperty */
function writeJson(value: unknown, key: string, around: Around | undefined): string | undefined {
  const plain = unboxed(replacedByToJson(value, key));
  if (typeof plain !== 'object' || plain === null) return stringify(plain);
  for (let at = around; at !== undefined; at = at.outer) {
    if (at.object === plain) throw new TypeErrorCtor('circular reference');
  }
  const inside: Around = { object: plain, outer: around };
  return isArray(plain) ? writeArray(plain, inside) : writeObject(plain, inside);
}

function replacedByToJson(value: unknown, key: string): unknown {
  const isAsked = typeof value === 'bigint' || typeof value === 'function' || isObject(value);
  if (!isAsked) return value;
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? apply(toJSON, value, [key]) : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What a `new String(…)` and its like hold. */
function unboxed(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (isBox(numberValue, value)) return toNumber(value);
  if (isBox(stringValue, value)) return toText(value);
  if (isBox(booleanValue, value)) return booleanValue(value as never);
  return isBox(bigIntValue, value) ? bigIntValue(value as never) : value;
}

function isBox(read: (value: never) => unknown, value: object): boolean {
  try {
    read(value as never);
    return true;
  } catch {
    // It is how the engine says no.
    return false;
  }
}

function writeArray(items: readonly unknown[], inside: Around): string {
  const { length } = items;
  let text = '';
  for (let i = 0; i < length; i++) {
    text += `${i === 0 ? '' : ','}${writeJson(items[i], toText(i), inside) ?? 'null'}`;
  }
  return `[${text}]`;
}

function writeObject(object: object, inside: Around): string {
  const keys = ownKeys(object);
  let text = '';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== 'string' || ownDescriptor(object, key)?.enumerable !== true) continue;
    const json = writeJson(object[key as never], key, inside);
    if (json !== undefined) text += `${text === '' ? '' : ','}${stringify(key)}:${json}`;
  }
  return `{${text}}`;
}
