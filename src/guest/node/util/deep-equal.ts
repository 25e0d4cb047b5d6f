/**
 * `util.isDeepStrictEqual`: the same kinds with the same contents, by `Object.is`; prototypes and own
 * enumerable properties count, symbols among them, order does not.
 * @see https://nodejs.org/api/assert.html#comparison-details_1
 */
import types from './types.ts';

/** Pairs under comparison: a pair met again inside itself is equal as far as it goes. */
type Open = Map<object, object>;

export function isDeepStrictEqual(left: unknown, right: unknown): boolean {
  return areEqual(left, right, new Map());
}

function areEqual(left: unknown, right: unknown, open: Open): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left === null || right === null) return false;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (Object.prototype.toString.call(left) !== Object.prototype.toString.call(right)) return false;
  if (!haveEqualSlots(left, right)) return false;
  if (open.get(left) === right) return true;
  open.set(left, right);
  const areSame = haveEqualContents(left, right, open);
  open.delete(left);
  return areSame;
}

/** What is neither a property nor an element: time, pattern, bytes, boxed value, message. */
function haveEqualSlots(left: object, right: object): boolean {
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  if (types.isDate(left))
    return types.isDate(right) && Object.is(+(left as Date), +(right as Date));
  if (types.isRegExp(left)) return types.isRegExp(right) && areEqualPatterns(left, right);
  if (types.isNativeError(left)) return areEqualErrors(left as Error, right as Error);
  if (types.isBoxedPrimitive(left)) {
    return types.isBoxedPrimitive(right) && Object.is(left.valueOf(), right.valueOf());
  }
  if (types.isAnyArrayBuffer(left)) {
    return areEqualBytes(new Uint8Array(left as ArrayBuffer), new Uint8Array(right as ArrayBuffer));
  }
  if (types.isArrayBufferView(left)) {
    return types.isArrayBufferView(right) && areEqualBytes(bytesOf(left), bytesOf(right));
  }
  return true;
}

function haveEqualAddresses(left: object, right: object): boolean {
  return !isUrl(left) || (isUrl(right) && left.href === right.href);
}

/** As Node tells one: it need not be of this world's class. */
function isUrl(value: object): value is { readonly href: string } {
  const { href, protocol, auth, path } = value as Readonly<Record<string, unknown>>;
  return Boolean(href && protocol && auth === undefined && path === undefined);
}

function areEqualPatterns(left: object, right: object): boolean {
  const [a, b] = [left as RegExp, right as RegExp];
  return a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
}

function areEqualErrors(left: Error, right: Error): boolean {
  return types.isNativeError(right) && left.name === right.name && left.message === right.message;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer, byteOffset, byteLength);

function areEqualBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

function haveEqualContents(left: object, right: object, open: Open): boolean {
  if (types.isSet(left)) {
    if (!types.isSet(right) || !areEqualSets(left as AnySet, right as AnySet, open)) return false;
  } else if (types.isMap(left)) {
    if (!types.isMap(right) || !areEqualMaps(left as AnyMap, right as AnyMap, open)) return false;
  }
  return haveEqualAddresses(left, right) && haveEqualProperties(left, right, open);
}

type AnySet = Set<unknown>;
type AnyMap = Map<unknown, unknown>;

const enumerableKeys = (value: object): PropertyKey[] =>
  Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));

function haveEqualProperties(left: object, right: object, open: Open): boolean {
  // The elements of a view were compared as bytes.
  const keys = types.isArrayBufferView(left)
    ? enumerableKeys(left).filter((key) => typeof key === 'symbol' || !/^[0-9]+$/.test(String(key)))
    : enumerableKeys(left);
  if (Array.isArray(left) && left.length !== (right as unknown[]).length) return false;
  const others = types.isArrayBufferView(left) ? keys.length : enumerableKeys(right).length;
  if (keys.length !== others) return false;
  return keys.every(
    (key) =>
      Object.prototype.propertyIsEnumerable.call(right, key) &&
      areEqual(Reflect.get(left, key), Reflect.get(right, key), open),
  );
}

function areEqualSets(left: AnySet, right: AnySet, open: Open): boolean {
  if (left.size !== right.size) return false;
  const rest = new Set(right);
  for (const value of left) {
    if (rest.delete(value)) continue;
    const twin = [...rest].find((other) => areEqual(value, other, open));
    if (twin === undefined) return false;
    rest.delete(twin);
  }
  return true;
}

function areEqualMaps(left: AnyMap, right: AnyMap, open: Open): boolean {
  if (left.size !== right.size) return false;
  const rest = new Map(right);
  for (const [key, value] of left) {
    const twin = rest.has(key)
      ? key
      : [...rest.keys()].find((other) => typeof other === 'object' && areEqual(key, other, open));
    if (!rest.has(twin) || !areEqual(value, rest.get(twin), open)) return false;
    rest.delete(twin);
  }
  return true;
}
