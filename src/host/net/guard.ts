/**
 * The wall in front of the network. Promise: what is admitted is the URL of a host that the operator
 * lets snippets reach, with the addresses to dial; a name is resolved once, and every address it leads to
 * is judged, so that nothing else is ever dialled. What the operator denies stays denied.
 */
import {
  type NetworkRule,
  type PortRange,
  tryParsePorts,
  tryParseRules,
} from '../../base/network-rules.ts';
import type { NetworkMode, NetworkSetup } from '../../wire/network-setup.ts';
import { type Address, embeddedIn, isIn, kindOf, tryParseAddress } from './address.ts';
import { type Cause, causeOf, failed, NetworkRefused } from './fault.ts';
import { isLocalName, isMetadataAddress, isMetadataName } from './names.ts';
import { isAllowedPort } from './ports.ts';
import type { Resolve } from './resolver.ts';

/** What may be dialled. */
export interface Admitted {
  readonly url: URL;
  readonly isTls: boolean;
  /** The host, as its certificate must have it: no brackets, no dot at the end. */
  readonly name: string;
  readonly port: number;
  /** Each one judged; at least one. */
  readonly addresses: readonly string[];
}

interface Target {
  readonly name: string;
  readonly port: number;
}

/** What a host's name, or the address it is, says so far. */
interface Judged {
  /** The operator allows this very host, wherever it leads. */
  readonly isAllowed: boolean;
  /** Its port is, whatever its addresses. */
  readonly isPortOpen: boolean;
}

/** A rule whose range is ready to be compared with. */
type ReadyRule =
  | Exclude<NetworkRule, { kind: 'range' }>
  | (Extract<NetworkRule, { kind: 'range' }> & { readonly base: Address });

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

export class Guard {
  readonly #mode: NetworkMode;
  readonly #allow: readonly ReadyRule[];
  readonly #deny: readonly ReadyRule[];
  readonly #ports: readonly PortRange[];
  readonly #resolve: Resolve;

  constructor(setup: Pick<NetworkSetup, 'mode' | 'allow' | 'deny' | 'ports'>, resolve: Resolve) {
    this.#mode = setup.mode;
    this.#allow = rulesFrom(setup.allow);
    this.#deny = rulesFrom(setup.deny);
    this.#ports = tryParsePorts(setup.ports) ?? [];
    this.#resolve = resolve;
  }

