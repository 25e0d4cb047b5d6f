/** What every scenario has at hand: servers to start and a way to load them. */
import { fileURLToPath } from 'node:url';
import type { Address } from '../load/client.ts';
import { summarise } from '../load/percentiles.ts';
import { type PhaseResult, runPhase } from '../load/phase.ts';
import { PROJECT_ROOT, type RunningServer, sourceCommand, startServer } from '../load/server.ts';
import { createWork, type Work } from '../load/work.ts';
import { runWrk } from '../load/wrk.ts';

export interface Figure {
  readonly name: string;
  /** For people, with its unit. */
  readonly value: string;
  /** For programs; of a ratio the ratio, of times milliseconds, of memory bytes. */
  readonly number: number;
  /** How it came about, or what it compares with. */
  readonly note: string;
}

export interface Scenario {
  readonly name: string;
  run(world: World): Promise<Figure[]>;
}

export type GeneratorName = 'wrk' | 'client';

export interface WorldOptions {
  /** The executable under test; undefined: the source. */
  readonly binary: string | undefined;
  readonly generator: GeneratorName;
  readonly rounds: number;
  readonly roundMs: number;
}

export interface LoadSpec {
  readonly connections: number;
  readonly isDistinct?: boolean;
}

export interface Loaded {
  readonly perSecond: number;
  readonly answered: number;
  readonly errors: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Requests made ready for a second of distinct load; more than any server here answers. */
const DISTINCT_PER_SECOND = 15_000;
const ECHO = fileURLToPath(new URL('../load/echo-server.ts', import.meta.url));

export class World {
  readonly options: WorldOptions;
  #command: readonly string[] | undefined;

  constructor(options: WorldOptions) {
    this.options = options;
  }

  async startService(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
    const { binary } = this.options;
    this.#command ??= binary === undefined ? await sourceCommand(PROJECT_ROOT) : [binary];
    return startServer({ command: this.#command, env });
  }

  /** The bare `Bun.serve` that parses JSON and sends it back. */
  startEcho(): Promise<RunningServer> {
    return startServer({ command: [process.execPath, ECHO] });
  }

  /**
   * Loads the service for one round.
   * @throws when one answer was wrong: such a round says nothing
   */
  async load(url: URL, { connections, isDistinct = false }: LoadSpec): Promise<Loaded> {
    const durationMs = this.options.roundMs;
    if (this.options.generator === 'wrk') {
      return runWrk({ url, connections, durationMs, isDistinct });
    }
    const count = Math.ceil((DISTINCT_PER_SECOND * durationMs) / 1000);
    const work = createWork({ host: url.host, path: '/execute', isDistinct, count });
    return toLoaded(await runFor(durationMs, { url, connections, work }));
  }

  /** The same for the echo, whose answers are the requests. */
  async loadEcho(url: URL, connections: number): Promise<Loaded> {
    const durationMs = this.options.roundMs;
    if (this.options.generator === 'wrk') {
      return runWrk({ url, connections, durationMs, isDistinct: false });
    }
    const options = { host: url.host, path: '/execute', isDistinct: false, count: 0 };
    const judge = (_: number, status: number) => (status === 200 ? undefined : `status ${status}`);
    const work = { ...createWork(options), judge };
    return toLoaded(await runFor(durationMs, { url, connections, work }));
  }

  /** Sends all five cases to a fresh server until they are prepared, and checks every answer. */
  async warm(url: URL): Promise<void> {
    const work = createWork({ host: url.host, path: '/execute', isDistinct: false, count: 0 });
    const { errors } = toLoaded(await runFor(1000, { url, connections: 20, work }));
    if (errors > 0) throw new Error(`Cannot measure: ${errors} requests failed while it warmed up`);
  }
}

interface Load {
  readonly url: URL;
  readonly connections: number;
  readonly work: Work;
}

/** Loads by our client for so long; every answer is checked. */
export function runFor(durationMs: number, { url, connections, work }: Load): Promise<PhaseResult> {
  return runPhase({
    address: addressOf(url),
    work,
    connections,
    requests: Number.POSITIVE_INFINITY,
    durationMs,
    timeLimitMs: durationMs + 30_000,
  });
}

export function toLoaded({ samplesMs, elapsedMs, errors }: PhaseResult): Loaded {
  const { p50Ms, p99Ms, count } = summarise(samplesMs);
  const failed = [...errors.values()].reduce((sum, each) => sum + each, 0);
  return {
    perSecond: (count * 1000) / elapsedMs,
    answered: count,
    errors: failed,
    p50Ms,
    p99Ms,
  };
}

const addressOf = (url: URL): Address => ({ hostname: url.hostname, port: Number(url.port) });

/** Sends one snippet; @returns the status and the answer's text */
export async function execute(url: URL, body: unknown): Promise<{ status: number; text: string }> {
  const answer = await fetch(new URL('/execute', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Even rounds as given, odd rounds reversed: what drifts hits both alike. */
export function inTurns<T>(round: number, tasks: readonly T[]): readonly T[] {
  return round % 2 === 0 ? tasks : tasks.toReversed();
}
