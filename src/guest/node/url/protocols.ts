/** What the legacy URL functions know about protocols. @see Node's lib/internal/url.js */

/** May hold characters that are escaped elsewhere, and have no host. */
const HOSTLESS: ReadonlySet<unknown> = new Set(['javascript', 'javascript:']);

const SLASHED: ReadonlySet<unknown> = new Set(
  ['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss'].flatMap((name) => [name, `${name}:`]),
);

export const isHostless = (protocol: unknown): boolean => HOSTLESS.has(protocol);

/** Whether `//` always follows the protocol. */
export const isSlashed = (protocol: unknown): boolean => SLASHED.has(protocol);

export function isIpv6(hostname: string): boolean {
  return hostname.startsWith('[') && hostname.endsWith(']');
}
