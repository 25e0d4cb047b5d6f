/** One copy of a value and all that hangs on it. @see https://html.spec.whatwg.org/#structuredserializeinternal */
import * as types from '../../node/util/types.ts';
import { defineHidden } from '../../prelude/define.ts';
import { requireLate } from '../../prelude/modules.ts';
import { DOMException } from '../dom-exception.ts';
import { copyBuffer, copyView } from './buffers.ts';
import { hasNoCopy, isNotGiven } from './refusal.ts';

type FileModule = Pick<typeof import('../file.ts'), 'copyOfBlob'>;

const objectToString = Object.prototype.toString;
const tagOf = (value: object): string => Reflect.apply(objectToString, value, []);
const { prototype: plain } = Object;
const { forEach: forEachEntry } = Map.prototype;
const { forEach: forEachMember } = Set.prototype;

const iteratorOf = (of: Iterable<unknown>) =>
  Object.getPrototypeOf(Object.getPrototypeOf(of[Symbol.iterator]())) as object;
const ANY_ITERATOR = iteratorOf([]);

/** Error classes that a copy is of; of any other it is an `Error`. */
const ERRORS = new Map(
  [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    (Class) => [Class.name, Class] as const,
  ),
);

/** Kinds of objects that are more than their properties, and that nobody can copy. */
const UNCLONABLE = [
  types.isArgumentsObject,
  types.isSymbolObject,
  types.isWeakMap,
  types.isWeakSet,
  types.isPromise,
  types.isGeneratorObject,
  (value: object) => value instanceof WeakRef || value instanceof FinalizationRegistry,
  (value: object) => Reflect.apply(plain.isPrototypeOf, ANY_ITERATOR, [value]) as boolean,
  (value: object) => tagOf(value).startsWith('[object Intl.'),
];

/** What is left to do of a copy, one step at a time: a value may hang deeper than calls can. */
interface Filling {
  readonly size: number;
  at: number;
  /** Copies what comes at this place; what hangs on that is copied before the next step. */
  step(at: number): void;
}

export class Cloner {
  readonly #copies: Map<object, object>;
  readonly #isPort: (value: object) => boolean;
  readonly #fillings: Filling[] = [];

  /** @param moved ports, and what takes their place in the copy */
  constructor(moved: ReadonlyMap<object, object>, isPort: (value: object) => boolean) {
    this.#copies = new Map(moved);
    this.#isPort = isPort;
  }

  copy(value: unknown): unknown {
    const copy = this.#begin(value);
    for (let top = this.#fillings.pop(); top; top = this.#fillings.pop()) {
      if (top.at === top.size) continue;
      this.#fillings.push(top);
      top.step(top.at++);
    }
    return copy;
  }

  #fillBy(size: number, step: (at: number) => void): void {
    this.#fillings.push({ size, at: 0, step });
  }

  /** @returns the copy, which may be not filled yet */
  #begin(value: unknown): unknown {
    if (typeof value === 'symbol' || typeof value === 'function') throw hasNoCopy(value);
    if (typeof value !== 'object' || value === null) return value;
    return this.#copies.get(value) ?? this.#copyObject(value);
  }

  #keep<T extends object>(value: object, copy: T): T {
    this.#copies.set(value, copy);
    return copy;
  }

  #copyObject(value: object): object {
    if (Array.isArray(value)) {
      return this.#fill(value, this.#keep(value, new Array<unknown>(value.length)));
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    // Most are plain, and asking for every kind of slot takes its time.
    if ((prototype === plain || prototype === null) && tagOf(value) === '[object Object]') {
      return this.#fill(value, this.#keep(value, {}));
    }
    return this.#copyBuiltIn(value) ?? this.#fill(value, this.#keep(value, {}));
  }

  /** Copies the own properties that can be listed. */
  #fill(from: object, to: object): object {
    const keys = Object.keys(from);
    this.#fillBy(keys.length, (at) => {
      const key = keys[at] as string;
      // A getter before it may have taken it away.
      if (!Object.hasOwn(from, key)) return;
      const value = this.#begin((from as Record<string, unknown>)[key]);
      Object.defineProperty(to, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    });
    return to;
  }

  #copyBuiltIn(value: object): object | undefined {
    if (types.isAnyArrayBuffer(value)) {
      return this.#keep(value, copyBuffer(value as ArrayBufferLike));
    }
    if (ArrayBuffer.isView(value)) {
      const copy = copyView(value, (buffer) => this.#begin(buffer) as ArrayBufferLike);
      return this.#keep(value, copy);
    }
    if (types.isMap(value)) return this.#copyMap(value as Map<unknown, unknown>);
    if (types.isSet(value)) return this.#copySet(value as Set<unknown>);
    if (types.isDate(value)) {
      return this.#keep(value, new Date(Reflect.apply(Date.prototype.getTime, value, [])));
    }
    if (value instanceof Error) return this.#copyError(value);
    if (types.isRegExp(value)) {
      const { source, flags } = value as RegExp;
      return this.#keep(value, new RegExp(source, flags));
    }
    if (UNCLONABLE.some((isOne) => isOne(value))) throw hasNoCopy(value);
    if (types.isBoxedPrimitive(value)) return this.#keep(value, Object(value.valueOf()) as object);
    if (this.#isPort(value)) throw isNotGiven();
    return this.#copyBlob(value);
  }

  #copyBlob(value: object): object | undefined {
    const tag = tagOf(value);
    if (tag !== '[object Blob]' && tag !== '[object File]') return undefined;
    const copy = (requireLate('web/file') as FileModule | undefined)?.copyOfBlob(value);
    return copy && this.#keep(value, copy);
  }

  #copyMap(map: Map<unknown, unknown>): Map<unknown, unknown> {
    const flat: unknown[] = [];
    Reflect.apply(forEachEntry, map, [(each: unknown, key: unknown) => flat.push(key, each)]);
    const copy = this.#keep(map, new Map<unknown, unknown>());
    let copiedKey: unknown;
    this.#fillBy(flat.length, (at) => {
      const each = this.#begin(flat[at]);
      if (at % 2 === 0) copiedKey = each;
      else copy.set(copiedKey, each);
    });
    return copy;
  }

  #copySet(set: Set<unknown>): Set<unknown> {
    const members: unknown[] = [];
    Reflect.apply(forEachMember, set, [(each: unknown) => members.push(each)]);
    const copy = this.#keep(set, new Set<unknown>());
    this.#fillBy(members.length, (at) => copy.add(this.#begin(members[at])));
    return copy;
  }

  #copyError(error: Error): Error {
    const { name } = error;
    if (error instanceof DOMException) {
      return this.#keep(error, new DOMException(error.message, name));
    }
    const Class = ERRORS.get(name) ?? Error;
    const copy = this.#keep(error, new Class());
    const message = Object.getOwnPropertyDescriptor(error, 'message');
    if (message && 'value' in message) defineHidden(copy, 'message', `${message.value as string}`);
    const cause = Object.getOwnPropertyDescriptor(error, 'cause');
    if (cause && 'value' in cause) {
      this.#fillBy(1, () => defineHidden(copy, 'cause', this.#begin(cause.value)));
    }
    const { stack } = error;
    if (typeof stack === 'string') defineHidden(copy, 'stack', stack);
    return copy;
  }
}
