/** File URLs and paths, on a system with slashes. @see Node's lib/internal/url.js */
import { URL } from '../../web/url.ts';
import {
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_FILE_URL_HOST,
  ERR_INVALID_FILE_URL_PATH,
  ERR_INVALID_URL_SCHEME,
} from '../errors.ts';
import { resolvePath } from '../path/posix.ts';
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

export function fileURLToPath(path: unknown): string {
  const url: unknown = typeof path === 'string' ? new URL(path) : path;
  if (!isUrl(url)) throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  if (url.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST('linux');
  if (/%2f/i.test(url.pathname)) {
    throw new ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  }
  return decodeURIComponent(url.pathname);
}

const TO_ESCAPE = /[%\t\n\r "#?[\\\]^|~]/g;

const escapeUnit = (unit: string) =>
  `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

export function pathToFileURL(path: unknown): URL {
  validateString(path, 'path');
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
