/** Ports at which something listens that could take a request for its own language. */
import type { PortRange } from '../../base/network-rules.ts';

/** Those of them that are 1024 and above. @see Fetch standard, "bad port" */
const BAD_PORTS: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
  6679, 6697, 10080,
]);

export const isAllowedPort = (port: number, ranges: readonly PortRange[]): boolean =>
  !BAD_PORTS.has(port) && ranges.some(([from, to]) => port >= from && port <= to);
