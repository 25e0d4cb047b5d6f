/**
 * How cheap the load generator is: wrk, our client and Bun's fetch against the same echo server, in turns.
 *
 *     bun bench/generator.ts
 */
import { fileURLToPath } from 'node:url';
import { describeMachine, printMachine } from './load/machine.ts';
import { median } from './load/percentiles.ts';
import { runPhase } from './load/phase.ts';
import { startServer } from './load/server.ts';
import { printCount, renderTable } from './load/table.ts';
import { createWork, type Work } from './load/work.ts';
import { runWrk, WRK } from './load/wrk.ts';

const CONNECTIONS = 100;
const ROUND_MS = 2000;
const ROUNDS = 3;

const ECHO = fileURLToPath(new URL('./load/echo-server.ts', import.meta.url));

console.log(printMachine(describeMachine()));
await using echo = await startServer({ command: [process.execPath, ECHO] });
const { url } = echo;
const options = { host: url.host, path: '/execute', isDistinct: false, count: 0 };
// An echo answers with the request: all there is to check is that it came back.
const work: Work = {
  ...createWork(options),
  judge: (_, status, body) =>
    status === 200 && body.startsWith('{"input":') ? undefined : 'wrong',
};

const generators: Record<string, () => Promise<number>> = {
  ...(WRK !== null && { wrk: sendByWrk }),
  'bench/load': sendByClient,
  'fetch of Bun': sendByFetch,
};
const figures = new Map<string, number[]>(Object.keys(generators).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, send] of Object.entries(generators)) figures.get(name)?.push(await send());
}
const best = median([...figures.values()][0] ?? []);
const rows = [...figures].map(([name, perSecond]) => {
  const middle = median(perSecond);
  return [name, printCount(middle), (middle / best).toFixed(2)];
});
console.log(`\n${renderTable(['generator', 'requests/s to an echo', 'ratio'], rows)}`);

async function sendByWrk(): Promise<number> {
  const { perSecond, errors } = await runWrk({
    url,
    connections: CONNECTIONS,
    durationMs: ROUND_MS,
    isDistinct: false,
  });
  if (errors > 0) throw new Error(`Cannot use this round: ${errors} errors`);
  return perSecond;
}

async function sendByClient(): Promise<number> {
  const { samplesMs, elapsedMs, errors } = await runPhase({
    address: { hostname: url.hostname, port: Number(url.port) },
    work,
    connections: CONNECTIONS,
    requests: Number.POSITIVE_INFINITY,
    durationMs: ROUND_MS,
    timeLimitMs: ROUND_MS * 5,
  });
  if (errors.size > 0) throw new Error(`Cannot use this round: ${[...errors.keys()]}`);
  return (samplesMs.length * 1000) / elapsedMs;
}

async function sendByFetch(): Promise<number> {
  const body = JSON.stringify({ input: { a: 1, b: 2 }, codebase64: 'cmV0dXJuIGlucHV0LmE=' });
  const headers = { 'content-type': 'application/json' };
  const startMs = performance.now();
  let answered = 0;
  const send = async () => {
    while (performance.now() - startMs < ROUND_MS) {
      await (await fetch(new URL('/execute', url), { method: 'POST', headers, body })).text();
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  return (answered * 1000) / (performance.now() - startMs);
}
