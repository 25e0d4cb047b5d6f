/**
 * Load test: three phases of requests over HTTP to a running server, every answer checked.
 *
 *     bun bench/load.ts --spawn
 *
 * @see bench/README.md
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChartPhase, renderChart } from './load/chart.ts';
import { describeMachine } from './load/machine.ts';
import { HELP, type LoadOptions, type PhaseSpec, parseOptions } from './load/options.ts';
import { type PhaseResult, runPhase } from './load/phase.ts';
import { showProgress } from './load/progress.ts';
import {
  describeMode,
  hasFailed,
  type LoadReport,
  type PhaseReport,
  printReport,
  reportPhase,
} from './load/report.ts';
import { PROJECT_ROOT, readRssBytes, sourceCommand, startServer } from './load/server.ts';
import { printCount, printMs } from './load/table.ts';
import { createWork } from './load/work.ts';

/** Exit codes: a wrong answer or none, and a command line that makes no sense (sysexits.h). */
const WRONG_ANSWER = 1;
const EX_USAGE = 64;

interface Measured {
  readonly result: PhaseResult;
  readonly report: PhaseReport;
}

await main();

async function main(): Promise<void> {
  const parsed = parseOptions(Bun.argv.slice(2));
  switch (parsed.kind) {
    case 'help':
      console.log(HELP);
      return;
    case 'problems':
      console.error(parsed.problems.join('\n'));
      process.exitCode = EX_USAGE;
      return;
    case 'options':
      return test(parsed.options);
  }
}

async function test(options: LoadOptions): Promise<void> {
  const machine = describeMachine();
  await using server = await startOwn(options);
  const url = server?.url ?? options.url;
  const measured: Measured[] = [];
  for (const phase of options.phases) measured.push(await measure(url, phase, options));
  const { targetRps, isDistinct } = options;
  const report: LoadReport = {
    machine,
    url: url.href,
    mode: targetRps === undefined ? 'closed loop' : 'open loop',
    ...(targetRps !== undefined && { targetRps }),
    isDistinct,
    phases: measured.map((each) => each.report),
  };
  const chart = await writeChart(report, measured, options.out);
  if (options.isJson) console.log(JSON.stringify(report, undefined, 2));
  else console.log(`${printReport(report)}\n\nchart: ${chart}`);
  if (hasFailed(report)) process.exitCode = WRONG_ANSWER;
}

async function startOwn({ spawn }: LoadOptions) {
  if (spawn === 'no') return undefined;
  const command = spawn === 'source' ? await sourceCommand(PROJECT_ROOT) : [spawn.binary];
  return startServer({ command, cwd: spawn === 'source' ? PROJECT_ROOT : process.cwd() });
}

async function measure(url: URL, spec: PhaseSpec, options: LoadOptions): Promise<Measured> {
  const { connections, requests, name } = spec;
  const { onlyCase, isDistinct, timeLimitMs, targetRps } = options;
  const path = url.pathname === '/' ? '/execute' : url.pathname;
  const work = createWork({ host: url.host, path, onlyCase, isDistinct, count: requests });
  const progress = showProgress(`${name}: ${printCount(connections)} connections`, requests);
  const result = await runPhase({
    address: { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80) },
    work,
    connections,
    requests,
    timeLimitMs,
    targetRps,
    onProgress: progress.update,
  });
  const serverRssBytes = await readRssBytes(url);
  const report = reportPhase(result, { phase: name, connections, work, serverRssBytes });
  const { perSecond, latency, right } = report;
  progress.end(
    `${printCount(right)} of ${printCount(requests)} right, ${printCount(perSecond)} requests/s, p99 ${printMs(latency.p99Ms)} ms`,
  );
  return { result, report };
}

async function writeChart(
  report: LoadReport,
  measured: readonly Measured[],
  directory: string,
): Promise<string> {
  const phases: ChartPhase[] = measured.map((each) => ({
    name: each.report.phase,
    connections: each.report.connections,
    requests: each.report.requests,
    right: each.report.right,
    perSecond: each.report.perSecond,
    samplesMs: each.result.samplesMs,
  }));
  const distinct = report.isDistinct ? ' · another snippet in every request' : '';
  const mode = `${describeMode(report)}${distinct}`;
  const svg = renderChart({ machine: report.machine, mode, phases });
  await mkdir(directory, { recursive: true });
  const stamp = report.machine.date.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const path = join(directory, `load-${stamp}.svg`);
  await Bun.write(path, svg);
  return path;
}