  /** @throws NetworkRefused, or as `fetch` does where the name leads nowhere */
  async admit(url: URL): Promise<Admitted> {
    const isTls = this.#requireForm(url);
    const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port);
    const target: Target = { name: nameOf(url), port };
    const literal = tryParseAddress(target.name);
    const judged = this.#judgeName(target, literal);
    const addresses = literal ? [target.name] : await this.#addressesOf(target.name);
    for (const text of addresses) this.#judgeAddress(target, text, judged, literal !== undefined);
    return { url, isTls, ...target, addresses };
  }

  /** @returns whether it is to be encrypted */
  #requireForm(url: URL): boolean {
    // First of all, for other schemes have no host that could be judged.
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new NetworkRefused(
        'scheme',
        `Cannot fetch '${url.protocol}' URLs: only http: and https: are allowed`,
      );
    }
    if (this.#mode === 'off')
      throw new NetworkRefused('off', 'Cannot fetch: the network is off here');
    if (url.username !== '' || url.password !== '') {
      throw new NetworkRefused(
        'credentials',
        'Cannot fetch a URL with credentials in it: send a header',
      );
    }
    return url.protocol === 'https:';
  }

  #judgeName(target: Target, literal: Address | undefined): Judged {
    const { name, port } = target;
    if (this.#deny.some((each) => isByName(each, target))) throw denied(name, port);
    const rule = this.#allow.find((each) => isByName(each, target));
    const isPortOpen =
      isAllowedPort(port, this.#ports) ||
      this.#allow.some(
        (each) => each.port === port && (isByName(each, target) || isByRange(each, port, literal)),
      );
    // A name's address is not known yet: a range with this port may turn out to hold it.
    const mayOpenPort =
      !literal && this.#allow.some((each) => each.kind === 'range' && each.port === port);
    if (!isPortOpen && !mayOpenPort) throw badPort(name, port);
    if (rule) return { isAllowed: true, isPortOpen };
    if (isMetadataName(name) || (this.#mode === 'public' && isLocalName(name))) {
      throw new NetworkRefused('name', `Cannot fetch from '${name}': it is a name of the inside`);
    }
    return { isAllowed: false, isPortOpen };
  }

  async #addressesOf(name: string): Promise<readonly string[]> {
    let found: readonly string[];
    try {
      found = await this.#resolve(name);
    } catch (thrown) {
      throw failed('fetch failed', lookupFault(name, causeOf(thrown).code));
    }
    if (found.length === 0) throw failed('fetch failed', lookupFault(name, 'ENOTFOUND'));
    return found;
  }

  #isDenied(address: Address, port: number): boolean {
    return this.#deny.some((rule) => isByRange(rule, port, address));
  }

  #judgeAddress(
    target: Target,
    text: string,
    { isAllowed, isPortOpen }: Judged,
    isLiteral: boolean,
  ): void {
    const { name, port } = target;
    const address = tryParseAddress(text);
    // What leads to an address that is not the URL's own is not told: it is the network's own affair.
    const refuse = (what: string) => {
      const subject = isLiteral ? `'${name}'` : `'${name}', which leads to ${what}`;
      const why = isLiteral ? `it is ${what}` : 'that is not allowed';
      return new NetworkRefused('address', `Cannot fetch from ${subject}: ${why}`);
    };
    if (!address) throw refuse('no address');
    const all = [address, ...embeddedIn(address)];
    if (all.some((each) => this.#isDenied(each, port))) {
      throw denied(name, port);
    }
    const rules = this.#allow.filter((each) => isByRange(each, port, address));
    if (!isPortOpen && !rules.some((each) => each.port === port)) throw badPort(name, port);
    if (isAllowed || rules.length > 0) return;
    if (all.some((each) => isMetadataAddress(each.toString()))) {
      throw refuse('an address of cloud metadata');
    }
    const kind = this.#mode === 'all' ? undefined : kindOf(address);
    if (kind !== undefined) throw refuse(kind);
  }
}

/** A host's name for comparing: without brackets, without dots at its end. */
function nameOf({ hostname }: URL): string {
  const name = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname.replace(/\.+$/, '');
  if (name !== '') return name;
  throw new NetworkRefused('name', `Cannot fetch from '${hostname}': it names no host`);
}

function rulesFrom(text: string): readonly ReadyRule[] {
  const ready: ReadyRule[] = [];
  for (const rule of tryParseRules(text) ?? []) {
    if (rule.kind !== 'range') ready.push(rule);
    else {
      const base = tryParseAddress(rule.address);
      if (base) ready.push({ ...rule, base });
    }
  }
  return ready;
}

function isByName(rule: ReadyRule, { name, port }: Target): boolean {
  if (rule.port !== undefined && rule.port !== port) return false;
  if (rule.kind === 'host') return rule.name === name;
  return rule.kind === 'subdomains' && name.endsWith(rule.suffix);
}

function isByRange(rule: ReadyRule, port: number, address: Address | undefined): boolean {
  if (rule.kind !== 'range' || !address) return false;
  if (rule.port !== undefined && rule.port !== port) return false;
  return isIn(address, rule.base, rule.bits);
}

const denied = (name: string, port: number): NetworkRefused =>
  new NetworkRefused('denied', `Cannot fetch from '${name}:${port}': the operator denies it`);

const badPort = (name: string, port: number): NetworkRefused =>
  new NetworkRefused('port', `Cannot fetch from '${name}': port ${port} is not allowed`);

const lookupFault = (name: string, code: string): Cause => ({
  name: 'Error',
  message: `getaddrinfo ${code} ${name}`,
  code,
});
