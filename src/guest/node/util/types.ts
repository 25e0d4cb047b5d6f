/**
 * `util.types`: what kind of built-in a value is, by its internal slots where the language shows them,
 * so that neither `Symbol.toStringTag` nor a changed prototype can lie. A promise and a proxy show
 * nothing of theirs: the one goes by its prototype, the other is never told.
 * @see https://nodejs.org/api/util.html#utiltypes
 */
type Getter = (this: unknown) => unknown;

function getterOf(prototype: object, key: PropertyKey): Getter {
  const getter = Object.getOwnPropertyDescriptor(prototype, key)?.get;
  if (!getter) throw new TypeError(`There is no getter '${String(key)}'`);
  return getter;
}

/** Whether `method`, called on a value, finds the slot that it needs. */
function slotCheck(method: Getter): (value: unknown) => boolean {
  return (value) => {
    try {
      Reflect.apply(method, value, []);
      return true;
    } catch {
      // The method threw for want of its slot: the one answer it can give.
      return false;
    }
  };
}

/** The same for methods that also take primitives: only objects count. */
function boxCheck(method: Getter): (value: unknown) => boolean {
  const hasSlot = slotCheck(method);
  return (value) => typeof value === 'object' && value !== null && hasSlot(value);
}

const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
const typedArrayName = getterOf(TypedArrayPrototype, Symbol.toStringTag);
const nameOf = (value: unknown) => Reflect.apply(typedArrayName, value, []) as string | undefined;
const typedArrayCheck = (name: string) => (value: unknown) => nameOf(value) === name;

const prototypeOf = (sample: object) => Object.getPrototypeOf(sample) as object;
const inherits = (prototype: object) => (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  Object.prototype.isPrototypeOf.call(prototype, value);

const tagOf = (value: unknown) => Object.prototype.toString.call(value);
const isFunctionOf =
  (...tags: readonly string[]) =>
  (value: unknown) =>
    typeof value === 'function' && tags.includes(tagOf(value));

const mapIterator = prototypeOf(new Map().entries());
const setIterator = prototypeOf(new Set().entries());
const generator = prototypeOf(prototypeOf((function* () {})()));

export const isArrayBuffer = slotCheck(getterOf(ArrayBuffer.prototype, 'byteLength'));
export const isSharedArrayBuffer = slotCheck(getterOf(SharedArrayBuffer.prototype, 'byteLength'));
export const isAnyArrayBuffer = (value: unknown) =>
  isArrayBuffer(value) || isSharedArrayBuffer(value);
export const isArrayBufferView = (value: unknown): value is ArrayBufferView =>
  ArrayBuffer.isView(value);
export const isTypedArray = (value: unknown) => nameOf(value) !== undefined;
export const isDataView = (value: unknown) => ArrayBuffer.isView(value) && !isTypedArray(value);
export const isInt8Array = typedArrayCheck('Int8Array');
export const isUint8Array = typedArrayCheck('Uint8Array');
export const isUint8ClampedArray = typedArrayCheck('Uint8ClampedArray');
export const isInt16Array = typedArrayCheck('Int16Array');
export const isUint16Array = typedArrayCheck('Uint16Array');
export const isInt32Array = typedArrayCheck('Int32Array');
export const isUint32Array = typedArrayCheck('Uint32Array');
export const isFloat32Array = typedArrayCheck('Float32Array');
export const isFloat64Array = typedArrayCheck('Float64Array');
export const isBigInt64Array = typedArrayCheck('BigInt64Array');
export const isBigUint64Array = typedArrayCheck('BigUint64Array');

export const isDate = slotCheck(Date.prototype.getTime as Getter);
export const isRegExp = slotCheck(getterOf(RegExp.prototype, 'source'));
export const isMap = slotCheck(getterOf(Map.prototype, 'size'));
export const isSet = slotCheck(getterOf(Set.prototype, 'size'));
const hasKey = (prototype: { has(key: object): boolean }) =>
  slotCheck(function (this: unknown) {
    return Reflect.apply(prototype.has, this, [prototype]);
  });
export const isWeakMap = hasKey(WeakMap.prototype);
export const isWeakSet = hasKey(WeakSet.prototype);
export const isMapIterator = inherits(mapIterator);
export const isSetIterator = inherits(setIterator);
export const isGeneratorObject = inherits(generator);
export const isPromise = inherits(Promise.prototype);
/** By what it is: a class that says it inherits from Error makes none of an object. */
export const isNativeError = (Error as unknown as { isError(value: unknown): boolean }).isError;

export const isNumberObject = boxCheck(Number.prototype.valueOf as Getter);
export const isStringObject = boxCheck(String.prototype.valueOf as Getter);
export const isBooleanObject = boxCheck(Boolean.prototype.valueOf as Getter);
export const isBigIntObject = boxCheck(BigInt.prototype.valueOf as Getter);
export const isSymbolObject = boxCheck(Symbol.prototype.valueOf as Getter);
export const isBoxedPrimitive = (value: unknown) =>
  isNumberObject(value) ||
  isStringObject(value) ||
  isBooleanObject(value) ||
  isBigIntObject(value) ||
  isSymbolObject(value);

export const isAsyncFunction = isFunctionOf(
  '[object AsyncFunction]',
  '[object AsyncGeneratorFunction]',
);
export const isGeneratorFunction = isFunctionOf(
  '[object GeneratorFunction]',
  '[object AsyncGeneratorFunction]',
);
export const isArgumentsObject = (value: unknown) =>
  typeof value === 'object' && tagOf(value) === '[object Arguments]';
export const isModuleNamespaceObject = () => false;
export const isExternal = () => false;
export const isProxy = () => false;
export const isCryptoKey = (value: unknown) => tagOf(value) === '[object CryptoKey]';
export const isKeyObject = (value: unknown) => tagOf(value) === '[object KeyObject]';

export default {
  isArrayBuffer,
  isSharedArrayBuffer,
  isAnyArrayBuffer,
  isArrayBufferView,
  isTypedArray,
  isDataView,
  isInt8Array,
  isUint8Array,
  isUint8ClampedArray,
  isInt16Array,
  isUint16Array,
  isInt32Array,
  isUint32Array,
  isFloat32Array,
  isFloat64Array,
  isBigInt64Array,
  isBigUint64Array,
  isDate,
  isRegExp,
  isMap,
  isSet,
  isWeakMap,
  isWeakSet,
  isMapIterator,
  isSetIterator,
  isGeneratorObject,
  isPromise,
  isNativeError,
  isNumberObject,
  isStringObject,
  isBooleanObject,
  isBigIntObject,
  isSymbolObject,
  isBoxedPrimitive,
  isAsyncFunction,
  isGeneratorFunction,
  isArgumentsObject,
  isModuleNamespaceObject,
  isExternal,
  isProxy,
  isCryptoKey,
  isKeyObject,
};
