/** URLs for guests, by the host's own parser: it follows the standard, international domains included. */
import { domainToASCII, domainToUnicode } from 'node:url';
import { MAX_URL_LENGTH } from '../base/limits.ts';
import type { UrlParts, UrlSetter } from '../wire/host-calls.ts';
import { oneOfIn, textIn } from './claims.ts';
import { GuestError } from './guest-error.ts';
import type { Handlers } from './host-run.ts';
import {
  dropLastSpaces,
  mayEscapeCarets,
  setHost,
  unescapeCarets,
  unescapeLastSpace,
  withoutCarets,
} from './url-quirks.ts';
import { isQuickHost, tryParseUrl } from './url-reading.ts';

const SETTERS: readonly UrlSetter[] = [
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
];

/** An absolute URL whose path is empty, and that goes on behind it. */
const WITHOUT_PATH = /^[\0- ]*[a-z][a-z0-9+.-]*:\/\/[^/?#\\]*(?:[?#]|$)/i;
const SPECIAL: ReadonlySet<string> = new Set(['http:', 'https:', 'ws:', 'wss:', 'ftp:', 'file:']);

/**
 * The parts of a URL that was parsed from `input`. The host's parser gives `db://user@host?x` a path of
 * `/`, which has none by the standard; it does so where there are credentials alone.
 */
function partsFrom(url: URL, input: string): UrlParts {
  const parts = partsOf(url);
  const [href, origin, protocol, username, password, host, hostname, port, pathname] = parts;
  const isWrong =
    pathname === '/' &&
    username + password !== '' &&
    !SPECIAL.has(protocol) &&
    WITHOUT_PATH.test(input);
  if (!isWrong) return parts;
  const at = href.indexOf('/', protocol.length + 2);
  const short = href.slice(0, at) + href.slice(at + 1);
  return [
    short,
    origin,
    protocol,
    username,
    password,
    host,
    hostname,
    port,
    '',
    url.search,
    url.hash,
  ];
}

const WITH_ORIGIN: ReadonlySet<string> = new Set(['http:', 'https:', 'ws:', 'wss:', 'ftp:']);

/** The host's parser gives a few schemes an origin that have none by the standard, `ftps:` and `blob:file:` among them. */
function originOf({ protocol, origin }: URL): string {
  const hasOrigin = WITH_ORIGIN.has(protocol) || (protocol === 'blob:' && /^https?:/.test(origin));
  return hasOrigin ? origin : 'null';
}

function partsOf(url: URL): UrlParts {
  return [
    url.href,
    originOf(url),
    url.protocol,
    url.username,
    url.password,
    url.host,
    url.hostname,
    url.port,
    url.pathname,
    url.search,
    url.hash,
  ];
}

function urlTextIn(claim: Readonly<Record<string, unknown>>, field: string): string {
  const text = textIn(claim, field);
  if (text.length <= MAX_URL_LENGTH) return text;
  throw new GuestError(
    'RangeError',
    `Cannot read this as a URL: it is ${text.length} characters, at most ${MAX_URL_LENGTH} are allowed`,
  );
}

/**
 * The parts of what `make` gives, with `^` where the host's parser escapes it in a path.
 * @param texts what the URL is made of; `make` is given the same, or stand-ins for them
 */
function partsWithCarets<T extends readonly string[]>(
  texts: T,
  make: (texts: T) => UrlParts | null,
): UrlParts | null {
  const parts = make(texts);
  if (parts === null || !mayEscapeCarets(parts, texts)) return parts;
  const twin = make(texts.map(withoutCarets) as unknown as T);
  return twin === null ? parts : unescapeCarets(parts, twin);
}

function parse(input: string, base: string | undefined): UrlParts | null {
  const url = tryParseUrl(input, base);
  if (url === null) return null;
  const parts = partsFrom(url, input);
  // What begins with `#` keeps the path of its base.
  return unescapeLastSpace(parts, base !== undefined && /^[\0- ]*#/.test(input) ? base : input);
}

function set(href: string, part: UrlSetter, value: string): UrlParts {
  const url = tryParseUrl(href);
  if (url === null) throw new GuestError('TypeError', 'Invalid URL');
  // As with every host that is none, nothing changes.
  if ((part === 'host' || part === 'hostname') && !isQuickHost(value)) return partsOf(url);
  if (part === 'host') setHost(url, value);
  else url[part] = value;
  if (part === 'pathname') return partsOf(url);
  const parts = unescapeLastSpace(partsFrom(url, href), href);
  const mayEndPath = value === '' && (part === 'search' || part === 'hash');
  return mayEndPath ? dropLastSpaces(parts) : parts;
}

export const URL_CALLS: Handlers<'url.parse' | 'url.set' | 'url.domain'> = {
  'url.parse'(claim) {
    const input = urlTextIn(claim, 'input');
    if (claim.base === undefined)
      return partsWithCarets([input] as const, ([text]) => parse(text, undefined));
    const base = urlTextIn(claim, 'base');
    return partsWithCarets([input, base] as const, ([text, below]) => parse(text, below));
  },
  'url.set'(claim) {
    const href = urlTextIn(claim, 'href');
    const part = oneOfIn(claim, 'part', SETTERS);
    const value = urlTextIn(claim, 'value');
    const parts = partsWithCarets([href, value] as const, (texts) => set(texts[0], part, texts[1]));
    return parts as UrlParts;
  },
  'url.domain'(claim) {
    const domain = urlTextIn(claim, 'domain');
    const form = oneOfIn(claim, 'form', ['ascii', 'unicode'] as const);
    if (!isQuickHost(domain)) return '';
    return form === 'ascii' ? domainToASCII(domain) : domainToUnicode(domain);
  },
};
