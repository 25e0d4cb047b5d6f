/** One peer, one round: a fresh process, checked, warmed, loaded, checked again. */
import { CASES, type LoadCase } from '../load/cases.ts';
import { type RunningServer, startServer } from '../load/server.ts';
import { createWork, type Work } from '../load/work.ts';
import { runWrk, WRK } from '../load/wrk.ts';
import { type Loaded, runFor, toLoaded } from '../scenarios/world.ts';
import { HEAVY_CASE } from './heavy-case.ts';
import { ECHO, type Limits, type Peer, type PeerId } from './peers.ts';
import { describeProblem } from './problem.ts';
import { readTreeRss } from './process-tree.ts';

/** Few, so that what waits in a slow peer's queue does not become its latency. */
export const HEAVY_CONNECTIONS = 4;
const CHECK_MS = 300;
const CHECK_CONNECTIONS = 4;
const WARM_MS = 1000;

export interface RoundOptions extends Limits {
  readonly roundMs: number;
  readonly connections: number;
}

/** What a round showed, or why it does not count: one wrong or failed answer is enough. */
export type Round =
  | {
      readonly perSecond: number;
      readonly p50Ms: number;
      readonly p99Ms: number;
      /** After the load, of all its processes. */
      readonly rssBytes: number;
      /** Of the case that only computes; absent of the echo. */
      readonly heavyPerSecond?: number;
    }
  | { readonly problem: string };

export async function measureRound(peer: Peer, options: RoundOptions): Promise<Round> {
  try {
    await using server = await startServer(await peer.start(options));
    return await measureServer(peer.id, server, options);
  } catch (thrown) {
    return { problem: describeProblem(thrown) };
  }
}

async function measureServer(
  id: PeerId,
  { url, pid }: RunningServer,
  { connections, roundMs }: RoundOptions,
): Promise<Round> {
  const load = (cases: readonly LoadCase[], atOnce: number, durationMs: number) =>
    loadBy(WRK === null ? 'client' : 'wrk', { id, url, cases, connections: atOnce, durationMs });
  await checkAnswers(id, url, CASES);
  await load(CASES, connections, WARM_MS);
  const { perSecond, p50Ms, p99Ms } = await load(CASES, connections, roundMs);
  const rssBytes = await readTreeRss(pid);
  await checkAnswers(id, url, CASES);
  const round = { perSecond, p50Ms, p99Ms, rssBytes };
  if (id === ECHO) return round;
  await checkAnswers(id, url, [HEAVY_CASE]);
  const heavy = await load([HEAVY_CASE], HEAVY_CONNECTIONS, roundMs);
  return { ...round, heavyPerSecond: heavy.perSecond };
}

interface LoadPlan {
  readonly id: PeerId;
  readonly url: URL;
  readonly cases: readonly LoadCase[];
  readonly connections: number;
  readonly durationMs: number;
}

/** @throws when one answer was not right, as far as the generator can see */
async function loadBy(generator: 'wrk' | 'client', plan: LoadPlan): Promise<Loaded> {
  const { id, url, cases, connections, durationMs } = plan;
  const loaded =
    generator === 'wrk'
      ? await runWrk({ url, connections, durationMs, isDistinct: false, cases })
      : toLoaded(await runFor(durationMs, { url, connections, work: workFor(id, url, cases) }));
  if (loaded.errors === 0) return loaded;
  throw new Error(`Cannot use this round: ${loaded.errors} requests failed under load`);
}

/** wrk compares no results: our client does, before and after. */
async function checkAnswers(id: PeerId, url: URL, cases: readonly LoadCase[]): Promise<void> {
  const work = workFor(id, url, cases);
  const { errors } = await runFor(CHECK_MS, { url, connections: CHECK_CONNECTIONS, work });
  const kinds = [...errors].map(([kind, count]) => `${count} × ${kind}`);
  if (kinds.length > 0) throw new Error(`Cannot use this round: ${kinds.join(', ')}`);
}

function workFor(id: PeerId, url: URL, cases: readonly LoadCase[]): Work {
  const options = { host: url.host, path: '/execute', isDistinct: false, count: 0, cases };
  const work = createWork(options);
  if (id !== ECHO) return work;
  // An echo answers with the request: that it came back is all there is to check.
  const judge = (_: number, status: number) => (status === 200 ? undefined : `status ${status}`);
  return { ...work, judge };
}
