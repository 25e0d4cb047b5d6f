/** A list of headers. @see https://fetch.spec.whatwg.org/#terminology-headers */
import { failure } from './webidl.ts';

interface Header {
  /** As it was first given. */
  readonly name: string;
  readonly value: string;
}

export type Pair = [name: string, value: string];

const TOKEN = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const AROUND = /^[\t\n\r ]+|[\t\n\r ]+$/g;
const FORBIDDEN_IN_VALUE = /[\0\r\n]/;

export const isToken = (text: string): boolean => TOKEN.test(text);

export function requireName(name: string, prefix: string): void {
  if (!isToken(name)) throw failure(prefix, `"${name}" is an invalid header name.`);
}

/** The value without what is around it. */
export function requireValue(value: string, prefix: string): string {
  const trimmed = value.replace(AROUND, '');
  if (!FORBIDDEN_IN_VALUE.test(trimmed)) return trimmed;
  throw failure(prefix, `"${trimmed}" is an invalid header value.`);
}

export class HeaderList {
  /** By the name in lower case; several values of one name are one, joined. */
  readonly #headers = new Map<string, Header>();
  #cookies: string[] = [];
  #sorted: readonly Pair[] | undefined;

  static copyOf(list: HeaderList): HeaderList {
    const copy = new HeaderList();
    for (const [name, header] of list.#headers) copy.#headers.set(name, header);
    copy.#cookies = [...list.#cookies];
    return copy;
  }

  has(name: string): boolean {
    return this.#headers.has(name.toLowerCase());
  }

  get(name: string): string | null {
    return this.#headers.get(name.toLowerCase())?.value ?? null;
  }

  get cookies(): string[] {
    return [...this.#cookies];
  }

  append(name: string, value: string): void {
    this.#sorted = undefined;
    const key = name.toLowerCase();
    const known = this.#headers.get(key);
    const joined = known && known.value + (key === 'cookie' ? '; ' : ', ') + value;
    this.#headers.set(key, { name: known?.name ?? name, value: joined ?? value });
    if (key === 'set-cookie') this.#cookies.push(value);
  }

  set(name: string, value: string): void {
    this.#sorted = undefined;
    const key = name.toLowerCase();
    if (key === 'set-cookie') this.#cookies = [value];
    this.#headers.set(key, { name, value });
  }

  delete(name: string): void {
    this.#sorted = undefined;
    const key = name.toLowerCase();
    if (key === 'set-cookie') this.#cookies = [];
    this.#headers.delete(key);
  }

  clear(): void {
    this.#sorted = undefined;
    this.#cookies = [];
    this.#headers.clear();
  }

  /** Names as they were given, in the order in which they were; each cookie for itself. */
  pairs(): Pair[] {
    const pairs: Pair[] = [];
    for (const [key, { name, value }] of this.#headers) {
      if (key !== 'set-cookie') pairs.push([name, value]);
      else for (const cookie of this.#cookies) pairs.push([name, cookie]);
    }
    return pairs;
  }

  /** Names in lower case and in order, as they are looped over. */
  sorted(): readonly Pair[] {
    this.#sorted ??= this.#sort();
    return this.#sorted;
  }

  #sort(): Pair[] {
    const names = [...this.#headers.keys()].sort();
    return names.flatMap((name): Pair[] => {
      if (name === 'set-cookie') return this.#cookies.map((cookie) => [name, cookie]);
      return [[name, (this.#headers.get(name) as Header).value]];
    });
  }

  /** As `console.log` shows them. */
  toObject(): Record<string, string> {
    const shown: Record<string, string> = {};
    for (const { name, value } of this.#headers.values()) {
      // A header may be called `__proto__`.
      Object.defineProperty(shown, name, { value, enumerable: true, configurable: true });
    }
    return shown;
  }
}
