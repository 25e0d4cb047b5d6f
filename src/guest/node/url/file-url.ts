/** File URLs and paths, as of a system with slashes, or with backslashes where that is asked for. @see Node's lib/internal/url.js */
import { callHost } from '../../prelude/host.ts';
import { URL } from '../../web/url.ts';
import {
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_ARG_VALUE,
  ERR_INVALID_FILE_URL_HOST,
  ERR_INVALID_FILE_URL_PATH,
  ERR_INVALID_URL_SCHEME,
} from '../errors.ts';
import { resolvePath } from '../path/posix.ts';
import { win32Methods } from '../path/win32.ts';
import { validateString } from '../validate.ts';

interface UrlShape {
  readonly href: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly pathname: string;
}

/** Anything that looks like a URL and not like what the legacy `parse` gives. */
function isUrl(value: unknown): value is UrlShape {
  if (typeof value !== 'object' || value === null) return false;
  const { href, protocol, auth, path } = value as Readonly<Record<string, unknown>>;
  return Boolean(href && protocol && auth === undefined && path === undefined);
}

interface Options {
  readonly windows?: unknown;
}

const isWindows = (options: unknown): boolean =>
  Boolean((options as Options | null | undefined)?.windows);

function windowsPathOf({ pathname, hostname }: UrlShape): string {
  if (/%2f|%5c/i.test(pathname)) {
    throw new ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters');
  }
  const path = decodeURIComponent(pathname.replace(/\//g, '\\'));
  if (hostname !== '')
    return `\\\\${callHost('url.domain', { domain: hostname, form: 'unicode' })}${path}`;
  if (!/^.[a-z]:/i.test(path)) throw new ERR_INVALID_FILE_URL_PATH('must be absolute');
  return path.slice(1);
}

export function fileURLToPath(path: unknown, options?: unknown): string {
  const url: unknown = typeof path === 'string' ? new URL(path) : path;
  if (!isUrl(url)) throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  if (url.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  if (isWindows(options)) return windowsPathOf(url);
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST('linux');
  if (/%2f/i.test(url.pathname)) {
    throw new ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  }
  return decodeURIComponent(url.pathname);
}

const { resolve: resolveWindowsPath } = win32Methods;
const TO_ESCAPE = /[%\t\n\r "#?[\\\]^|~]/g;

const escapeUnit = (unit: string) =>
  `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Of a path on a server: `\\\\server\\share\\file`. */
function shareUrl(path: string): URL {
  const start = path.startsWith('\\\\?\\UNC\\') ? 8 : 2;
  const end = path.indexOf('\\', start);
  if (end === -1) throw new ERR_INVALID_ARG_VALUE('path', path, 'Missing UNC resource path');
  if (end === 2) throw new ERR_INVALID_ARG_VALUE('path', path, 'Empty UNC servername');
  const url = new URL('file://');
  url.hostname = path.slice(start, end);
  url.pathname = path.slice(end).replace(/\\/g, '/').replace(TO_ESCAPE, escapeUnit);
  return url;
}

function windowsUrl(path: string): URL {
  if (path.startsWith('\\\\')) return shareUrl(path);
  const resolved = resolveWindowsPath(path).replace(/\\/g, '/');
  const text = /[\\/]$/.test(path) && !resolved.endsWith('/') ? `${resolved}/` : resolved;
  return new URL(`file:///${text.replace(TO_ESCAPE, escapeUnit)}`);
}

export function pathToFileURL(path: unknown, options?: unknown): URL {
  validateString(path, 'path');
  if (isWindows(options)) return windowsUrl(path);
  const resolved = resolvePath([path]);
  // Resolving takes a slash off the end, and a directory's URL has one.
  const text = path.endsWith('/') && !resolved.endsWith('/') ? `${resolved}/` : resolved;
  return new URL(`file://${text.replace(TO_ESCAPE, escapeUnit)}`);
}

/** A URL as the options of an HTTP request. */
export function urlToHttpOptions(given: unknown): object {
  const url = Object(given) as Readonly<Record<string, string>>;
  const { hostname, pathname, port, username, password, search } = url;
  const options: Record<string, unknown> = {
    __proto__: null,
    ...(given as object),
    protocol: url['protocol'],
    hostname: hostname?.startsWith('[') ? hostname.slice(1, -1) : hostname,
    hash: url['hash'],
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url['href'],
  };
  if (port !== '') options['port'] = Number(port);
  if (username || password) {
    options['auth'] =
      `${decodeURIComponent(username as string)}:${decodeURIComponent(password as string)}`;
  }
  return options;
}
