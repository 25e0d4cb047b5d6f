/** Parts of a URL put together, as the legacy `url.format` does. @see Node's lib/url.js */

import { escapeText } from '../querystring/escape.ts';
import querystring from '../querystring.ts';
import { isIpv6, isSlashed } from './protocols.ts';

/** What `format` looks at; any object may say so. */
export interface UrlLike {
  readonly protocol?: unknown;
  readonly slashes?: unknown;
  readonly auth?: unknown;
  readonly host?: unknown;
  readonly hostname?: unknown;
  readonly port?: unknown;
  readonly pathname?: unknown;
  readonly search?: unknown;
  readonly query?: unknown;
  readonly hash?: unknown;
}

function hostText(url: UrlLike): string {
  const auth = url.auth ? `${escapeText(url.auth as string).replaceAll('%3A', ':')}@` : '';
  if (url.host) return auth + url.host;
  if (!url.hostname) return '';
  const hostname = url.hostname as string;
  const text = hostname.includes(':') && !isIpv6(hostname) ? `[${hostname}]` : hostname;
  return auth + text + (url.port ? `:${url.port}` : '');
}

function searchText({ search, query }: UrlLike): string {
  if (search) return search as string;
  const text = query !== null && typeof query === 'object' ? querystring.stringify(query) : '';
  return text === '' ? '' : `?${text}`;
}

const startingWith = (mark: string, text: string) =>
  text === '' || text.startsWith(mark) ? text : mark + text;

/** The slashes with the host, and the path as it goes behind them. */
function afterProtocol(
  url: UrlLike,
  protocol: string,
  pathname: string,
): readonly [host: string, pathname: string] {
  const host = hostText(url);
  if (!url.slashes && !isSlashed(protocol)) return [host, pathname];
  if (url.slashes || host) return [`//${host}`, startingWith('/', pathname)];
  return [protocol.startsWith('file') ? '//' : host, pathname];
}

export function formatParts(url: UrlLike): string {
  const given = (url.protocol || '') as string;
  const protocol = given === '' || given.endsWith(':') ? given : `${given}:`;
  const path = ((url.pathname || '') as string).replaceAll('#', '%23').replaceAll('?', '%3F');
  const [host, pathname] = afterProtocol(url, protocol, path);
  const search = startingWith('?', searchText(url).replace(/#/g, '%23'));
  return protocol + host + pathname + search + startingWith('#', (url.hash || '') as string);
}
