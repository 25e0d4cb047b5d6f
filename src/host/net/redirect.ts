/** Where a response leads elsewhere, and what is sent there. @see Fetch standard, "HTTP-redirect fetch" */
import { tryParseUrl } from '../url-reading.ts';
import { failed } from './fault.ts';
import { fieldOf, type Header, without } from './headers.ts';

/** One request of the chain that a transfer is. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | undefined;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What describes a body goes with it. */
const OF_A_BODY: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
]);
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie']);

/** Where a response leads; undefined when it is an answer itself. */
export function locationOf(status: number, headers: readonly Header[]): string | undefined {
  return REDIRECTS.has(status) ? (fieldOf(headers, 'location') ?? undefined) : undefined;
}

/** @throws GuestError where it leads is no URL */
export function nextHop(hop: Hop, status: number, location: string): Hop {
  // A field's value is bytes; those beyond ASCII are UTF-8.
  const url = tryParseUrl(Buffer.from(location, 'latin1').toString('utf8'), hop.url.href);
  if (!url) throw failed('fetch failed', redirectFault(`Invalid URL in Location`));
  if (url.hash === '') url.hash = hop.url.hash;
  const dropsBody =
    ((status === 301 || status === 302) && hop.method === 'POST') ||
    (status === 303 && hop.method !== 'GET' && hop.method !== 'HEAD');
  const kept = dropsBody ? without(hop.headers, OF_A_BODY) : hop.headers;
  const headers = url.origin === hop.url.origin ? kept : without(kept, CREDENTIALS);
  return dropsBody
    ? { url, method: 'GET', headers, body: undefined }
    : { url, method: hop.method, headers, body: hop.body };
}

export const redirectFault = (message: string) => ({
  name: 'Error',
  message,
  code: 'ERR_NET_REDIRECT',
});
