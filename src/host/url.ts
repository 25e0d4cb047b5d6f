/** URLs for guests, by the host's own parser: it follows the standard, international domains included. */
import { domainToASCII, domainToUnicode } from 'node:url';
import { MAX_URL_LENGTH } from '../base/limits.ts';
import type { UrlParts, UrlSetter } from '../wire/host-calls.ts';
import { oneOfIn, textIn } from './claims.ts';
import { GuestError } from './guest-error.ts';
import type { Handlers } from './host-run.ts';

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

export const URL_CALLS: Handlers<'url.parse' | 'url.set' | 'url.domain'> = {
  'url.parse'(claim) {
    const input = urlTextIn(claim, 'input');
    const base = claim.base === undefined ? undefined : urlTextIn(claim, 'base');
    const url = URL.parse(input, base);
    return url === null ? null : partsFrom(url, input);
  },
  'url.set'(claim) {
    const href = urlTextIn(claim, 'href');
    const url = URL.parse(href);
    if (url === null) throw new GuestError('TypeError', 'Invalid URL');
    const part = oneOfIn(claim, 'part', SETTERS);
    url[part] = urlTextIn(claim, 'value');
    return part === 'pathname' ? partsOf(url) : partsFrom(url, href);
  },
  'url.domain'(claim) {
    const domain = urlTextIn(claim, 'domain');
    const form = oneOfIn(claim, 'form', ['ascii', 'unicode'] as const);
    return form === 'ascii' ? domainToASCII(domain) : domainToUnicode(domain);
  },
};
