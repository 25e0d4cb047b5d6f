/**
 * Ours next to other ways to run other people's JavaScript, side by side in one run.
 *
 *     bun bench/peers/run.ts
 *
 * @see bench/README.md
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import product from '../../package.json';
import { describeMachine, printMachine } from '../load/machine.ts';
import { printCount } from '../load/table.ts';
import { WRK } from '../load/wrk.ts';
import { inTurns } from '../scenarios/world.ts';
import { installPeers } from './install.ts';
import { HEAVY_CONNECTIONS, measureRound, type Round, type RoundOptions } from './measure.ts';
import manifest from './package.json';
import { isBuilt, OURS, PEER_IDS, PEERS, type Peer, type PeerId } from './peers.ts';
import { renderPeers } from './peers-table.ts';
import { type Probes, probe } from './probe.ts';
import { writeReadmes } from './readme.ts';
import type { PeersReport } from './report.ts';
import { ENGLISH } from './words.ts';

const HELP = `Ours next to other ways to run other people's JavaScript

  bun bench/peers/run.ts [options]

  --rounds N        measurements of each, every one with a fresh process (5)
  --seconds N       length of one (4)
  --connections N   open at once, for the five small snippets (100)
  --processes N     of each Node peer (one a core)
  --only A,B        these alone: ${PEER_IDS.join(', ')}
  --no-probes       leave out whether deadline and memory cap hold
  --readme          keep the result, and print it into both READMEs
  --json            JSON on stdout
`;

const TIMEOUT_MS = 5000;
const MEMORY_MIB = 64;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '100' },
    processes: { type: 'string', default: `${availableParallelism()}` },
    only: { type: 'string' },
    probes: { type: 'boolean', default: true },
    readme: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const peers = choosePeers(values.only);
  const rounds = requireCount('rounds');
  const options: RoundOptions = {
    roundMs: requireCount('seconds') * 1000,
    connections: requireCount('connections'),
    processes: requireCount('processes'),
    timeoutMs: TIMEOUT_MS,
    memoryMiB: MEMORY_MIB,
  };
  await installPeers();
  const machine = describeMachine();
  process.stderr.write(`${printMachine(machine)}\n`);
  const measured = await measureAll(peers, options, rounds);
  const probed = values.probes ? await probeAll(peers) : new Map<PeerId, Probes>();
  const report: PeersReport = {
    machine,
    generator: WRK === null ? 'client' : 'wrk',
    versions: await readVersions(),
    isExecutable: isBuilt,
    connections: options.connections,
    heavyConnections: HEAVY_CONNECTIONS,
    roundMs: options.roundMs,
    processes: options.processes,
    results: peers.map(({ id }) => ({
      id,
      rounds: measured.get(id) ?? [],
      probes: probed.get(id),
    })),
  };
  if (values.readme) await writeReadmes(report);
  console.log(values.json ? JSON.stringify(report, undefined, 2) : renderPeers(report, ENGLISH));
}

/** Interleaved, so that a slow minute of the machine falls on all alike. */
async function measureAll(
  peers: readonly Peer[],
  options: RoundOptions,
  rounds: number,
): Promise<ReadonlyMap<PeerId, readonly Round[]>> {
  const measured = new Map<PeerId, Round[]>(peers.map(({ id }) => [id, []]));
  for (let round = 0; round < rounds; round++) {
    for (const peer of inTurns(round, peers)) {
      const outcome = await measureRound(peer, options);
      measured.get(peer.id)?.push(outcome);
      const note =
        'problem' in outcome ? outcome.problem : `${printCount(outcome.perSecond)} requests/s`;
      process.stderr.write(`round ${round + 1} of ${rounds}, ${peer.id}: ${note}\n`);
    }
  }
  return measured;
}

async function probeAll(peers: readonly Peer[]): Promise<ReadonlyMap<PeerId, Probes>> {
  const probed = new Map<PeerId, Probes>();
  for (const peer of peers) {
    const probes = await probe(peer);
    if (probes === undefined) continue;
    probed.set(peer.id, probes);
    const seen = Object.entries(probes).map(([name, outcome]) => `${name} ${outcome.seen}`);
    process.stderr.write(`${peer.id}: ${seen.join('; ')}\n`);
  }
  return probed;
}

async function readVersions(): Promise<Record<string, string>> {
  const node = await new Response(Bun.spawn(['node', '--version']).stdout).text();
  const peers: Record<string, string> = manifest.dependencies;
  return { [OURS]: product.version, Node: node.trim().replace(/^v/, ''), ...peers };
}

function choosePeers(only: string | undefined): readonly Peer[] {
  const wanted = only?.split(',');
  const unknown = wanted?.find((id) => PEERS.every((peer) => peer.id !== id));
  if (unknown !== undefined) {
    throw new Error(`Cannot measure '${unknown}': one of ${PEER_IDS.join(', ')} was wanted`);
  }
  return PEERS.filter(({ id }) => wanted?.includes(id) ?? true);
}

function requireCount(name: 'rounds' | 'seconds' | 'connections' | 'processes'): number {
  const count = Number(values[name]);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`Cannot use --${name} '${values[name]}': a whole number above 0 was wanted`);
}
