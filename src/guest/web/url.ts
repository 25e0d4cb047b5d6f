/** `URL`, parsed by the host. @see https://url.spec.whatwg.org/#url-class */
import type { UrlParts, UrlSetter } from '../../wire/host-calls.ts';
import { ERR_INVALID_URL, ERR_MISSING_ARGS } from '../node/errors.ts';
import { callHost } from '../prelude/host.ts';
import { paramsOf, replaceParams, URLSearchParams } from './url/search-params.ts';

const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** Each part by its place in what the host tells. */
const HREF = 0;
const ORIGIN = 1;
const PROTOCOL = 2;
const USERNAME = 3;
const PASSWORD = 4;
const HOST = 5;
const HOSTNAME = 6;
const PORT = 7;
const PATHNAME = 8;
const SEARCH = 9;
const HASH = 10;

function parseParts(input: string, base: string | undefined): UrlParts | null {
  // Libraries try this one while they are loaded, when there is no host to be asked.
  if (input === '' && base === undefined) return null;
  return callHost('url.parse', base === undefined ? { input } : { input, base });
}

function invalidUrl(input: string, base: string | undefined): TypeError {
  const fields = { code: 'ERR_INVALID_URL', input };
  return Object.assign(
    new TypeError('Invalid URL'),
    base === undefined ? fields : { ...fields, base },
  );
}

const textOf = (base: unknown) => (base === undefined ? undefined : `${base as string}`);

/** Makes a URL of parts that the host gave: what a snippet passes is never this. */
class Parsed {
  readonly parts: UrlParts;

  constructor(parts: UrlParts) {
    this.parts = parts;
  }
}

export class URL {
  #parts: UrlParts;
  #params: URLSearchParams | undefined;
  /** Whether the parameters were changed and the parts do not show it yet. */
  #isStale = false;

  constructor(url: unknown, base: unknown = undefined) {
    if (url instanceof Parsed) {
      this.#parts = url.parts;
      return;
    }
    // biome-ignore lint/complexity/noArguments: a URL that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    const input = `${url as string}`;
    const baseText = textOf(base);
    const parts = parseParts(input, baseText);
    if (parts === null) throw invalidUrl(input, baseText);
    this.#parts = parts;
  }

  static parse(url: unknown, base: unknown = undefined): URL | null {
    // biome-ignore lint/complexity/noArguments: a URL that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    const parts = parseParts(`${url as string}`, textOf(base));
    return parts === null ? null : new URL(new Parsed(parts));
  }

  static canParse(url: unknown, base: unknown = undefined): boolean {
    // biome-ignore lint/complexity/noArguments: a URL that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    return parseParts(`${url as string}`, textOf(base)) !== null;
  }

  #set(part: UrlSetter, value: unknown): void {
    const { [HREF]: href } = this.#fresh();
    const search = this.#parts[SEARCH];
    this.#parts = callHost('url.set', { href, part, value: `${value as string}` });
    if (this.#params !== undefined && this.#parts[SEARCH] !== search) {
      replaceParams(this.#params, this.#parts[SEARCH]);
    }
  }

  /** The parts, with what was done to the parameters since. */
  #fresh(): UrlParts {
    if (this.#isStale) {
      this.#isStale = false;
      const query = `${this.#params}`;
      const value = query === '' ? '' : `?${query}`;
      this.#parts = callHost('url.set', { href: this.#parts[HREF], part: 'search', value });
    }
    return this.#parts;
  }

  toString(): string {
    return this.#fresh()[HREF];
  }

  get href(): string {
    return this.#fresh()[HREF];
  }

  set href(value: unknown) {
    const input = `${value as string}`;
    const parts = parseParts(input, undefined);
    if (parts === null) throw new ERR_INVALID_URL(input);
    this.#isStale = false;
    this.#parts = parts;
    if (this.#params !== undefined) replaceParams(this.#params, parts[SEARCH]);
  }

  get origin(): string {
    return this.#parts[ORIGIN];
  }

  get protocol(): string {
    return this.#parts[PROTOCOL];
  }

  set protocol(value: unknown) {
    this.#set('protocol', value);
  }

  get username(): string {
    return this.#parts[USERNAME];
  }

  set username(value: unknown) {
    this.#set('username', value);
  }

  get password(): string {
    return this.#parts[PASSWORD];
  }

  set password(value: unknown) {
    this.#set('password', value);
  }

  get host(): string {
    return this.#parts[HOST];
  }

  set host(value: unknown) {
    this.#set('host', value);
  }

  get hostname(): string {
    return this.#parts[HOSTNAME];
  }

  set hostname(value: unknown) {
    this.#set('hostname', value);
  }

  get port(): string {
    return this.#parts[PORT];
  }

  set port(value: unknown) {
    this.#set('port', value);
  }

  get pathname(): string {
    return this.#parts[PATHNAME];
  }

  set pathname(value: unknown) {
    this.#set('pathname', value);
  }

  get search(): string {
    return this.#fresh()[SEARCH];
  }

  set search(value: unknown) {
    this.#set('search', value);
  }

  get searchParams(): URLSearchParams {
    this.#params ??= paramsOf(this.#parts[SEARCH], () => {
      this.#isStale = true;
    });
    return this.#params;
  }

  get hash(): string {
    return this.#parts[HASH];
  }

  set hash(value: unknown) {
    this.#set('hash', value);
  }

  toJSON(): string {
    return this.#fresh()[HREF];
  }
}

const FIELDS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
] as const;

type Inspect = (value: unknown, options: object) => string;

for (const name of ['toString', ...FIELDS, 'toJSON']) {
  Object.defineProperty(URL.prototype, name, { enumerable: true });
}
for (const name of ['parse', 'canParse']) Object.defineProperty(URL, name, { enumerable: true });
Object.defineProperties(URL.prototype, {
  [Symbol.toStringTag]: { value: 'URL', configurable: true },
  [CUSTOM_INSPECT]: {
    configurable: true,
    writable: true,
    /** As Node shows it. */
    value: {
      [CUSTOM_INSPECT](this: URL, depth: unknown, options: object, inspect: Inspect) {
        if (typeof depth === 'number' && depth < 0) return this;
        const maker = this.constructor;
        const shown: Record<string, unknown> = Object.create({ constructor: maker });
        for (const name of FIELDS) shown[name] = this[name];
        return `${maker.name} ${inspect(shown, options)}`;
      },
    }[CUSTOM_INSPECT],
  },
});

export { URLSearchParams };
