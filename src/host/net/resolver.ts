/** Names to addresses. */
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { entriesOf } from '../../base/network-rules.ts';

/** All addresses of a name, in the order in which to try them; throws as `node:dns` does. */
export type Resolve = (name: string) => Promise<readonly string[]>;

export const resolveBySystem: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/** @param servers as `NETWORK_DNS` has them */
export function resolveBy(servers: string): Resolve {
  if (servers === '') return resolveBySystem;
  const resolver = new Resolver({ timeout: 1000, tries: 3 });
  resolver.setServers(entriesOf(servers).map((each) => (isIP(each) === 6 ? `[${each}]` : each)));
  return async (name) => {
    const [four, six] = await Promise.allSettled([
      resolver.resolve4(name),
      resolver.resolve6(name),
    ]);
    const found = [four, six].flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    if (found.length === 0 && four.status === 'rejected') throw four.reason;
    return found;
  };
}
