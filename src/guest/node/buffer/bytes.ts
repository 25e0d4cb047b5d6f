/** What is a byte array, by what it is and not by what it says it is. */
const TypedArrayPrototype: object = Object.getPrototypeOf(Uint8Array.prototype);

function getterOf(name: PropertyKey): (value: unknown) => unknown {
  const get = Object.getOwnPropertyDescriptor(TypedArrayPrototype, name)?.get;
  if (get === undefined) throw new Error(`Cannot find the getter of '${String(name)}'`);
  const { apply } = Reflect;
  const noArguments: readonly unknown[] = [];
  return (value) => apply(get, value, noArguments);
}

/** `Uint8Array` and the like for a typed array, undefined for anything else. */
const tagOf = getterOf(Symbol.toStringTag);

export function isUint8Array(value: unknown): value is Uint8Array {
  return tagOf(value) === 'Uint8Array';
}

type TypedArray = Uint8Array | Uint16Array | Float64Array;

export function isTypedArray(value: unknown): value is TypedArray {
  return tagOf(value) !== undefined;
}

const byteLengthOf = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')?.get;
const sharedLengthOf = Object.getOwnPropertyDescriptor(
  SharedArrayBuffer.prototype,
  'byteLength',
)?.get;

function answers(getter: (() => unknown) | undefined, value: object): boolean {
  if (getter === undefined) return false;
  try {
    Reflect.apply(getter, value, []);
    return true;
  } catch {
    // The getter refuses everything but its own kind: that is the answer.
    return false;
  }
}

/** An ArrayBuffer or a SharedArrayBuffer. */
export function isAnyArrayBuffer(value: unknown): value is ArrayBuffer {
  if (typeof value !== 'object' || value === null) return false;
  if (!(value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)) return false;
  return answers(byteLengthOf, value) || answers(sharedLengthOf, value);
}

/** The bytes under any view, without a copy. */
export function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
