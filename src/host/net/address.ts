/**
 * What an address is for. Promise: only one that leads into the public Internet, and nowhere else by
 * any of the ways in which an IPv6 address can stand for an IPv4 one, is called public.
 */
import { IPv4, IPv6, parse, parseCIDR } from 'ipaddr.js';

export type Address = IPv4 | IPv6;

/** @returns undefined for what is no address */
export function tryParseAddress(text: string): Address | undefined {
  const bare = text.replace(/%.*$/, '');
  const isUsual = bare.includes(':') ? IPv6.isValid(bare) : IPv4.isValidFourPartDecimal(bare);
  return isUsual ? parse(bare) : undefined;
}

/** All of the Internet that IPv6 has been given so far; the rest is for other uses, or for none yet. */
const GLOBAL_UNICAST = parseCIDR('2000::/3') as [IPv6, number];

const KINDS: Readonly<Record<string, string>> = {
  loopback: 'a loopback address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  linkLocal: 'a link-local address',
  carrierGradeNat: "an address of a provider's own network",
  multicast: 'a multicast address',
  broadcast: 'a broadcast address',
  unspecified: 'an unspecified address',
  ipv4Mapped: 'an IPv4 address in an IPv6 one',
  rfc6052: 'an IPv4 address in an IPv6 one',
  rfc6145: 'an IPv4 address in an IPv6 one',
  '6to4': 'an IPv4 address in an IPv6 one',
  teredo: 'an IPv4 address in an IPv6 one',
};

/** What an address is that is not public, in words; undefined for one that is. */
export function kindOf(address: Address): string | undefined {
  const range = address.range();
  if (range !== 'unicast') return KINDS[range] ?? 'a reserved address';
  if (address instanceof IPv4) return undefined;
  if (!address.match(...GLOBAL_UNICAST)) return 'a reserved address';
  return isIsatap(address) ? 'an IPv4 address in an IPv6 one' : undefined;
}

/** The IPv4 addresses that an IPv6 one may lead to. */
export function embeddedIn(address: Address): readonly IPv4[] {
  if (address instanceof IPv4) return [];
  const [first, second, third, , , , high, low] = address.parts;
  const last = ipv4From(high, low);
  switch (address.range()) {
    case '6to4':
      return [ipv4From(second, third)];
    case 'teredo':
      // The server's, and the client's, which is written with all its bits turned.
      return [ipv4From(third, address.parts[3]), ipv4From(~(high ?? 0), ~(low ?? 0))];
    case 'ipv4Mapped':
    case 'rfc6052':
    case 'rfc6145':
      return [last];
    default:
      return isIsatap(address) || (first === 0 && address.parts.slice(1, 6).every(isZero))
        ? [last]
        : [];
  }
}

const isZero = (part: number): boolean => part === 0;

/** An interface whose number is an IPv4 address. @see RFC 5214, section 6.1 */
function isIsatap({ parts }: IPv6): boolean {
  return parts[5] === 0x5efe && ((parts[4] ?? 0) & ~0x0300) === 0;
}

function ipv4From(high = 0, low = 0): IPv4 {
  return new IPv4([(high >> 8) & 255, high & 255, (low >> 8) & 255, low & 255]);
}

/** Whether an address lies in a range; one of another kind never does. */
export function isIn(address: Address, base: Address, bits: number): boolean {
  if (address instanceof IPv4) return base instanceof IPv4 && address.match(base, bits);
  return base instanceof IPv6 && address.match(base, bits);
}
