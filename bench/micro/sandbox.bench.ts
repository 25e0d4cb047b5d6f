/** What a sandbox costs: its making, and the memory that it holds while it is idle. */
import { do_not_optimize as consume, measure } from 'mitata';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { printMicro } from './report.ts';
import { openWorld, prepare, runPrepared } from './world.ts';

const SANDBOXES = 100;
/** Each maps 16 MB of address space until it is collected. */
const MAX_SAMPLES = 150;
const REQUEST = JSON.stringify({ input: { n: 1 } });

const world = await openWorld();

const rssBefore = settledRss();
const idle: Sandbox[] = [];
for (let i = 0; i < SANDBOXES; i++) idle.push(await world.createSandbox());
const made = (settledRss() - rssBefore) / SANDBOXES;
for (const sandbox of idle) {
  const prepared = prepare(sandbox, 'return input.n + 1;');
  if (runPrepared(sandbox, prepared, REQUEST) !== '2') throw new Error('Wrong answer');
}
const used = (settledRss() - rssBefore) / SANDBOXES;

const stats = await measure(async () => consume(await world.createSandbox()), {
  max_samples: MAX_SAMPLES,
});
const { p50, p75, p99, samples } = stats;
const making = { name: 'make one', p50Ns: p50, p75Ns: p75, p99Ns: p99, samples: samples.length };

printMicro(
  'A sandbox',
  [making],
  [kilobytes('idle, never used', made), kilobytes('idle, after a run', used)],
);
consume(idle);

function settledRss(): number {
  Bun.gc(true);
  return process.memoryUsage.rss();
}

function kilobytes(name: string, bytes: number) {
  return { name, value: `${(bytes / 1024).toFixed(0)} KB each, of ${SANDBOXES}`, number: bytes };
}
