/** What of an object is neither a property nor an element: time, pattern, bytes, boxed value, key. */
import types from './types.ts';

/** What of the comparison is needed here. */
interface Mode {
  readonly isStrict: boolean;
  areEqual(left: unknown, right: unknown): boolean;
}

export const isError = (value: object): value is Error =>
  types.isNativeError(value) || value instanceof Error;

/** As Node tells one: it need not be of this world's class. */
export function isUrl(value: object): value is { readonly href: string } {
  const { href, protocol, auth, path } = value as Readonly<Record<string, unknown>>;
  return Boolean(href && protocol && auth === undefined && path === undefined);
}

type Is = (value: object) => boolean;
type AreEqual = (left: never, right: never, mode: Mode) => boolean;

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer, byteOffset, byteLength);

function areEqualBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

/** By their values, for which 0 and -0 are the same. */
function areEqualFloats(left: Float64Array, right: Float64Array): boolean {
  return left.length === right.length && left.every((item, i) => item === right[i]);
}

function areEqualViews(left: ArrayBufferView, right: ArrayBufferView, { isStrict }: Mode): boolean {
  if (Reflect.get(left, Symbol.toStringTag) !== Reflect.get(right, Symbol.toStringTag))
    return false;
  const areFloats = types.isFloat32Array(left) || types.isFloat64Array(left);
  return !isStrict && areFloats
    ? areEqualFloats(left as Float64Array, right as Float64Array)
    : areEqualBytes(bytesOf(left), bytesOf(right));
}

/** By the value inside, whatever the object's own `valueOf` says. */
const boxed = (prototype: { valueOf(): unknown }): AreEqual => {
  const unbox = prototype.valueOf;
  return (left: object, right: object) => Object.is(unbox.call(left), unbox.call(right));
};

const getTime = Date.prototype.getTime;

/** In this order: a thing is the first that it is. */
const SLOTS: readonly (readonly [Is, AreEqual])[] = [
  [types.isDate as Is, (left: Date, right: Date) => getTime.call(left) === getTime.call(right)],
  [
    types.isRegExp as Is,
    (left: RegExp, right: RegExp) =>
      left.source === right.source &&
      left.flags === right.flags &&
      left.lastIndex === right.lastIndex,
  ],
  [types.isArrayBufferView as Is, areEqualViews],
  [
    types.isAnyArrayBuffer as Is,
    (left: ArrayBuffer, right: ArrayBuffer) =>
      areEqualBytes(new Uint8Array(left), new Uint8Array(right)),
  ],
  [isError, () => true],
  [types.isNumberObject as Is, boxed(Number.prototype)],
  [types.isStringObject as Is, boxed(String.prototype)],
  [types.isBooleanObject as Is, boxed(Boolean.prototype)],
  [types.isBigIntObject as Is, boxed(BigInt.prototype)],
  [types.isSymbolObject as Is, boxed(Symbol.prototype)],
  [
    types.isKeyObject as Is,
    (left: { equals?(other: object): boolean }, right: object) => left.equals?.(right) === true,
  ],
  [
    types.isCryptoKey as Is,
    (left: CryptoKey, right: CryptoKey, mode: Mode) =>
      left.type === right.type &&
      left.extractable === right.extractable &&
      mode.areEqual(left.algorithm, right.algorithm) &&
      mode.areEqual(left.usages, right.usages),
  ],
];

export function haveEqualSlots(left: object, right: object, mode: Mode): boolean {
  for (const [is, areEqual] of SLOTS) {
    const isOne = is(left);
    if (isOne !== is(right)) return false;
    if (isOne) return areEqual(left as never, right as never, mode);
  }
  return true;
}
