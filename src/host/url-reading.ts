/**
 * The host's parser of URLs, for texts of strangers. Promise: to read one costs no more than its text is long. Answers
 * names of hosts with combining marks by the thousand: the parser hands each name to ICU, which brings the marks into
 * order in quadratic time, in hours for the longest text, where no meter counts.
 */
import { MAX_HOST_NAME } from '../base/limits.ts';

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const SPECIAL: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss', 'ftp']);
/** What a parser passes over before it begins, and what it passes over anywhere. */
const LEADING = /^[\0- ]+/;
const IGNORED = /[\t\n\r]/g;
/** The scheme of another URL around the one that has the host. */
const WRAPPING = /^(?:blob:)+/i;
const AFTER_HOST = /[/\\?#]/;

/** Null for what is no URL, and for one whose host would take long to read. */
export function tryParseUrl(text: string, base?: string): URL | null {
  if (!isQuicklyRead(text) || (base !== undefined && !isQuicklyRead(base))) return null;
  return URL.parse(text, base);
}

function isQuicklyRead(text: string): boolean {
  return text.length <= MAX_HOST_NAME || isQuickHost(hostIn(text));
}

/** @param text a host's name, and what may follow it in a URL */
export function isQuickHost(text: string): boolean {
  if (text.length <= MAX_HOST_NAME) return true;
  const host = hostBefore(text);
  return host.length <= MAX_HOST_NAME || isPlain(host);
}

/** Whether ICU has nothing to do: no character beyond ASCII, be it escaped, or an encoded label. */
function isPlain(host: string): boolean {
  return !/[^\0-\x7f]|%|xn--/i.test(host);
}

/** Where the host of a URL begins, whose scheme has hosts of names; empty where it has none. */
function hostIn(text: string): string {
  const url = text.replace(LEADING, '').replace(IGNORED, '').replace(WRAPPING, '');
  const scheme = SCHEME.exec(url)?.[1];
  if (scheme === undefined) return /^[/\\]{2}/.test(url) ? afterSlashes(url) : '';
  const rest = url.slice(scheme.length + 1);
  if (SPECIAL.has(scheme.toLowerCase())) return afterSlashes(rest);
  return /^[/\\]{2}(?![/\\])/.test(rest) ? rest.slice(2) : '';
}

/** Any number of slashes stands before such a host. */
const afterSlashes = (text: string): string => text.replace(/^[/\\]+/, '');

function hostBefore(text: string): string {
  const end = text.search(AFTER_HOST);
  const authority = end === -1 ? text : text.slice(0, end);
  return authority.slice(authority.lastIndexOf('@') + 1);
}
