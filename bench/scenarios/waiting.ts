import { fileURLToPath } from 'node:url';
import { Connection, type Outcome, openConnections } from '../load/client.ts';
import { median, percentile, sortNumbers } from '../load/percentiles.ts';
import { readRssBytes, tryReadStats } from '../load/server.ts';
import { printCount, printMegabytes, printMs } from '../load/table.ts';
import type { Figure, Scenario, World } from './world.ts';

const RUNS = 1000;
const SLOW_SERVER = fileURLToPath(new URL('./slow-server.ts', import.meta.url));
const WAITS = 'const r = await fetch(input.url); return Number(await r.text());';
const COMPUTES = 'let sum = 0; for (let i = 0; i < 1000; i++) sum += i; return sum;';
const ROUNDS = 3;

interface Round {
  readonly wallMs: number;
  readonly wrong: number;
  readonly grewBytes: number;
  readonly parked: number;
  readonly computingMs: readonly number[];
}

/** A thousand snippets that wait for a slow server at once, and callers who only compute meanwhile. */
export const waiting: Scenario = {
  name: 'waiting',
  async run(world: World): Promise<Figure[]> {
    await using slow = await startSlowServer();
    // One more than wait, so that there is room for those who compute.
    await using service = await world.startService({
      NETWORK_ALLOW: '127.0.0.1',
      MAX_CONCURRENT_EXECUTIONS: String(RUNS + 100),
      EXECUTION_TIMEOUT_MS: '30000',
    });
    await world.warm(service.url);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(service.url, slow.port));
    const wrong = rounds.reduce((sum, each) => sum + each.wrong, 0);
    const wallMs = median(rounds.map((each) => each.wallMs));
    const grewBytes = median(rounds.map((each) => each.grewBytes));
    const computing = sortNumbers(rounds.flatMap((each) => each.computingMs));
    const p99Ms = percentile(computing, 0.99);
    return [
      {
        name: '1 000 snippets wait 500 ms for a server',
        value: `${printMs(wallMs)} ms`,
        number: wallMs,
        note: `${printCount(wrong)} wrong; ${Math.max(...rounds.map((each) => each.parked))} waited at once`,
      },
      {
        name: '… memory above what it was',
        value: printMegabytes(grewBytes),
        number: grewBytes,
        note: 'resident, at the most',
      },
      {
        name: '… p99 of those who compute meanwhile',
        value: `${printMs(p99Ms)} ms`,
        number: p99Ms,
        note: `of ${printCount(computing.length)}; p50 ${printMs(percentile(computing, 0.5))} ms`,
      },
    ];
  },
};

async function measure(url: URL, port: number): Promise<Round> {
  const beforeBytes = (await readRssBytes(url)) ?? 0;
  const address = { hostname: url.hostname, port: Number(url.port) };
  // Bun's own `fetch` would send 256 at once.
  const connections = await openConnections(address, RUNS);
  const beganMs = performance.now();
  const answers = Promise.all(
    connections.map((connection, n) =>
      ask(connection, { code: WAITS, input: { url: `http://127.0.0.1:${port}/?n=${n}` } }),
    ),
  );
  let isOver = false;
  const watched = watch(url, () => isOver);
  const computed = compute(new Connection(address), () => isOver);
  const outcomes = await answers;
  const wallMs = performance.now() - beganMs;
  isOver = true;
  const { mostBytes, parked } = await watched;
  const computingMs = await computed;
  for (const connection of connections) connection.close();
  const isRight = (outcome: Outcome, n: number) =>
    outcome.ok && outcome.body.includes(`"result":${n},`);
  const wrong = outcomes.filter((outcome, n) => !isRight(outcome, n)).length;
  return { wallMs, wrong, grewBytes: mostBytes - beforeBytes, parked, computingMs };
}

function ask(connection: Connection, body: unknown): Promise<Outcome> {
  const text = JSON.stringify(body);
  const head = `POST /execute HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n`;
  return new Promise((resolve) => {
    connection.send(Buffer.from(head + text), resolve);
  });
}

async function watch(url: URL, isOver: () => boolean) {
  let mostBytes = 0;
  let parked = 0;
  while (!isOver()) {
    const stats = await tryReadStats(url);
    mostBytes = Math.max(mostBytes, stats?.memory.rssBytes ?? 0);
    parked = Math.max(parked, stats?.pool.parked ?? 0);
    await Bun.sleep(20);
  }
  return { mostBytes, parked };
}

async function compute(connection: Connection, isOver: () => boolean): Promise<number[]> {
  const tookMs: number[] = [];
  while (!isOver()) {
    const beganMs = performance.now();
    await ask(connection, { code: COMPUTES, input: {} });
    tookMs.push(performance.now() - beganMs);
    await Bun.sleep(5);
  }
  connection.close();
  return tookMs;
}

async function startSlowServer(): Promise<AsyncDisposable & { readonly port: number }> {
  const child = Bun.spawn([process.execPath, SLOW_SERVER], { stdout: 'pipe' });
  const { value } = await child.stdout.getReader().read();
  return {
    port: Number(new TextDecoder().decode(value)),
    async [Symbol.asyncDispose]() {
      child.kill();
      await child.exited;
    },
  };
}
