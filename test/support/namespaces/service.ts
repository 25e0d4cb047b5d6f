/**
 * The near end, in a namespace of its own: lays the cable to the servers, starts a service for each set
 * of settings that it is asked to visit with, and runs snippets there, one after another. Ends, and
 * everything with it, when whoever started it does: the kernel takes namespaces away that nobody is in.
 */
import { readFileSync } from 'node:fs';
import { atRest, eventually } from '../eventually.ts';
import { startServer, type TestEnv, type TestServer } from '../start-server.ts';
import { NAME_SERVER, SERVER_ADDRESSES, SERVICE_ADDRESSES } from './cable.ts';
import { linesOf } from './lines.ts';

export interface Visit {
  readonly env: TestEnv;
  readonly code: string;
  readonly input: unknown;
}

export interface Visited {
  readonly result?: unknown;
  readonly error?: { readonly type: string; readonly message: string };
  /** Connections that this end set out to make. */
  readonly dialled: number;
  /** Segments of TCP that arrived at the other end. */
  readonly arrived: number;
}

const servers = Bun.spawn(
  ['unshare', '--net', process.execPath, `${import.meta.dir}/servers.ts`],
  // The pipe is held open for as long as this process is there.
  { stdin: 'pipe', stdout: 'pipe', stderr: 'inherit' },
);
await servers.stdout.getReader().read();
const far = `/proc/${servers.pid}/ns/net`;

async function ip(lines: readonly string[], ...within: string[]): Promise<void> {
  const { exited, stdin } = Bun.spawn([...within, 'ip', '-batch', '-'], {
    stdin: 'pipe',
    stdout: 'inherit',
    stderr: 'inherit',
  });
  await stdin.write(lines.join('\n'));
  await stdin.end();
  if ((await exited) !== 0) throw new Error('Cannot lay the cable');
}

const end = (device: string, addresses: readonly string[]) => [
  'link set lo up',
  `link set ${device} addrgenmode none`,
  `link set ${device} up`,
  // At once, and not when all have been asked whether it is theirs.
  ...addresses.map((each) => `addr add ${each} dev ${device}${each.includes(':') ? ' nodad' : ''}`),
];

await ip([`link add near type veth peer name far netns ${servers.pid}`]);
await ip(end('near', SERVICE_ADDRESSES));
await ip(end('far', SERVER_ADDRESSES), 'nsenter', `--net=${far}`);

/** What the kernel counts of TCP in the namespace of a process. */
function tcpCount(pid: number | 'self', name: string): number {
  const [names, values] = readFileSync(`/proc/${pid}/net/snmp`, 'latin1')
    .split('\n')
    .filter((line) => line.startsWith('Tcp: '))
    .map((line) => line.split(' '));
  const value = Number(values?.[names?.indexOf(name) ?? -1]);
  if (Number.isNaN(value)) throw new Error(`Cannot find ${name} among what is counted of TCP`);
  return value;
}

/** Waits until nothing is left of the visit before: the end of a connection is segments too. */
async function settle(): Promise<void> {
  const open = () => tcpCount('self', 'CurrEstab') + tcpCount(servers.pid, 'CurrEstab');
  await eventually(open, (count) => count === 0);
  await atRest(() => tcpCount(servers.pid, 'InSegs'), 5);
}

const counts = () => ({
  dialled: tcpCount('self', 'ActiveOpens'),
  arrived: tcpCount(servers.pid, 'InSegs'),
});

const services = new Map<string, TestServer>();

async function serviceFor(env: TestEnv): Promise<TestServer> {
  const key = JSON.stringify(env);
  const known = services.get(key);
  if (known) return known;
  const service = await startServer({
    how: 'in-process',
    env: { WORKERS: '1', MAX_WORKERS: '1', NETWORK_DNS: NAME_SERVER, ...env },
  });
  services.set(key, service);
  return service;
}

async function make({ env, code, input }: Visit): Promise<Visited> {
  const service = await serviceFor(env);
  await settle();
  const before = counts();
  const { body } = await service.execute({ code, input });
  const { dialled, arrived } = counts();
  const seen = { dialled: dialled - before.dialled, arrived: arrived - before.arrived };
  if (body.success) return { result: body.result, ...seen };
  const { type, message } = body.error;
  return { error: { type, message }, ...seen };
}

for await (const line of linesOf(Bun.stdin.stream())) {
  console.log(JSON.stringify(await make(JSON.parse(line))));
}
process.exit();
