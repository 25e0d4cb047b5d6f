/** How what a snippet passes to `fetch` and its classes is taken, in the words of Node 20. @see https://webidl.spec.whatwg.org */
import { wellFormed } from '../well-formed.ts';

/** Where a value came from, in the words of a message. */
export type Prefix = string | undefined;

export const failure = (prefix: Prefix, message: string): TypeError =>
  new TypeError(`${prefix}: ${message}`);

export function illegalInvocation(): TypeError {
  return Object.assign(new TypeError('Illegal invocation'), { code: 'ERR_INVALID_THIS' });
}

export function requireArguments(found: number, wanted: number, prefix: string): void {
  if (found >= wanted) return;
  const only = found > 0 ? ' only' : '';
  throw failure(
    prefix,
    `${wanted} argument${wanted === 1 ? '' : 's'} required, but${only} ${found} found.`,
  );
}

export function domString(value: unknown, prefix: Prefix, argument: string): string {
  if (typeof value === 'symbol') {
    throw failure(prefix, `${argument} is a symbol, which cannot be converted to a DOMString.`);
  }
  return String(value);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a byte may be any
const BEYOND_BYTES = /[^\u0000-\u00ff]/;

/** A text of bytes: nothing in it is over U+00FF. */
export function byteString(value: unknown, prefix: Prefix, argument: string): string {
  const text = domString(value, prefix, argument);
  const index = text.search(BEYOND_BYTES);
  if (index === -1) return text;
  throw new TypeError(
    `Cannot convert argument to a ByteString because the character at index ${index} has a value of ${text.charCodeAt(index)} which is greater than 255.`,
  );
}

export const usvString = (value: unknown): string => wellFormed(`${value as string}`);

/** A number as 16 bits without a sign hold it. */
export function unsignedShort(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? number % 65536 : 0;
}

export const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? `"${value}"`
    : typeof value === 'symbol'
      ? `Symbol(${value.description})`
      : `${value}`;

/** The items of what can be looped over, each as `convert` takes it. */
export function sequence<T>(
  value: unknown,
  name: readonly [prefix: Prefix, argument: string],
  convert: (item: unknown, argument: string) => T,
): T[] {
  const [prefix, argument] = name;
  if (!isObject(value)) throw failure(prefix, `${argument} (${shown(value)}) is not iterable.`);
  const iterator = (value as Partial<Iterable<unknown>>)[Symbol.iterator]?.();
  if (typeof iterator?.next !== 'function') throw failure(prefix, `${argument} is not iterable.`);
  const items: T[] = [];
  for (let index = 0; ; index++) {
    const { done, value: item } = iterator.next();
    if (done) return items;
    items.push(convert(item, `${argument}[${index}]`));
  }
}

/** A member of a dictionary: what it is made of what a snippet gave. */
export type Convert = (value: unknown, prefix: Prefix, argument: string) => unknown;

/** The members of a dictionary in the order in which they are asked for; one that is undefined is left out. */
export function dictionary(
  value: unknown,
  prefix: Prefix,
  argument: string | undefined,
  members: readonly (readonly [key: string, convert: Convert, missing?: unknown])[],
): Record<string, unknown> {
  const taken: Record<string, unknown> = Object.create(null);
  if (value !== undefined && value !== null && !isObject(value)) {
    throw failure(prefix, `Expected ${String(value)} to be one of: Null, Undefined, Object.`);
  }
  for (const [key, convert, missing] of members) {
    const given: unknown = (value as Record<string, unknown> | undefined | null)?.[key];
    const item = given === undefined && value !== undefined && value !== null ? missing : given;
    if (item !== undefined) taken[key] = convert(item, prefix, `${argument}.${key}`);
  }
  return taken;
}

export const oneOf =
  (...allowed: readonly string[]): Convert =>
  (value, prefix, argument) => {
    const text = domString(value, prefix, argument);
    if (allowed.includes(text)) return text;
    throw failure(
      prefix,
      `${text} is not an accepted type. Expected one of ${allowed.join(', ')}.`,
    );
  };

/** Makes the named members of a class show in loops over its objects, as the web's are. */
export function makeEnumerable(target: object, ...names: readonly string[]): void {
  for (const name of names) Object.defineProperty(target, name, { enumerable: true });
}

export function tag(prototype: object, value: string): void {
  Object.defineProperty(prototype, Symbol.toStringTag, { value, configurable: true });
}

export type Inspect = (value: unknown, options: object) => string;

/** What Node's `console.log` shows an object of the class by. */
export function defineInspect<T>(
  prototype: T & object,
  name: string,
  look: (self: T) => object,
): void {
  Object.defineProperty(prototype, Symbol.for('nodejs.util.inspect.custom'), {
    configurable: true,
    writable: true,
    value(this: T, _depth: unknown, options: object, inspect: Inspect): string {
      return `${name} ${inspect(look(this), options)}`;
    },
  });
}
