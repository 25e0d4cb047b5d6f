import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_URL } from '../errors.ts';

/** As far as it is looked at; `agent` and what belongs to a socket is not. */
export interface RequestOptions {
  readonly protocol?: string | null;
  readonly host?: string | null;
  readonly hostname?: string | null;
  readonly port?: number | string | null;
  readonly socketPath?: unknown;
  readonly path?: string | null;
  readonly method?: string | null;
  readonly headers?: object | null;
  readonly auth?: string | null;
  readonly timeout?: number;
  readonly signal?: unknown;
}

/** A URL as the options that it stands for. @throws ERR_INVALID_URL */
export function requireUrl(input: string): RequestOptions {
  const parts = callHost('url.parse', { input });
  if (parts === null) throw new ERR_INVALID_URL(input);
  const [, , protocol, username, password, , hostname, port, pathname, search] = parts;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    protocol,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    path: `${pathname}${search}`,
    ...(port !== '' && { port: Number(port) }),
    ...((username !== '' || password !== '') && { auth: credentials }),
  };
}
