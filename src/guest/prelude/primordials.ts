/**
 * The intrinsics that the prelude needs, captured before any guest code exists. A guest may replace
 * every global and every prototype method of its world: nothing in the prelude reads one of them
 * later than here. For the same reason no code that runs after a snippet may use what looks them up in
 * secret: `for…of`, spread and destructuring of arrays go through `Symbol.iterator`, and writing to an
 * array's index through setters that a guest may have put on `Array.prototype`; and the engine joins the
 * parts of a template by `String.prototype.concat`.
 */
export const {
  apply,
  construct,
  defineProperty,
  deleteProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  ownKeys,
  setPrototypeOf,
} = Reflect;

/** The world's global object; its own names (`globalThis` among them) may be gone when a snippet runs. */
export const world: Record<PropertyKey, unknown> = globalThis as never;

export const { parse, stringify } = JSON;
export const { create, prototype: ObjectPrototype } = Object;
export const { isArray } = Array;
export const {
  Error: ErrorCtor,
  EvalError: EvalErrorCtor,
  eval: evaluate,
  Function: FunctionCtor,
  Map: MapCtor,
  Number: toNumber,
  Promise: PromiseCtor,
  RangeError: RangeErrorCtor,
  ReferenceError: ReferenceErrorCtor,
  String: toText,
  SyntaxError: SyntaxErrorCtor,
  TypeError: TypeErrorCtor,
  URIError: URIErrorCtor,
  Uint8Array: Uint8ArrayCtor,
} = globalThis;

/** `f(self, ...args)` for what was `self.f(...args)`, whatever becomes of the prototype. */
function uncurry<T, A extends readonly unknown[], R>(
  method: (this: T, ...args: A) => R,
): (self: T, ...args: A) => R {
  return (self, ...args) => apply(method, self, args) as R;
}

export const stringIndexOf = uncurry(String.prototype.indexOf);
export const stringSlice = uncurry(String.prototype.slice);
export const functionToString = uncurry(Function.prototype.toString);
export const objectHasOwn = uncurry(Object.prototype.hasOwnProperty);
export const dateNow = Date.now;
export const dateToISOString = uncurry(Date.prototype.toISOString);
export const bigIntValue = uncurry(BigInt.prototype.valueOf);
export const booleanValue = uncurry(Boolean.prototype.valueOf);
export const numberValue = uncurry(Number.prototype.valueOf);
export const stringValue = uncurry(String.prototype.valueOf);
export const symbolToString = uncurry(Symbol.prototype.toString);
export const isPrototypeIn = uncurry(Object.prototype.isPrototypeOf);

type AnyMap = Map<unknown, unknown>;
export const mapGet = uncurry(Map.prototype.get as (this: AnyMap, key: unknown) => unknown);
export const mapSet = uncurry(
  Map.prototype.set as (this: AnyMap, key: unknown, value: unknown) => AnyMap,
);
export const mapDelete = uncurry(Map.prototype.delete as (this: AnyMap, key: unknown) => boolean);
export const mapForEach = uncurry(
  Map.prototype.forEach as (this: AnyMap, visit: (value: unknown, key: unknown) => void) => void,
);
export const setForEach = uncurry(
  Set.prototype.forEach as (this: Set<unknown>, visit: (value: unknown) => void) => void,
);

/**
 * A property's descriptor, without a prototype: of one that holds a value, `get` and `set` would
 * otherwise be whatever a guest gave `Object.prototype`.
 */
export function ownDescriptor(object: object, key: PropertyKey): PropertyDescriptor | undefined {
  const descriptor = getOwnPropertyDescriptor(object, key);
  return descriptor && ({ __proto__: null, ...descriptor } as PropertyDescriptor);
}

type AnyTypedArray = Uint8Array | Float64Array | BigInt64Array;
const TypedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as object;

function uncurryGetter<R>(prototype: object, name: PropertyKey): (self: unknown) => R {
  const { get } = getOwnPropertyDescriptor(prototype, name) as { get: (this: unknown) => R };
  return (self) => apply(get, self, []) as R;
}

/** Each flag of a pattern: its letter, and whether a pattern has it, in the order of `flags`. */
const FLAGS: readonly (readonly [letter: string, has: (self: unknown) => boolean])[] = [
  ['d', uncurryGetter(RegExp.prototype, 'hasIndices')],
  ['g', uncurryGetter(RegExp.prototype, 'global')],
  ['i', uncurryGetter(RegExp.prototype, 'ignoreCase')],
  ['m', uncurryGetter(RegExp.prototype, 'multiline')],
  ['s', uncurryGetter(RegExp.prototype, 'dotAll')],
  ['u', uncurryGetter(RegExp.prototype, 'unicode')],
  ['v', uncurryGetter(RegExp.prototype, 'unicodeSets')],
  ['y', uncurryGetter(RegExp.prototype, 'sticky')],
];
const regExpSource = uncurryGetter<string>(RegExp.prototype, 'source');

/** A pattern as it is written. By its slots: its own `toString` asks the guest's `source` and `flags`. */
export function regExpText(pattern: unknown): string {
  let text = `/${regExpSource(pattern)}/`;
  for (let i = 0; i < FLAGS.length; i++) {
    const flag = FLAGS[i] as (typeof FLAGS)[number];
    if (flag[1](pattern)) text += flag[0];
  }
  return text;
}

/** The name of a typed array's kind; undefined for anything else, a proxy of one included. */
export const typedArrayName = uncurryGetter<string | undefined>(
  TypedArrayPrototype,
  Symbol.toStringTag,
);
/** 0 when the array is detached or out of its buffer's bounds. */
export const typedArrayLength = uncurryGetter<number>(TypedArrayPrototype, 'length');
export const typedArrayBuffer = uncurryGetter<ArrayBuffer>(TypedArrayPrototype, 'buffer');
export const typedArraySet = uncurry(
  Uint8Array.prototype.set as (this: AnyTypedArray, from: AnyTypedArray) => void,
);

/** Adds to an array's end, whatever setters a guest put on `Array.prototype`. */
export function append<T>(list: T[], value: T): void {
  defineProperty(list, list.length, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}

export const PromisePrototype = Promise.prototype;
export const ErrorPrototype = Error.prototype;
export const ArrayPrototype = Array.prototype;
export const DatePrototype = Date.prototype;
export const RegExpPrototype = RegExp.prototype;
export const MapPrototype = Map.prototype;
export const SetPrototype = Set.prototype;
