/** What was measured, and its figures: medians of the rounds that count. */
import type { Machine } from '../load/machine.ts';
import { median } from '../load/percentiles.ts';
import type { Round } from './measure.ts';
import { ECHO, type PeerId } from './peers.ts';
import type { Probes } from './probe.ts';

export interface PeerResult {
  readonly id: PeerId;
  /** In the order they were measured; the echo's of the same index is what a fraction is of. */
  readonly rounds: readonly Round[];
  readonly probes?: Probes | undefined;
}

export interface PeersReport {
  readonly machine: Machine;
  readonly generator: 'wrk' | 'client';
  /** Of `node`, of ours and of the peers' packages. */
  readonly versions: Readonly<Record<string, string>>;
  readonly isExecutable: boolean;
  readonly connections: number;
  readonly heavyConnections: number;
  readonly roundMs: number;
  readonly processes: number;
  readonly results: readonly PeerResult[];
}

/** A figure is undefined when no round counts, or the peer was not asked for it. */
export interface PeerFigures {
  readonly perSecond: number | undefined;
  /** Median of each round's fraction of the echo in the same round. */
  readonly ofEcho: number | undefined;
  readonly p50Ms: number | undefined;
  readonly p99Ms: number | undefined;
  readonly rssBytes: number | undefined;
  readonly heavyPerSecond: number | undefined;
}

export function figuresOf(report: PeersReport, { id, rounds }: PeerResult): PeerFigures {
  const echo = report.results.find((each) => each.id === ECHO)?.rounds ?? [];
  const fractions = rounds.map((round, at) => {
    const [own, whole] = [rateOf(round), rateOf(echo[at])];
    return own === undefined || whole === undefined ? undefined : own / whole;
  });
  return {
    perSecond: middle(rounds.map(rateOf)),
    ofEcho: id === ECHO ? undefined : middle(fractions),
    p50Ms: middle(rounds.map((round) => ('problem' in round ? undefined : round.p50Ms))),
    p99Ms: middle(rounds.map((round) => ('problem' in round ? undefined : round.p99Ms))),
    rssBytes: middle(rounds.map((round) => ('problem' in round ? undefined : round.rssBytes))),
    heavyPerSecond: middle(
      rounds.map((round) => ('problem' in round ? undefined : round.heavyPerSecond)),
    ),
  };
}

/** Why rounds did not count, each reason once, with how many of them. */
export function problemsOf({ rounds }: PeerResult): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const round of rounds) {
    if ('problem' in round) counts.set(round.problem, (counts.get(round.problem) ?? 0) + 1);
  }
  return counts;
}

function rateOf(round: Round | undefined): number | undefined {
  return round === undefined || 'problem' in round ? undefined : round.perSecond;
}

function middle(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}
