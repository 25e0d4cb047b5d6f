/**
 * Whether values are the same kinds with the same contents, as `assert` and `util.isDeepStrictEqual` ask.
 * @see https://nodejs.org/api/assert.html#comparison-details_1 and Node's lib/internal/util/comparisons.js
 */
import { type AnyMap, type AnySet, areEqualMaps, areEqualSets } from './deep-equal-collections.ts';
import { haveEqualSlots, isError, isUrl } from './deep-equal-slots.ts';
import types from './types.ts';

export function isDeepStrictEqual(left: unknown, right: unknown): boolean {
  return new Comparison(true).areEqual(left, right);
}

export function isDeepEqual(left: unknown, right: unknown): boolean {
  return new Comparison(false).areEqual(left, right);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isEnumerable = (value: object, key: PropertyKey): boolean =>
  Object.prototype.propertyIsEnumerable.call(value, key);
const hasOwn = (value: object, key: PropertyKey): boolean => Object.hasOwn(value, key);

const tagOf = (value: object): string => Object.prototype.toString.call(value);

/** Longest view of which what else hangs on it is looked for by its name: its elements have names as well. */
const MAX_NAMED = 10_000;
const INDEX = /^(?:0|[1-9][0-9]{0,9})$/;

type Kind = 'array' | 'view' | 'set' | 'map' | 'other';

function kindOf(value: object): Kind {
  if (Array.isArray(value)) return 'array';
  if (types.isArrayBufferView(value)) return 'view';
  if (types.isSet(value)) return 'set';
  return types.isMap(value) ? 'map' : 'other';
}

export class Comparison {
  readonly isStrict: boolean;
  /** What is being compared around: what is met again inside itself is equal as far as it goes. */
  readonly #open = new Set<object>();
  #forgetsFailures = false;

  constructor(isStrict: boolean) {
    this.isStrict = isStrict;
  }

  areEqual(left: unknown, right: unknown): boolean {
    if (left === right) return left !== 0 || Object.is(left, right) || !this.isStrict;
    if (isObject(left) && isObject(right)) return this.#areEqualObjects(left, right);
    if (isObject(left) || isObject(right)) return false;
    if (Number.isNaN(left) && Number.isNaN(right)) return true;
    // biome-ignore lint/suspicious/noDoubleEquals: loosely is what was asked
    return !this.isStrict && left == right;
  }

  /** As `areEqual`, for one that may be tried with many: what was not equal to one may be to another. */
  mayMatch(left: unknown, right: unknown): boolean {
    const before = this.#forgetsFailures;
    this.#forgetsFailures = true;
    const areEqual = this.areEqual(left, right);
    this.#forgetsFailures = before;
    return areEqual;
  }

  #areEqualObjects(left: object, right: object): boolean {
    if (this.isStrict && Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
    if (tagOf(left) !== tagOf(right)) return false;
    const kind = kindOf(left);
    if (kind !== kindOf(right) || !haveEqualSlots(left, right, this)) return false;
    if (isError(left) && !this.#haveEqualErrors(left, right as Error)) return false;
    if (isUrl(left) && !(isUrl(right) && left.href === right.href)) return false;
    const keys = this.#keysOf(left, kind);
    if (keys.length !== this.#keysOf(right, kind).length) return false;
    if (!keys.every((key) => isEnumerable(right, key))) return false;
    return this.#within(left, right, () => this.#haveEqualContents(left, right, kind, keys));
  }

  /** What of an error is not enumerable, and counts all the same. */
  #haveEqualErrors(left: Error, right: Error): boolean {
    const fields = ['message', 'name', 'cause', 'errors'] as const;
    return fields.every((field) => {
      const isShown = isEnumerable(left, field);
      if (isShown !== isEnumerable(right, field)) return false;
      return isShown || this.areEqual(Reflect.get(left, field), Reflect.get(right, field));
    });
  }

  /** Those that are enumerable, but for elements. */
  #keysOf(value: object, kind: Kind): PropertyKey[] {
    const symbols = this.isStrict
      ? Object.getOwnPropertySymbols(value).filter((key) => isEnumerable(value, key))
      : [];
    if (kind === 'view' && (value as Uint8Array).length > MAX_NAMED) return symbols;
    const names = Object.keys(value);
    const hasElements = kind === 'array' || kind === 'view';
    return [...(hasElements ? names.filter((name) => !INDEX.test(name)) : names), ...symbols];
  }

  #within(left: object, right: object, compare: () => boolean): boolean {
    const open = this.#open;
    const before = open.size;
    open.add(left);
    open.add(right);
    if (open.size === before) return true;
    const areEqual = compare();
    if (areEqual || this.#forgetsFailures) {
      open.delete(left);
      open.delete(right);
    }
    return areEqual;
  }

  #haveEqualContents(
    left: object,
    right: object,
    kind: Kind,
    keys: readonly PropertyKey[],
  ): boolean {
    if (!keys.every((key) => this.areEqual(Reflect.get(left, key), Reflect.get(right, key)))) {
      return false;
    }
    if (kind === 'array') return this.#haveEqualItems(left as unknown[], right as unknown[]);
    if (kind === 'set') return areEqualSets(left as AnySet, right as AnySet, this);
    return kind !== 'map' || areEqualMaps(left as AnyMap, right as AnyMap, this);
  }

  #haveEqualItems(left: readonly unknown[], right: readonly unknown[]): boolean {
    if (left.length !== right.length) return false;
    for (let i = 0; i < left.length; i++) {
      const isThere = hasOwn(left, i);
      if (isThere !== hasOwn(right, i)) return false;
      // From a hole on only what is there is looked at: there may be billions that are not.
      if (!isThere) return this.#haveEqualRest(left, right);
      if (!this.areEqual(left[i], right[i])) return false;
    }
    return true;
  }

  #haveEqualRest(left: readonly unknown[], right: readonly unknown[]): boolean {
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length) return false;
    return keys.every(
      (key) => hasOwn(right, key) && this.areEqual(Reflect.get(left, key), Reflect.get(right, key)),
    );
  }
}
