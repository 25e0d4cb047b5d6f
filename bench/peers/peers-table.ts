/** The figures as Markdown, as the READMEs show them. */

import { printCount, printMegabytes, printMs } from '../load/table.ts';
import { OURS } from './peers.ts';
import type { Probe } from './probe.ts';
import { figuresOf, type PeerResult, type PeersReport, problemsOf } from './report.ts';
import type { Words } from './words.ts';

const UNKNOWN = '–';

/** A table with one row a peer, and under it the machine, the versions and what was not counted. */
export function renderPeers(report: PeersReport, words: Words): string {
  const rows = report.results.map((result) => toRow(report, result, words));
  const [first = '', ...rest] = words.headers;
  const rule = [':---', ...rest.map(() => '---:')];
  const table = [[first, ...rest], rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [...table, '', ...footnotes(report, words)].join('\n');
}

function toRow(report: PeersReport, result: PeerResult, words: Words): string[] {
  const { id, probes } = result;
  const { perSecond, ofEcho, p50Ms, p99Ms, rssBytes, heavyPerSecond } = figuresOf(report, result);
  const answer = (probe: Probe | undefined): string => {
    if (probe === undefined) return UNKNOWN;
    return probe.held ? words.yes : words.no;
  };
  return [
    words.labels[id],
    print(perSecond, printCount),
    print(ofEcho, (share) => share.toPrecision(2)),
    print(p50Ms, printMs),
    print(p99Ms, printMs),
    printMegabytes(rssBytes),
    print(heavyPerSecond, printCount),
    answer(probes?.endlessLoop),
    answer(probes?.endlessCalls),
    answer(probes?.memory),
  ];
}

function print(value: number | undefined, printed: (value: number) => string): string {
  return value === undefined ? UNKNOWN : printed(value);
}

/** Two spaces at its end break a line in Markdown. */
function footnotes(report: PeersReport, words: Words): string[] {
  const { machine, versions, generator, roundMs, results } = report;
  const rounds = Math.max(0, ...results.map((each) => each.rounds.length));
  const when = `${machine.date.slice(0, 16).replace('T', ' ')} UTC`;
  const ours = report.isExecutable ? words.executable : words.source;
  const load = words.load({ ...report, generator: generator === 'wrk' ? 'wrk' : words.client });
  const packages = Object.entries(versions).map(([name, version]) =>
    name === OURS ? `${name} ${version} (${ours})` : `${name} ${version}`,
  );
  const lines = [
    [
      when,
      `${words.cores(machine.cores)} (${machine.cpu})`,
      load,
      words.rounds(rounds, roundMs / 1000),
    ],
    [`Bun ${machine.bun}`, ...packages],
    ...results.flatMap((result) =>
      [...problemsOf(result)].map(([problem, count]) => [
        words.problem(words.labels[result.id], count, problem),
      ]),
    ),
  ];
  return lines.map((parts, at) => `${parts.join(' · ')}${at < lines.length - 1 ? '  ' : ''}`);
}
