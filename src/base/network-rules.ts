/** Who a snippet may speak to, as an operator writes it: hosts, their subdomains, ranges of addresses, ports. */
import { isValid, parseCIDR } from 'ipaddr.js';

/** One entry of `NETWORK_ALLOW` or `NETWORK_DENY`. */
export type NetworkRule = {
  /** The one port it is about; every port without. */
  readonly port: number | undefined;
} & (
  | { readonly kind: 'host'; readonly name: string }
  /** `*.example.com`, kept as `.example.com`. */
  | { readonly kind: 'subdomains'; readonly suffix: string }
  | { readonly kind: 'range'; readonly address: string; readonly bits: number }
);

/** Ports from one to another, both included. */
export type PortRange = readonly [from: number, to: number];

const MAX_PORT = 65_535;

/** @returns undefined for a text that is no list of rules */
export function tryParseRules(text: string): readonly NetworkRule[] | undefined {
  return allOf(text, tryParseRule);
}

/** @returns undefined for a text that is no list of ports */
export function tryParsePorts(text: string): readonly PortRange[] | undefined {
  return allOf(text, tryParsePortRange);
}

/** A server of names: its address, and its port where that is not 53. */
export const isNameServer = (text: string): boolean => {
  const { host, port } = splitPort(text);
  return port !== null && isAddress(host);
};

export const areNameServers = (text: string): boolean => entriesOf(text).every(isNameServer);

export const entriesOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

function allOf<T>(text: string, parse: (entry: string) => T | undefined): readonly T[] | undefined {
  const parsed = entriesOf(text).map(parse);
  return parsed.every((each) => each !== undefined) ? (parsed as T[]) : undefined;
}

function tryParseRule(entry: string): NetworkRule | undefined {
  const { host, port } = splitPort(entry);
  if (port === null) return undefined;
  const range = tryParseRange(host);
  if (range) return { kind: 'range', ...range, port };
  const isSuffix = host.startsWith('*.');
  const name = tryParseName(isSuffix ? host.slice(2) : host);
  if (name === undefined) return undefined;
  return isSuffix ? { kind: 'subdomains', suffix: `.${name}`, port } : { kind: 'host', name, port };
}

interface HostAndPort {
  readonly host: string;
  /** `null`: there is one, and it is none. */
  readonly port: number | undefined | null;
}

/** `host:port`, `[address]:port`, or either without a port; an IPv6 address may go without brackets then. */
function splitPort(entry: string): HostAndPort {
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(entry);
  if (bracketed) return { host: bracketed[1] ?? '', port: readPort(bracketed[2]) };
  if (entry.split(':').length > 2) return { host: entry, port: undefined };
  const colon = entry.indexOf(':');
  if (colon < 0) return { host: entry, port: undefined };
  return { host: entry.slice(0, colon), port: readPort(entry.slice(colon + 1)) };
}

function readPort(text: string | undefined): number | undefined | null {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= MAX_PORT ? port : null;
}

function tryParseRange(host: string): { address: string; bits: number } | undefined {
  const [address = '', length, ...rest] = host.split('/');
  if (rest.length > 0 || !isAddress(address)) return undefined;
  const whole = address.includes(':') ? 128 : 32;
  if (length === undefined) return { address, bits: whole };
  if (!/^\d{1,3}$/.test(length) || Number(length) > whole) return undefined;
  parseCIDR(host);
  return { address, bits: Number(length) };
}

/** In the usual spelling: four decimal numbers, or an IPv6 address without a zone. */
const isAddress = (text: string): boolean =>
  text.includes(':')
    ? isValid(text) && !text.includes('%')
    : /^\d+(\.\d+){3}$/.test(text) && isValid(text);

/** A name as a URL has it: in lower case, international ones in ASCII. */
function tryParseName(text: string): string | undefined {
  if (!/^[^\s/?#@:\\[\]%*]+$/.test(text)) return undefined;
  const url = URL.parse(`http://${text}/`);
  const name = url?.hostname.replace(/\.+$/, '') ?? '';
  // Another spelling of an address would be taken for a name that never matches.
  return name === '' || isValid(name) ? undefined : name;
}

function tryParsePortRange(entry: string): PortRange | undefined {
  const [first = '', last = first, ...rest] = entry.split('-');
  const from = readPort(first.trim());
  const to = readPort(last.trim());
  if (rest.length > 0 || !from || !to || from > to) return undefined;
  return [from, to];
}
