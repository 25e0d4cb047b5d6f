/** `Headers`. @see https://fetch.spec.whatwg.org/#headers-class */
import { type PairKind, pairIterators } from '../pair-iterator.ts';
import { HeaderList, type Pair, requireName, requireValue } from './header-list.ts';
import {
  byteString,
  defineInspect,
  failure,
  illegalInvocation,
  isObject,
  makeEnumerable,
  requireArguments,
  sequence,
  tag,
} from './webidl.ts';

const makeIterator = pairIterators('Headers');

/** Misspelt, as in Node's messages. */
const FILLING = 'Headers contructor';

const CONVERSION =
  'Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.';

let listOf: (value: unknown) => HeaderList | undefined;
let make: (list: HeaderList, isImmutable: boolean) => Headers;
let isImmutableOf: (headers: Headers) => boolean;

/** What headers are made from, as pairs; names and values are not looked at yet. */
export function headerPairs(value: unknown): readonly (readonly string[])[] {
  if (!isObject(value)) throw failure('Headers constructor', CONVERSION);
  const iterate: unknown = (value as Partial<Iterable<unknown>>)[Symbol.iterator];
  const list = iterate === Headers.prototype.entries ? listOf(value) : undefined;
  if (list) return list.pairs();
  if (typeof iterate === 'function') {
    const pair = (item: unknown, argument: string) =>
      sequence(item, [FILLING, argument], (text, name) => byteString(text, FILLING, name));
    return sequence(
      { [Symbol.iterator]: () => Reflect.apply(iterate, value, []) },
      [FILLING, 'init'],
      pair,
    );
  }
  return recordPairs(value);
}

function recordPairs(record: object): Pair[] {
  const found = new Map<string, string>();
  for (const key of Reflect.ownKeys(record)) {
    if (Object.getOwnPropertyDescriptor(record, key)?.enumerable !== true) continue;
    const name = byteString(key, FILLING, 'init');
    const value: unknown = (record as Record<PropertyKey, unknown>)[key];
    found.set(name, byteString(value, FILLING, 'init'));
  }
  return [...found];
}

/** Adds pairs to a list, each looked at. */
export function fill(list: HeaderList, pairs: readonly (readonly string[])[]): void {
  for (const pair of pairs) {
    const { length, 0: name = '', 1: value = '' } = pair;
    if (length !== 2) {
      throw failure(
        'Headers constructor',
        `expected name/value pair to be length 2, found ${length}.`,
      );
    }
    add(list, name, value, false);
  }
}

function add(list: HeaderList, name: string, value: string, isLocked: boolean): void {
  // Node looks at the name first, and at the value as it is without what is around it.
  requireName(name, 'Headers.append');
  const trimmed = requireValue(value, 'Headers.append');
  if (isLocked) throw new TypeError('immutable');
  list.append(name, trimmed);
}

export class Headers {
  #list = new HeaderList();
  #isImmutable = false;

  static {
    listOf = (value) => (isObject(value) && #list in value ? value.#list : undefined);
    make = (list, isLocked) => {
      const headers = new Headers();
      headers.#list = list;
      headers.#isImmutable = isLocked;
      return headers;
    };
    isImmutableOf = (headers) => headers.#isImmutable;
  }

  constructor(init: unknown = undefined) {
    if (init !== undefined) fill(this.#list, headerPairs(init));
  }

  append(_name: unknown, _value: unknown): void {
    const list = requireList(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments.length, 2, 'Headers.append');
    const name = byteString(_name, 'Headers.append', 'name');
    add(list, name, byteString(_value, 'Headers.append', 'value'), this.#isImmutable);
  }

  delete(_name: unknown): void {
    const list = requireList(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    const name = nameIn(_name, arguments.length, 'Headers.delete');
    if (this.#isImmutable) throw new TypeError('immutable');
    list.delete(name);
  }

  get(_name: unknown): string | null {
    const list = requireList(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    return list.get(nameIn(_name, arguments.length, 'Headers.get'));
  }

  has(_name: unknown): boolean {
    const list = requireList(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    return list.has(nameIn(_name, arguments.length, 'Headers.has'));
  }

  set(_name: unknown, _value: unknown): void {
    const list = requireList(this);
    const prefix = 'Headers.set';
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments.length, 2, prefix);
    const name = byteString(_name, prefix, 'name');
    const value = byteString(_value, prefix, 'value');
    requireName(name, prefix);
    const trimmed = requireValue(value, prefix);
    if (this.#isImmutable) throw new TypeError('immutable');
    list.set(name, trimmed);
  }

  getSetCookie(): string[] {
    return requireList(this).cookies;
  }

  keys(): IterableIterator<string> {
    return iteratorOf(this, 'key') as never;
  }

  values(): IterableIterator<string> {
    return iteratorOf(this, 'value') as never;
  }

  entries(): IterableIterator<Pair> {
    return iteratorOf(this, 'key+value') as never;
  }

  forEach(callback: unknown, self: unknown = globalThis): void {
    const list = requireList(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments.length, 1, 'Headers.forEach');
    if (typeof callback !== 'function') {
      throw new TypeError(
        "Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.",
      );
    }
    for (let i = 0; i < list.sorted().length; i++) {
      const [name, value] = list.sorted()[i] as Pair;
      Reflect.apply(callback, self, [value, name, this]);
    }
  }
}

function requireList(value: unknown): HeaderList {
  const list = listOf(value);
  if (list === undefined) throw illegalInvocation();
  return list;
}

function nameIn(value: unknown, count: number, prefix: string): string {
  requireArguments(count, 1, prefix);
  const name = byteString(value, prefix, 'name');
  requireName(name, prefix);
  return name;
}

function iteratorOf(headers: unknown, kind: PairKind): IterableIterator<unknown> {
  const list = requireList(headers);
  return makeIterator(() => list.sorted(), kind);
}

makeEnumerable(
  Headers.prototype,
  'append',
  'delete',
  'get',
  'has',
  'set',
  'getSetCookie',
  'keys',
  'values',
  'entries',
  'forEach',
);
Object.defineProperty(Headers.prototype, Symbol.iterator, {
  value: Headers.prototype.entries,
  writable: true,
  configurable: true,
});
tag(Headers.prototype, 'Headers');
defineInspect(Headers.prototype, 'Headers', (headers) => requireList(headers).toObject());

/** Headers over a list that is kept elsewhere; nobody can change those that are immutable. */
export const headersOver = (list: HeaderList, isLocked: boolean): Headers => make(list, isLocked);

export const isImmutable = (headers: Headers): boolean => isImmutableOf(headers);
