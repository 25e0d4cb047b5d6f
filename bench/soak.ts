/**
 * Soak: mixed honest, failing, hostile, large and waiting traffic for minutes or hours, every answer
 * checked; fails when one is wrong or a figure of the server grows. Linux.
 *
 *     bun run soak --help
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMachine } from './load/machine.ts';
import { PROJECT_ROOT, type RunningServer, sourceCommand, startServer } from './load/server.ts';
import { renderSoakChart } from './soak/chart.ts';
import { soakTitle, writeSoakDocument } from './soak/document.ts';
import { judgeFigures } from './soak/figures.ts';
import { HELP, parseSoakOptions, type SoakOptions } from './soak/options.ts';
import { printSoak, type Rest, type SoakReport } from './soak/report.ts';
import { readStats, type Sample, takeSample } from './soak/sampler.ts';
import { Traffic } from './soak/traffic.ts';
import { problemsOf } from './soak/verdict.ts';

/** Samples over the whole run, about; never closer together than `LEAST_EVERY_MS`. */
const SAMPLES = 300;
const LEAST_EVERY_MS = 500;
/** What the just-in-time compiler, the caches and the pool take to settle: a share of the run, and at least. */
const WARM_UP_SHARE = 0.2;
const LEAST_WARM_UP_MS = 15_000;
/** How long the server may take to come to rest after the traffic, milliseconds. */
const REST_WITHIN_MS = 30_000;
const NO_NEWS = { honestMs: [], answered: 0 };
/** Snippets that wait need timers. */
const ENV = { DISABLED_GLOBALS: 'none' };

await main();

async function main(): Promise<void> {
  const parsed = parseSoakOptions(Bun.argv.slice(2));
  switch (parsed.kind) {
    case 'help':
      return console.log(HELP);
    case 'document':
      return writeSoakDocument(parsed.from);
    case 'soak':
      return soak(parsed.options);
  }
}

async function soak(options: SoakOptions): Promise<void> {
  const machine = describeMachine();
  const { binary, durationMs, perSecond, isJson, out } = options;
  const command = binary === undefined ? await sourceCommand(PROJECT_ROOT) : [binary];
  await using server = await startServer({
    command,
    cwd: binary === undefined ? PROJECT_ROOT : process.cwd(),
    env: ENV,
  });
  const before = await takeSample(server, 0, NO_NEWS);
  const traffic = new Traffic(server.url, perSecond);
  const samples = await watch(server, traffic, durationMs);
  const after = await comeToRest(server, before);
  const { pool } = await readStats(server.url);
  const warmUpMs = Math.max(LEAST_WARM_UP_MS, durationMs * WARM_UP_SHARE);
  const judged = judgeFigures(samples.filter(({ atMs }) => atMs >= warmUpMs));
  const report: SoakReport = {
    machine,
    what: binary === undefined ? 'the source' : 'the executable',
    minutes: durationMs / 60_000,
    perSecond,
    warmUpMs,
    traffic: [...traffic.counts].map(([kind, counts]) => ({ kind, ...counts })),
    held: traffic.held,
    wrong: traffic.wrong,
    workersLost: pool.workersLost,
    replaced: pool.replaced,
    judged,
    before: restOf(before),
    after: restOf(after),
    problems: problemsOf(traffic, judged, { before, after, workersLost: pool.workersLost }),
    samples,
  };
  const chart = await drawChart(report, out);
  console.log(isJson ? JSON.stringify(report, undefined, 1) : printSoak(report));
  process.stderr.write(`chart: ${chart}\n`);
  if (report.problems.length > 0) process.exitCode = 1;
}

/** Sends the traffic and takes samples until the time is over. */
async function watch(server: RunningServer, traffic: Traffic, durationMs: number) {
  const samples: Sample[] = [];
  const everyMs = Math.max(LEAST_EVERY_MS, durationMs / SAMPLES);
  const beganMs = performance.now();
  const signal = AbortSignal.timeout(durationMs);
  const sending = traffic.run(signal);
  traffic.takeNews();
  while (!signal.aborted) {
    await Bun.sleep(everyMs);
    samples.push(await takeSample(server, performance.now() - beganMs, traffic.takeNews()));
  }
  await sending;
  return samples;
}

/** Waits until nothing is open, no thread is left that was started for the traffic, and memory is back. */
async function comeToRest(server: RunningServer, before: Sample): Promise<Sample> {
  const untilMs = performance.now() + REST_WITHIN_MS;
  for (;;) {
    const sample = await takeSample(server, 0, NO_NEWS);
    const isAtRest = sample.open === 0 && sample.workers <= before.workers;
    if (isAtRest && sample.rssBytes <= 1.5 * before.rssBytes) return sample;
    if (performance.now() > untilMs) return sample;
    await Bun.sleep(LEAST_EVERY_MS);
  }
}

function restOf({ rssBytes, handles, threads, open, parked }: Sample): Rest {
  return { rssBytes, handles, threads, open, parked };
}

async function drawChart(report: SoakReport, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const stamp = report.machine.date.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const path = join(directory, `soak-${stamp}.svg`);
  await Bun.write(path, renderSoakChart({ ...report, title: soakTitle(report) }));
  return path;
}
