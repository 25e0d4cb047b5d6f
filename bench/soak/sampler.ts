/** Looks at the server from outside, again and again. Linux: reads `/proc`. */
import { readdir } from 'node:fs/promises';
import { median, percentile, sortNumbers } from '../load/percentiles.ts';
import type { RunningServer } from '../load/server.ts';

export interface Sample {
  /** Since the traffic began, milliseconds. */
  readonly atMs: number;
  readonly rssBytes: number;
  /** Of the server thread's collector. */
  readonly heapBytes: number;
  readonly sandboxes: number;
  readonly parked: number;
  readonly open: number;
  readonly workers: number;
  readonly replaced: number;
  /** Open file descriptors of the process: sockets and all else. */
  readonly handles: number;
  readonly threads: number;
  /** Time for `GET /health`, which only the event loop of the server thread can delay, milliseconds. */
  readonly healthMs: number;
  /** Of the honest requests answered since the last sample. */
  readonly honestP99Ms: number;
  readonly answered: number;
}

interface Stats {
  readonly executions: { readonly open: number };
  readonly pool: {
    readonly sandboxes: number;
    readonly parked: number;
    readonly workers: number;
    readonly workersLost: number;
    readonly replaced: number;
  };
  readonly memory: { readonly heapBytes: number };
}

/** Looks at `/health` between two samples, so that one odd delay does not make a sample. */
const HEALTH_LOOKS = 5;

/** What the traffic has to say since it was last asked. */
export interface TrafficNews {
  readonly honestMs: readonly number[];
  readonly answered: number;
}

export async function readStats(url: URL): Promise<Stats> {
  const answer = await fetch(new URL('/stats', url), { signal: AbortSignal.timeout(15_000) });
  return (await answer.json()) as Stats;
}

/** Takes one sample. */
export async function takeSample(
  server: Pick<RunningServer, 'url' | 'pid'>,
  atMs: number,
  news: TrafficNews,
): Promise<Sample> {
  const looks: number[] = [];
  for (let i = 0; i < HEALTH_LOOKS; i++) looks.push(await timeHealth(server.url));
  const [{ executions, pool, memory }, process] = await Promise.all([
    readStats(server.url),
    readProcess(server.pid),
  ]);
  const { sandboxes, parked, workers, replaced } = pool;
  return {
    atMs,
    ...process,
    heapBytes: memory.heapBytes,
    sandboxes,
    parked,
    workers,
    replaced,
    open: executions.open,
    healthMs: median(looks),
    honestP99Ms: percentile(sortNumbers(news.honestMs), 0.99),
    answered: news.answered,
  };
}

async function timeHealth(url: URL): Promise<number> {
  const beganMs = performance.now();
  const answer = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(15_000) });
  await answer.text();
  return performance.now() - beganMs;
}

async function readProcess(pid: number) {
  const [status, handles] = await Promise.all([
    Bun.file(`/proc/${pid}/status`).text(),
    readdir(`/proc/${pid}/fd`),
  ]);
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s+([0-9]+)`, 'm').exec(status)?.[1]);
  return { rssBytes: field('VmRSS') * 1024, threads: field('Threads'), handles: handles.length };
}
