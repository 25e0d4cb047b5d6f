/** Where a request of Node's `http` goes: its address and what else it was called with. */
import { SecurityError } from '../../prelude/harden.ts';
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { isToken } from './headers.ts';
import {
  ERR_INVALID_HTTP_TOKEN,
  ERR_INVALID_PROTOCOL,
  ERR_UNESCAPED_CHARACTERS,
} from './http-errors.ts';
import { type RequestOptions, requireUrl } from './url-options.ts';

export interface Target {
  readonly protocol: string;
  readonly host: string;
  readonly path: string;
  readonly method: string;
  /** The host and its port, where that is not the protocol's own. */
  readonly authority: string;
  /** The whole address. */
  readonly url: string;
}

export type RequestArguments = readonly [input?: unknown, options?: unknown, callback?: unknown];

export interface Called {
  readonly options: RequestOptions;
  readonly callback: ((response: unknown) => void) | undefined;
}

/** `(url)`, `(url, options)` or `(options)`, each with or without a callback behind. */
export function readCall([input, second, third]: RequestArguments): Called {
  const isAddress = typeof input === 'string' || isUrl(input);
  const fromUrl = isAddress ? requireUrl(String(input)) : {};
  const given = isAddress ? second : input;
  const last = isAddress ? third : second;
  const callback = typeof given === 'function' ? given : last;
  const options = typeof given === 'object' && given !== null ? given : {};
  return {
    options: { ...fromUrl, ...options },
    callback: typeof callback === 'function' ? (callback as Called['callback']) : undefined,
  };
}

const isUrl = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'href' in value && 'searchParams' in value;

const UNESCAPED = /[^\u0021-\u00ff]/;

export function targetOf(options: RequestOptions, defaultProtocol: string): Target {
  const protocol = options.protocol || defaultProtocol;
  if (protocol !== defaultProtocol) throw new ERR_INVALID_PROTOCOL(protocol, defaultProtocol);
  // It would take the place of the host, and the request must not go to another one instead.
  if (options.socketPath) {
    throw new SecurityError(
      'Cannot connect: there are no files here, and so no sockets among them',
    );
  }
  const path = options.path ? String(options.path) : '/';
  if (UNESCAPED.test(path)) throw new ERR_UNESCAPED_CHARACTERS();
  const host = hostIn(options.hostname, 'hostname') || hostIn(options.host, 'host') || 'localhost';
  const port = options.port ? `:${options.port}` : '';
  const isOwnPort = Number(options.port) === (protocol === 'https:' ? 443 : 80);
  const shown = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return {
    protocol,
    host,
    path,
    method: methodIn(options.method),
    authority: `${shown}${isOwnPort ? '' : port}`,
    url: `${protocol}//${shown}${port}${path.startsWith('/') ? path : `/${path}`}`,
  };
}

function hostIn(host: unknown, name: string): string | null | undefined {
  if (host === undefined || host === null || typeof host === 'string') return host;
  throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
}

function methodIn(method: unknown): string {
  if (method === undefined || method === null || method === '') return 'GET';
  if (typeof method !== 'string')
    throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method);
  if (!isToken(method)) throw new ERR_INVALID_HTTP_TOKEN('Method', method);
  return method.toUpperCase();
}
