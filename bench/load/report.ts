/** The figures of a load test, for people and for programs. */
import { type Machine, printMachine } from './machine.ts';
import type { PhaseName } from './options.ts';
import { type Summary, summarise } from './percentiles.ts';
import type { PhaseResult } from './phase.ts';
import { printCount, printMegabytes, printMs, printShare, renderTable } from './table.ts';
import { type ErrorKind, type Work, WRONG } from './work.ts';

export interface PhaseReport {
  readonly phase: PhaseName;
  readonly connections: number;
  readonly requests: number;
  readonly right: number;
  readonly errors: Readonly<Record<ErrorKind, number>>;
  /** Right answers a second. */
  readonly perSecond: number;
  readonly elapsedMs: number;
  /** Of the right answers. */
  readonly latency: Summary;
  readonly cases: Readonly<Record<string, Summary>>;
  /** The server's, after the phase; absent when it does not tell. */
  readonly serverRssBytes?: number;
}

export interface LoadReport {
  readonly machine: Machine;
  readonly url: string;
  readonly mode: 'closed loop' | 'open loop';
  readonly targetRps?: number;
  readonly isDistinct: boolean;
  readonly phases: readonly PhaseReport[];
}

export interface PhaseFacts {
  readonly phase: PhaseName;
  readonly connections: number;
  readonly work: Work;
  readonly serverRssBytes: number | undefined;
}

export function reportPhase(result: PhaseResult, facts: PhaseFacts): PhaseReport {
  const { samplesMs, indexes, wanted, errors, elapsedMs } = result;
  const { phase, connections, work, serverRssBytes } = facts;
  const byCase = new Map<string, number[]>();
  for (const [at, ms] of samplesMs.entries()) {
    const name = work.caseOf(indexes[at] ?? 0);
    const known = byCase.get(name);
    if (known) known.push(ms);
    else byCase.set(name, [ms]);
  }
  return {
    phase,
    connections,
    requests: wanted,
    right: samplesMs.length,
    errors: Object.fromEntries(errors),
    perSecond: elapsedMs > 0 ? (samplesMs.length * 1000) / elapsedMs : 0,
    elapsedMs,
    latency: summarise(samplesMs),
    cases: Object.fromEntries([...byCase].map(([name, ms]) => [name, summarise(ms)])),
    ...(serverRssBytes !== undefined && { serverRssBytes }),
  };
}

/** Whether any answer was another than it must be, or a phase had no right one at all. */
export function hasFailed({ phases }: LoadReport): boolean {
  return phases.some(({ errors, right }) => right === 0 || (errors[WRONG] ?? 0) > 0);
}

const HEADERS = [
  'phase',
  'connections',
  'requests',
  'requests/s',
  'mean ms',
  'p50',
  'p95',
  'p99',
  'max',
  'right',
  'server RSS',
];

export function printReport(report: LoadReport): string {
  const { machine, url, phases, isDistinct } = report;
  const parts = [
    `${url}${isDistinct ? ' · another snippet in every request' : ''}`,
    printMachine(machine),
    describeMode(report),
    '',
    renderTable(HEADERS, phases.map(toRow)),
    '',
    ...phases.flatMap(printErrors),
  ];
  return parts.join('\n').trimEnd();
}

export function describeMode({ mode, targetRps }: Pick<LoadReport, 'mode' | 'targetRps'>): string {
  return mode === 'closed loop'
    ? 'closed loop: each connection sends its next request when its last was answered'
    : `open loop: ${printCount(targetRps ?? 0)} requests/s were due; latencies count from when each was due`;
}

function toRow(phase: PhaseReport): string[] {
  const { latency } = phase;
  const show = (ms: number): string => (latency.count === 0 ? '–' : printMs(ms));
  return [
    phase.phase,
    printCount(phase.connections),
    printCount(phase.requests),
    printCount(phase.perSecond),
    show(latency.meanMs),
    show(latency.p50Ms),
    show(latency.p95Ms),
    show(latency.p99Ms),
    show(latency.maxMs),
    printShare(phase.requests === 0 ? 0 : phase.right / phase.requests),
    printMegabytes(phase.serverRssBytes),
  ];
}

function printErrors({ phase, errors }: PhaseReport): string[] {
  return Object.entries(errors).map(([kind, count]) => `${phase}: ${printCount(count)} × ${kind}`);
}
