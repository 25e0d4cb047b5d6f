/** Headers as Node's `http` keeps them: names in the case in which they were given. */
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import {
  ERR_HTTP_INVALID_HEADER_VALUE,
  ERR_INVALID_CHAR,
  ERR_INVALID_HTTP_TOKEN,
} from './http-errors.ts';

export type HeaderValue = string | number | readonly string[];

const TOKEN = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const FORBIDDEN = /[^\t -~\u0080-\u00ff]/;

export const isToken = (text: string): boolean => TOKEN.test(text);

export function validateHeaderName(name: unknown, label = 'Header name'): void {
  if (typeof name !== 'string' || !isToken(name)) {
    throw new ERR_INVALID_HTTP_TOKEN(label, String(name));
  }
}

export function validateHeaderValue(name: string, value: unknown): void {
  if (value === undefined) throw new ERR_HTTP_INVALID_HEADER_VALUE('undefined', name);
  if (FORBIDDEN.test(String(value))) throw new ERR_INVALID_CHAR(name);
}

/** Those that a request is sent with. */
export class SentHeaders {
  /** By the name in lower case. */
  readonly #headers = new Map<string, { readonly name: string; readonly value: HeaderValue }>();

  set(name: unknown, value: unknown): void {
    validateHeaderName(name);
    const each = Array.isArray(value) ? value : [value];
    for (const item of each) validateHeaderValue(name as string, item);
    this.#headers.set((name as string).toLowerCase(), {
      name: name as string,
      value: value as HeaderValue,
    });
  }

  append(name: unknown, value: unknown): void {
    const known = this.get(name);
    const more = Array.isArray(value) ? value : [value];
    this.set(name, known === undefined ? value : [known, more].flat());
  }

  get(name: unknown): HeaderValue | undefined {
    if (typeof name !== 'string') throw new ERR_INVALID_ARG_TYPE('name', 'string', name);
    return this.#headers.get(name.toLowerCase())?.value;
  }

  delete(name: unknown): void {
    if (typeof name !== 'string') throw new ERR_INVALID_ARG_TYPE('name', 'string', name);
    this.#headers.delete(name.toLowerCase());
  }

  names(): string[] {
    return [...this.#headers.keys()];
  }

  rawNames(): string[] {
    return [...this.#headers.values()].map(({ name }) => name);
  }

  toObject(): Record<string, HeaderValue> {
    const shown: Record<string, HeaderValue> = Object.create(null);
    for (const [name, { value }] of this.#headers) shown[name] = value;
    return shown;
  }

  /** Names and values by turns, a line each. */
  lines(): string {
    return [...this.#headers.values()]
      .flatMap(({ name, value }) => [value].flat().flatMap((each) => [name, String(each).trim()]))
      .join('\n');
  }
}

/** Of these the first one counts. */
const SINGLE: readonly string[] = [
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
];

/** Those of a response, joined as Node joins them. */
export function joinedHeaders(
  pairs: readonly (readonly [name: string, value: string])[],
): Record<string, string | string[]> {
  const joined: Record<string, string | string[]> = {};
  for (const [rawName, value] of pairs) {
    const name = rawName.toLowerCase();
    const known = Object.hasOwn(joined, name) ? joined[name] : undefined;
    const next = name === 'set-cookie' ? [...(known ?? []), value] : joinedWith(name, known, value);
    // A header may be called `__proto__`.
    Object.defineProperty(joined, name, {
      value: next,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return joined;
}

function joinedWith(name: string, known: string | string[] | undefined, value: string): string {
  if (known === undefined) return value;
  if (SINGLE.includes(name)) return known as string;
  return `${known as string}${name === 'cookie' ? '; ' : ', '}${value}`;
}
