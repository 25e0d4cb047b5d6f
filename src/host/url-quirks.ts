/**
 * Where the host's parser follows a later standard than Node 20 does, or none: it escapes `^` in paths,
 * and the space that ends an opaque path before `?` or `#`; and it keeps the port of a URL whose host is
 * set with its scheme's own.
 */
import type { UrlParts } from '../wire/host-calls.ts';

const HREF = 0;
const PROTOCOL = 2;
const USERNAME = 3;
const PASSWORD = 4;
const HOST = 5;
const PATHNAME = 8;

function withPart(parts: UrlParts, href: string, pathname: string): UrlParts {
  const changed = [...parts] as unknown as { -readonly [K in keyof UrlParts]: UrlParts[K] };
  changed[HREF] = href;
  changed[PATHNAME] = pathname;
  return changed;
}

/** Stands for `^`: a parser leaves it as it is in every part of a URL. */
const STAND_IN = '~';
const STAND_IN_CODE = 0x7e;

/** Whether a URL that was parsed from these texts may have a `^` escaped that was none. */
export const mayEscapeCarets = (parts: UrlParts, texts: readonly string[]): boolean =>
  parts[PATHNAME].includes('%5E') && texts.some((text) => text.includes('^'));

export const withoutCarets = (text: string): string => text.replaceAll('^', STAND_IN);

/**
 * The parts with `^` where it stood in the path.
 * @param twin the same URL, made of the texts `withoutCarets`
 */
export function unescapeCarets(parts: UrlParts, twin: UrlParts): UrlParts {
  const isNamed = parts[USERNAME] + parts[PASSWORD] !== '';
  const from = isNamed ? parts[HREF].indexOf('@') : parts[PROTOCOL].length;
  const start =
    twin[HREF].length - twin[HREF].slice(isNamed ? twin[HREF].indexOf('@') : from).length;
  const href =
    parts[HREF].slice(0, from) + merged(parts[HREF].slice(from), twin[HREF].slice(start));
  return withPart(parts, href, merged(parts[PATHNAME], twin[PATHNAME]));
}

/**
 * An escaped `^` was one where its twin has the stand-in. Bytes, for both are ASCII: a megabyte of them
 * would take hundreds of milliseconds as characters.
 */
function merged(text: string, twin: string): string {
  const bytes = Buffer.from(text, 'latin1');
  const beside = Buffer.from(twin, 'latin1');
  let length = 0;
  // What is written never overtakes what is read.
  for (let at = 0, next = 0; at < bytes.length; next++) {
    const wasCaret = beside[next] === STAND_IN_CODE && isEscapedCaret(bytes, at);
    bytes[length++] = wasCaret ? CARET_CODE : (bytes[at] as number);
    at += wasCaret ? 3 : 1;
  }
  return bytes.toString('latin1', 0, length);
}

const CARET_CODE = 0x5e;

/** Whether `%5E` stands there. */
const isEscapedCaret = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x25 && bytes[at + 1] === 0x35 && bytes[at + 2] === 0x45;

const SPACE = '%20';

/** The path of an absolute URL as it was written, which an opaque one keeps but for what is escaped. */
const writtenPath = (text: string): string => text.replace(/[\t\n\r]/g, '').replace(/[?#].*/s, '');

const isOpaque = (parts: UrlParts): boolean =>
  parts[HOST] === '' && parts[PATHNAME] !== '' && !/^[/\\]/.test(parts[PATHNAME]);

/** @param text what the URL, or at least its path, was parsed from */
export function unescapeLastSpace(parts: UrlParts, text: string): UrlParts {
  const pathname = parts[PATHNAME];
  if (!pathname.endsWith(SPACE) || !isOpaque(parts) || !writtenPath(text).endsWith(' ')) {
    return parts;
  }
  const end = parts[PROTOCOL].length + pathname.length;
  const rest = parts[HREF].slice(end);
  const kept = `${pathname.slice(0, -SPACE.length)} `;
  return withPart(parts, parts[PROTOCOL] + kept + rest, kept);
}

/** The spaces that end an opaque path go with the query or the fragment that stood behind them. */
export function dropLastSpaces(parts: UrlParts): UrlParts {
  const pathname = parts[PATHNAME];
  if (!pathname.endsWith(' ') || !isOpaque(parts) || /[?#]/.test(parts[HREF])) return parts;
  const kept = pathname.trimEnd();
  return withPart(parts, parts[PROTOCOL] + kept, kept);
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'ws:': 80,
  'wss:': 443,
  'ftp:': 21,
};

/** Sets the host, and takes the port away where the value names the scheme's own. */
export function setHost(url: URL, value: string): void {
  url.host = value;
  const [, port] = /^[^/?#\\]*:(\d+)(?:$|[/?#\\])/.exec(value) ?? [];
  const isDefault = port !== undefined && Number(port) === DEFAULT_PORTS[url.protocol];
  if (isDefault && URL.canParse(`${url.protocol}//${value}`)) url.port = '';
}
