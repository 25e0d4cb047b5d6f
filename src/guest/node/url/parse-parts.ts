/** A text taken apart, as the legacy `url.parse` does. @see Node's lib/url.js */
import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_URL } from '../errors.ts';
import querystring from '../querystring.ts';
import type { Parts } from './parts.ts';
import { isHostless, isIpv6, isSlashed } from './protocols.ts';

const PROTOCOL = /^[a-z0-9.+-]+:/i;
const HOST_WITH_AUTH = /^\/\/[^@/]+@[^@/]+/;
const SIMPLE_PATH = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/;
const MAX_HOSTNAME = 255;
/** White space, and controls, at either end of the text. */
const OUTER_SPACE = /^[\0-\u0020\u00a0\ufeff]+|[\0-\u0020\u00a0\ufeff]+$/g;
/** Never in a host, by RFC 2396; each ends it. */
const NO_HOST = /[ "%';<>\\^`{|}#/?]/;
const FORBIDDEN_IN_HOST = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const FORBIDDEN_IN_IPV6 = /[\0\t\n\r #%/<>?@\\^|]/;
const TO_ESCAPE = /[\t\n\r "'<>\\^`{|}]/g;

/** What a text is cut into: backslashes before a query are slashes. */
function tidy(url: string): string {
  const trimmed = url.replace(OUTER_SPACE, '');
  const split = trimmed.search(/[?#]/);
  const [head, tail] =
    split === -1 ? [trimmed, ''] : [trimmed.slice(0, split), trimmed.slice(split)];
  return head.replaceAll('\\', '/') + tail;
}

function setQuery(parts: Parts, search: string | undefined, parses: boolean): void {
  if (search === undefined) {
    if (!parses) return;
    parts.search = null;
    parts.query = Object.create(null) as object;
    return;
  }
  parts.search = search;
  parts.query = parses ? querystring.parse(search.slice(1)) : search.slice(1);
}

/** Where the part before the host ends, and where the host does: -1 for the end of the text. */
function findHost(rest: string): readonly [atSign: number, hostEnd: number] {
  const stop = rest.search(/[#/?]/);
  const area = stop === -1 ? rest : rest.slice(0, stop);
  const atSign = area.lastIndexOf('@');
  const behind = rest.slice(atSign + 1);
  const end = behind.search(NO_HOST);
  return [atSign, end === -1 ? -1 : atSign + 1 + end];
}

/** Takes the port off `host`. */
function splitPort(host: string): readonly [hostname: string, port: string | undefined] {
  const port = /:[0-9]*$/.exec(host)?.[0];
  if (port === undefined) return [host, undefined];
  return [host.slice(0, -port.length), port === ':' ? undefined : port.slice(1)];
}

function checkedHostname(hostname: string, isIp: boolean, url: string): string {
  if (hostname.length > MAX_HOSTNAME) return '';
  const lower = hostname.toLowerCase();
  if (lower === '') return '';
  if (isIp) {
    if (FORBIDDEN_IN_IPV6.test(lower)) throw new ERR_INVALID_URL(url);
    return lower;
  }
  const ascii = toAscii(lower);
  // Whatever is empty or forbidden here has become so by the conversion: it spoofs another host.
  if (ascii === '' || FORBIDDEN_IN_HOST.test(ascii)) throw new ERR_INVALID_URL(url);
  return ascii;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Node lets them be, too
const PLAIN_HOST = /^[\x01-\x7f]*$/;

/** A host name that is ASCII already is let be. */
function toAscii(hostname: string): string {
  if (PLAIN_HOST.test(hostname) && !hostname.includes('xn--')) return hostname;
  // A name of numbers would become an address, unless a label follows it that is none.
  const ascii = callHost('url.domain', { domain: `${hostname}${NO_NUMBER}`, form: 'ascii' });
  return ascii.slice(0, -NO_NUMBER.length);
}

const NO_NUMBER = '.a';

const NOT_IN_NAME = /[/\\#?:]/;

/** Reads the host off the front. @returns what follows it */
function takeHost(parts: Parts, text: string, url: string): string {
  const stripped = stripBreaks(text);
  const [atSign, hostEnd] = findHost(stripped);
  if (atSign !== -1) parts.auth = decodeURIComponent(stripped.slice(0, atSign));
  const host = stripped.slice(atSign + 1, hostEnd === -1 ? undefined : hostEnd);
  let rest = hostEnd === -1 ? '' : stripped.slice(hostEnd);
  const [whole, port] = splitPort(host);
  if (port !== undefined) parts.port = port;
  const isIp = isIpv6(whole);
  const bad = isIp ? -1 : whole.search(NOT_IN_NAME);
  if (bad !== -1) rest = `/${whole.slice(bad)}${rest}`;
  const hostname = checkedHostname(bad === -1 ? whole : whole.slice(0, bad), isIp, url);
  parts.host = hostname + (parts.port ? `:${parts.port}` : '');
  parts.hostname = isIp ? hostname.slice(1, -1) : hostname;
  return isIp && !rest.startsWith('/') ? `/${rest}` : rest;
}

/** Tabs and line breaks are taken out as far as the host goes. */
function stripBreaks(text: string): string {
  const stop = text.search(/[#/?]/);
  if (stop === -1) return text.replace(/[\t\n\r]/g, '');
  return text.slice(0, stop).replace(/[\t\n\r]/g, '') + text.slice(stop);
}

const escapeUnit = (unit: string) =>
  `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Path, query and hash: what is left when protocol and host are off. */
function takeTail(parts: Parts, rest: string, parses: boolean): void {
  const hashAt = rest.indexOf('#');
  if (hashAt !== -1) parts.hash = rest.slice(hashAt);
  const before = hashAt === -1 ? rest : rest.slice(0, hashAt);
  const queryAt = before.indexOf('?');
  setQuery(parts, queryAt === -1 ? undefined : before.slice(queryAt), parses);
  const pathname = queryAt === -1 ? before : before.slice(0, queryAt);
  if (pathname !== '') parts.pathname = pathname;
}

function hasHost(rest: string, protocol: string | undefined, slashesDenoteHost: boolean): boolean {
  const isAsked = slashesDenoteHost || protocol !== undefined || HOST_WITH_AUTH.test(rest);
  return isAsked && rest.startsWith('//');
}

/** @returns whether the text was a plain path, and is done with */
function takeSimplePath(parts: Parts, rest: string, parses: boolean): boolean {
  const [, pathname, search] = SIMPLE_PATH.exec(rest) ?? [];
  if (pathname === undefined) return false;
  parts.path = rest;
  parts.href = rest;
  parts.pathname = pathname;
  setQuery(parts, search || undefined, parses);
  return true;
}

/**
 * Fills `parts` with what `url` says.
 * @returns whether the `href` is still to be made of them
 * @throws ERR_INVALID_URL for a host that cannot be one
 */
export function parseParts(
  parts: Parts,
  url: string,
  parses: boolean,
  slashesDenoteHost: boolean,
): boolean {
  const text = tidy(url);
  const mayBeSimple = !slashesDenoteHost && !/#/.test(text) && !/^[^?#]*@/.test(text);
  if (mayBeSimple && takeSimplePath(parts, text, parses)) return false;
  const found = PROTOCOL.exec(text)?.[0];
  const protocol = found?.toLowerCase();
  if (protocol !== undefined) parts.protocol = protocol;
  const rest = takeAuthority(parts, { url, found, slashesDenoteHost });
  takeTail(parts, isHostless(protocol) ? rest : rest.replace(TO_ESCAPE, escapeUnit), parses);
  if (isSlashed(protocol) && parts.hostname && !parts.pathname) parts.pathname = '/';
  if (parts.pathname || parts.search) parts.path = `${parts.pathname ?? ''}${parts.search ?? ''}`;
  return true;
}

interface Authority {
  readonly url: string;
  /** The protocol as it was written. */
  readonly found: string | undefined;
  readonly slashesDenoteHost: boolean;
}

/** Reads slashes and host; @returns what follows them */
function takeAuthority(parts: Parts, { url, found, slashesDenoteHost }: Authority): string {
  const text = tidy(url).slice(found?.length ?? 0);
  if (isHostless(parts.protocol)) return text;
  const slashes = hasHost(text, found, slashesDenoteHost);
  if (slashes) parts.slashes = true;
  if (!slashes && (found === undefined || isSlashed(found))) return text;
  return takeHost(parts, slashes ? text.slice(2) : text, url);
}
