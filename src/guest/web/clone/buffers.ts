/** Copies of bytes, by what is under them and not by what a snippet made of their prototypes. */
import { isArrayBuffer, isTypedArray } from '../../node/util/types.ts';
import { cannotClone } from './refusal.ts';

type Getter = (this: unknown) => unknown;

function getter<T>(prototype: object, name: PropertyKey): (value: unknown) => T {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get as Getter;
  return (value) => Reflect.apply(get, value, []) as T;
}

const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
const byteLength = getter<number>(ArrayBuffer.prototype, 'byteLength');
const isDetached = getter<boolean>(ArrayBuffer.prototype, 'detached');
const isResizable = getter<boolean>(ArrayBuffer.prototype, 'resizable');
const maxByteLength = getter<number>(ArrayBuffer.prototype, 'maxByteLength');
const { transfer } = ArrayBuffer.prototype as unknown as {
  readonly transfer: (length: number) => unknown;
};
const { set } = Uint8Array.prototype;

const ofTyped = {
  name: getter<string>(TypedArrayPrototype, Symbol.toStringTag),
  buffer: getter<ArrayBufferLike>(TypedArrayPrototype, 'buffer'),
  offset: getter<number>(TypedArrayPrototype, 'byteOffset'),
  length: getter<number>(TypedArrayPrototype, 'length'),
};
const ofDataView = {
  buffer: getter<ArrayBufferLike>(DataView.prototype, 'buffer'),
  offset: getter<number>(DataView.prototype, 'byteOffset'),
  length: getter<number>(DataView.prototype, 'byteLength'),
};

type View = new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayBufferView;
const VIEWS = new Map<string, View>();
for (const Class of [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float16Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
]) {
  VIEWS.set(Class.name, Class as View);
}
const DataViewClass: View = DataView;
type MakeBuffer = new (length: number, options?: { maxByteLength: number }) => ArrayBuffer;
const BufferClass: MakeBuffer = ArrayBuffer;
const BytesClass = Uint8Array;

/** What two threads may share, one snippet shares with itself. */
export function copyBuffer(buffer: ArrayBufferLike): ArrayBufferLike {
  if (!isArrayBuffer(buffer)) return buffer;
  if (isDetached(buffer)) throw cannotClone('An ArrayBuffer is detached and could not be cloned.');
  const options = isResizable(buffer) ? { maxByteLength: maxByteLength(buffer) } : undefined;
  const copy = new BufferClass(byteLength(buffer), options);
  Reflect.apply(set, new BytesClass(copy), [new BytesClass(buffer)]);
  return copy;
}

/** @param copyOf gives of the buffer under it the copy that all its views are to have */
export function copyView(
  view: ArrayBufferView,
  copyOf: (buffer: ArrayBufferLike) => ArrayBufferLike,
): ArrayBufferView {
  const of = isTypedArray(view) ? ofTyped : ofDataView;
  const Class = of === ofTyped ? VIEWS.get(ofTyped.name(view)) : DataViewClass;
  const copy = copyOf(of.buffer(view));
  if (Class === undefined) throw cannotClone('The view could not be cloned.');
  return new Class(copy, of.offset(view), of.length(view));
}

/** Takes the bytes of a buffer away from it. */
export function detach(buffer: ArrayBuffer): void {
  Reflect.apply(transfer, buffer, [0]);
}
