/** Header fields of requests: which a guest may set, and which there always are. */
import { GuestError } from '../guest-error.ts';

/** How a message is framed, and who speaks with whom: the host's own affair. */
const HOSTS_OWN: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

const isHostsOwn = (name: string): boolean =>
  HOSTS_OWN.has(name) || name.startsWith('proxy-') || name.startsWith('sec-');

export type Header = readonly [name: string, value: string];

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * @param text as in `NetRequest`
 * @throws GuestError for what is no header field
 */
export function readHeaders(text: string): readonly Header[] {
  if (text === '') return [];
  const parts = text.split('\n');
  const headers: Header[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const name = parts[at] ?? '';
    const value = parts[at + 1];
    if (value === undefined || !TOKEN.test(name) || !VALUE.test(value)) {
      throw new GuestError('TypeError', `Cannot send header ${at / 2 + 1}: it is none`);
    }
    if (!isHostsOwn(name.toLowerCase())) headers.push([name, value]);
  }
  return headers;
}

const has = (headers: readonly Header[], wanted: string): boolean =>
  headers.some(([name]) => name.toLowerCase() === wanted);

export const without = (
  headers: readonly Header[],
  unwanted: ReadonlySet<string>,
): readonly Header[] => headers.filter(([name]) => !unwanted.has(name.toLowerCase()));

/** All that goes over the wire. */
export function complete(
  headers: readonly Header[],
  host: string,
  agent: string,
  decodes: boolean,
): string[] {
  const all: Header[] = [['host', host], ...headers];
  if (!has(headers, 'accept')) all.push(['accept', '*/*']);
  if (!has(headers, 'user-agent')) all.push(['user-agent', agent]);
  if (decodes && !has(headers, 'accept-encoding')) {
    all.push(['accept-encoding', 'gzip, deflate, br, zstd']);
  }
  return all.flat();
}

/** What came over the wire, in pairs, as texts of bytes. */
export function pairsOf(raw: readonly Uint8Array[]): Header[] {
  const pairs: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([latin1(raw[at]), latin1(raw[at + 1])]);
  return pairs;
}

const latin1 = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes ?? new Uint8Array(0)).toString('latin1');

/** All values of a field, joined as the standard says; null when there is none. */
export function fieldOf(headers: readonly Header[], wanted: string): string | null {
  const values = headers.filter(([name]) => name.toLowerCase() === wanted);
  return values.length === 0 ? null : values.map(([, value]) => value).join(', ');
}
