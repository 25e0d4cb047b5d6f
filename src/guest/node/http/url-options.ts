import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_URL } from '../errors.ts';
import type { RequestOptions } from './target.ts';

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
