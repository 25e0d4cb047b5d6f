import type { Mutation } from './mutation.ts';

const GUARD = ['test/unit/host/net/guard.test.ts'];
const ATTACKS = 'test/adversarial/network/';

/** No snippet reaches the inside, and none takes more of the network than it may. */
export const NETWORK_MUTATIONS: readonly Mutation[] = [
  {
    id: 'network-first-address-only',
    guarantee: 'Every address that a name leads to is judged',
    file: 'src/host/net/guard.ts',
    text: 'for (const text of addresses)',
    replacement: 'for (const text of addresses.slice(0, 1))',
    tests: GUARD,
    isShort: true,
  },
  {
    id: 'network-embedded-addresses',
    guarantee: 'An IPv6 address that stands for an IPv4 one is not public',
    file: 'src/host/net/address.ts',
    text: "if (range !== 'unicast') return KINDS[range] ?? 'a reserved address';",
    replacement: 'if (KINDS[range] && range.length < 10) return KINDS[range];',
    tests: GUARD,
    isShort: true,
  },
  {
    id: 'network-scheme',
    guarantee: 'Nothing but http and https is ever opened',
    file: 'src/host/net/guard.ts',
    text: "if (url.protocol !== 'http:' && url.protocol !== 'https:') {",
    replacement: "if (url.protocol === 'file:') {",
    tests: GUARD,
  },
  {
    id: 'network-deny-embedded',
    guarantee: 'What is denied is denied in IPv6 as well',
    file: 'src/host/net/guard.ts',
    text: 'const all = [address, ...embeddedIn(address)];',
    replacement: 'const all = [address];',
    tests: GUARD,
  },
  {
    id: 'network-certificate-name',
    guarantee: 'A certificate is checked against the name that was asked for',
    file: 'src/host/net/dial.ts',
    text: 'checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),',
    replacement: 'checkServerIdentity: () => undefined,',
    tests: ['test/unit/host/net/hostile-servers.test.ts'],
    isShort: true,
  },
  {
    id: 'network-credentials-across-origins',
    guarantee: 'Credentials stay with the origin that they were given for',
    file: 'src/host/net/redirect.ts',
    text: 'url.origin === hop.url.origin ? kept : without(kept, CREDENTIALS)',
    replacement: 'kept',
    tests: [`${ATTACKS}redirect-that-turns-inward.test.ts`],
    isShort: true,
  },
  {
    id: 'network-bytes-before-decompression',
    guarantee: 'What a run receives is counted, after decompression',
    file: 'src/host/net/body.ts',
    text: 'this.#options.count(bytes.length);',
    replacement: 'this.#options.count(0);',
    tests: [`${ATTACKS}body-that-swells.test.ts`],
  },
  {
    id: 'network-kept-unread',
    guarantee: 'What the host keeps of bodies that nobody reads is bounded for a run',
    file: 'src/host/net/body.ts',
    text: 'return this.#queue.size < MOST_OF_ONE && this.#options.kept.bytes < MOST_OF_ALL;',
    replacement: 'return true;',
    tests: [`${ATTACKS}body-that-swells.test.ts`],
  },
  {
    id: 'network-own-connections',
    guarantee: 'A run that ends takes its transfers with it',
    file: 'src/host/net/run-network.ts',
    text: 'for (const transfer of this.#transfers.values()) transfer.end(closed());',
    replacement: '',
    tests: ['test/unit/host/net/budgets.test.ts'],
  },
  {
    id: 'network-terminate-amid-transfers',
    guarantee: 'A worker is not ended before its transfers are closed',
    file: 'src/pool/runner.ts',
    text: 'if (!this.#hasTransfers) this.#transport.terminate();',
    replacement: 'if (this.#hasTransfers || true) this.#transport.terminate();',
    tests: ['test/unit/pool/transfers.test.ts'],
    isShort: true,
  },
];
