import type { UrlParts } from '../../../wire/host-calls.ts';
import { callHost } from '../../prelude/host.ts';

export interface ParsedUrl {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly hasCredentials: boolean;
  /** Without the fragment. */
  readonly target: string;
}

/** @throws TypeError in the words of Node's `fetch` */
export function requireUrl(input: string): ParsedUrl {
  const parts = tryParts(input);
  if (parts !== null) return parsedOf(parts);
  const cause = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input });
  throw new TypeError(`Failed to parse URL from ${input}`, { cause });
}

export const tryParts = (input: string): UrlParts | null => callHost('url.parse', { input });

function parsedOf([
  href,
  origin,
  protocol,
  username,
  password,
  ,
  ,
  ,
  ,
  ,
  hash,
]: UrlParts): ParsedUrl {
  // An empty fragment leaves its mark alone.
  const end = hash === '' && !href.endsWith('#') ? href.length : href.length - (hash.length || 1);
  return {
    href,
    origin,
    protocol,
    hasCredentials: username !== '' || password !== '',
    target: href.slice(0, end),
  };
}
