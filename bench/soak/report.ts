import { type Machine, printMachine } from '../load/machine.ts';
import { printCount, printShare, renderTable } from '../load/table.ts';
import type { Judged } from './figures.ts';
import type { Sample } from './sampler.ts';
import type { Counts } from './traffic.ts';

/** How the server was before the traffic, and some time after it. */
export interface Rest {
  readonly rssBytes: number;
  readonly handles: number;
  readonly threads: number;
  readonly open: number;
  readonly parked: number;
}

export interface SoakReport {
  readonly machine: Machine;
  readonly what: string;
  readonly minutes: number;
  readonly perSecond: number;
  readonly warmUpMs: number;
  readonly traffic: readonly ({ readonly kind: string } & Counts)[];
  /** Requests that were due and not sent, for too many were open. */
  readonly held: number;
  readonly wrong: readonly string[];
  readonly workersLost: number;
  readonly replaced: number;
  readonly judged: readonly Judged[];
  readonly before: Rest;
  readonly after: Rest;
  /** Each in one sentence; a soak without one is passed. */
  readonly problems: readonly string[];
  readonly samples: readonly Sample[];
}

const MB = 2 ** 20;
const number = (value: number) => (Math.abs(value) < 1e-9 ? '0' : value.toPrecision(3));

export function trafficTable({ traffic }: SoakReport): readonly (readonly string[])[] {
  return traffic.map(({ kind, sent, right, wrong }) => [
    kind,
    printCount(sent),
    printShare(sent === 0 ? 1 : right / sent),
    printCount(wrong),
  ]);
}

export const TRAFFIC_HEAD = ['traffic', 'requests', 'right', 'wrong'] as const;

export function figureTable({ judged }: SoakReport): readonly (readonly string[])[] {
  return judged.map(({ name, unit, trend, allowed, isGrowing }) => [
    unit === '' ? name : `${name}, ${unit}`,
    number(trend.startValue),
    number(trend.perMinute),
    number(trend.leastPerMinute),
    number(trend.growth),
    number(allowed),
    isGrowing ? 'grows' : 'level',
  ]);
}

export const FIGURE_HEAD = [
  'figure',
  'begins at',
  'slope a minute',
  'at least',
  'over the run',
  'allowed',
  'verdict',
] as const;

export function restLine({ before, after }: SoakReport): string {
  const tell = ({ rssBytes, handles, threads }: Rest) =>
    `${Math.round(rssBytes / MB)} MB resident, ${handles} file descriptors, ${threads} threads`;
  return `Before: ${tell(before)}. After: ${tell(after)}, ${after.open} executions open.`;
}

/** For people. */
export function printSoak(report: SoakReport): string {
  const { machine, what, minutes, perSecond, workersLost, replaced, held, problems } = report;
  return [
    printMachine(machine),
    `${what}, ${minutes} minutes at ${perSecond} requests a second; ${held} were held back`,
    '',
    renderTable(TRAFFIC_HEAD, trafficTable(report)),
    '',
    renderTable(FIGURE_HEAD, figureTable(report)),
    '',
    restLine(report),
    `Workers lost: ${workersLost}. Sandboxes replaced: ${replaced}.`,
    ...report.wrong.slice(0, 10).map((line) => `wrong: ${line}`),
    '',
    problems.length === 0 ? 'Passed.' : problems.map((each) => `FAILED: ${each}`).join('\n'),
  ].join('\n');
}
