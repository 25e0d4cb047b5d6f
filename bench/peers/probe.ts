/**
 * What requests per second do not show, tried for real: does the deadline hold, and does the cap on memory?
 * Each probe has a server of its own, one process, which is killed if need be.
 */
import { type RunningServer, startServer } from '../load/server.ts';
import { ECHO, type Peer } from './peers.ts';
import { describeProblem } from './problem.ts';
import { readTreeCpuMs, readTreeRss } from './process-tree.ts';

const DEADLINE_MS = 1000;
/** How long after its deadline a request is given. */
const GRACE_MS = 2000;
/** Of the probe of memory: long, for it is the cap that must end it. */
const MEMORY_DEADLINE_MS = 10_000;
const MEMORY_MIB = 64;
/** What a server may grow by and still hold its cap: room for an engine's own needs. */
const MOST_GROWTH_MIB = 256;
/** Where a server that does not stop growing is stopped. */
const STOP_AT_MIB = 1024;
const SAMPLE_MS = 20;
const IDLE_LOOK_MS = 500;

/** Written so that no look at the text can tell that it never ends. */
const ENDLESS_LOOP = 'let n = 1; while (n > 0) n = (n % 1000) + 1; return n';
/** One call each into an engine's own code, which goes on for hours; an engine may stop some and not others. */
const ENDLESS_CALLS = [
  'return [].indexOf.call({ length: 2 ** 53 - 1 }, 1)',
  'return [].copyWithin.call({ length: 2 ** 53 - 1 }, 0, 1).length',
  'const sparse = []; sparse[4294967290] = 1; sparse.reverse(); return 1',
] as const;
const MEMORY_HOG = `const kept = [];
while (kept.length >= 0) kept.push(new Uint8Array(1048576).fill(1));
return 1`;

/** Whether a promise held, and what was seen. */
export interface Probe {
  readonly held: boolean;
  readonly seen: string;
}

export interface Probes {
  readonly endlessLoop: Probe;
  /** Every one of several built-in functions. */
  readonly endlessCalls: Probe;
  readonly memory: Probe;
}

/** Tries one peer; undefined of the echo, which runs nothing. */
export async function probe(peer: Peer): Promise<Probes | undefined> {
  if (peer.id === ECHO) return undefined;
  return {
    endlessLoop: await tryOn(peer, DEADLINE_MS, (server) => probeHang(server, ENDLESS_LOOP)),
    endlessCalls: await probeCalls(peer),
    memory: await tryOn(peer, MEMORY_DEADLINE_MS, probeMemory),
  };
}

async function probeCalls(peer: Peer): Promise<Probe> {
  const probes: Probe[] = [];
  for (const code of ENDLESS_CALLS) {
    probes.push(await tryOn(peer, DEADLINE_MS, (server) => probeHang(server, code)));
  }
  return {
    held: probes.every(({ held }) => held),
    seen: probes.map(({ seen }) => seen).join(', '),
  };
}

async function tryOn(
  peer: Peer,
  timeoutMs: number,
  attempt: (server: RunningServer) => Promise<Probe>,
): Promise<Probe> {
  try {
    const options = await peer.start({ timeoutMs, memoryMiB: MEMORY_MIB, processes: 1 });
    await using server = await startServer(options);
    return await attempt(server);
  } catch (thrown) {
    return { held: false, seen: describeProblem(thrown) };
  }
}

/** Holds when the caller is answered, the next one too, and no core goes on burning for nobody. */
async function probeHang(server: RunningServer, code: string): Promise<Probe> {
  const startedMs = performance.now();
  const isAnswered = await tryAsk(server, code, DEADLINE_MS + GRACE_MS);
  const took = `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  if (!isAnswered) return { held: false, seen: `no answer in ${took}` };
  if (!(await tryAsk(server, 'return 1', DEADLINE_MS))) {
    return { held: false, seen: `answered in ${took}, but nobody after it` };
  }
  const isBurning = await isBusy(server.pid);
  return { held: !isBurning, seen: `answered in ${took}${isBurning ? ', a core burns on' : ''}` };
}

/** Does a server that nobody asks anything use most of a core? */
async function isBusy(pid: number): Promise<boolean> {
  const beforeMs = await readTreeCpuMs(pid);
  await Bun.sleep(IDLE_LOOK_MS);
  return (await readTreeCpuMs(pid)) - beforeMs > IDLE_LOOK_MS / 2;
}

/** Holds when the caller is answered, little memory was taken, and the next one is answered too. */
async function probeMemory(server: RunningServer): Promise<Probe> {
  const before = await readTreeRss(server.pid);
  let highest = before;
  let isOpen = true;
  const hog = tryAsk(server, MEMORY_HOG, MEMORY_DEADLINE_MS + GRACE_MS).finally(() => {
    isOpen = false;
  });
  const grownMiB = () => Math.round((highest - before) / 2 ** 20);
  while (isOpen && grownMiB() < STOP_AT_MIB) {
    await Bun.sleep(SAMPLE_MS);
    highest = Math.max(highest, await readTreeRss(server.pid));
  }
  const grown = `${grownMiB()} MiB more`;
  if (isOpen) return { held: false, seen: `${grown} and growing` };
  if (!(await hog)) return { held: false, seen: `${grown}, no answer` };
  if (!(await tryAsk(server, 'return 1', DEADLINE_MS))) {
    return { held: false, seen: `${grown}, answered, but nobody after it` };
  }
  return { held: grownMiB() <= MOST_GROWTH_MIB, seen: `${grown}, answered` };
}

/** Whether any answer came in time, right or not. */
async function tryAsk({ url }: RunningServer, code: string, withinMs: number): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/execute', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ input: {}, codebase64: Buffer.from(code).toString('base64') }),
      signal: AbortSignal.timeout(withinMs),
    });
    await answer.arrayBuffer();
    return true;
  } catch {
    // Too late, or the connection broke: that is the finding.
    return false;
  }
}
