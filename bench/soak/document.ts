/** `docs/soak.md` and its figure, from a soak's JSON: no figure in it is written by hand. */
import { printMachine } from '../load/machine.ts';
import { PROJECT_ROOT } from '../load/server.ts';
import { renderSoakChart } from './chart.ts';
import {
  FIGURE_HEAD,
  figureTable,
  restLine,
  type SoakReport,
  TRAFFIC_HEAD,
  trafficTable,
} from './report.ts';

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

export function soakTitle({ minutes, perSecond }: Pick<SoakReport, 'minutes' | 'perSecond'>) {
  return `${minutes} minutes of mixed traffic, ${perSecond} requests a second`;
}

/** The whole document, Markdown. */
export function soakDocument(report: SoakReport): string {
  const { minutes, perSecond, what, workersLost, replaced, problems } = report;
  const verdict =
    problems.length === 0
      ? 'Every answer was right, and nothing grew.'
      : `It failed: ${problems.join('; ')}.`;
  return `# Soak

${soakTitle({ minutes, perSecond })}, against ${what}. ${verdict}

${printMachine(report.machine)}

![The figures over time](soak.svg)

## Traffic

Honest snippets, snippets that come once, failing and hostile ones (endless loops, built-ins and patterns, recursion, all of the memory, a world in ruins), large inputs and results, runs that wait, and callers that hang up.
Each answer is compared with what it must be.

${markdown(TRAFFIC_HEAD, trafficTable(report))}

## What could have grown

${markdown(FIGURE_HEAD, figureTable(report))}

${restLine(report)} Workers lost: ${workersLost}. Sandboxes replaced, for a run had made them too large: ${replaced}.

How it is judged: the samples after the warm-up are joined to at most 24 points, memory by the lowest of each span (a leak raises what is left after a collection), the rest by the middle one. The slope is the
median of the slopes between all pairs of points (Theil and Sen), which up to 29 % of odd points cannot move; "at least" is the lower end of its 99 % interval, from Kendall's variance, which assumes nothing
about the noise. A figure grows when that end is above 0 *and* what the slope amounts to over the run is more than "allowed". Either alone is no growth: a cache that fills by a hair is beyond doubt and harmless, and noise is large and doubtful.

Again: \`bun run soak --minutes ${minutes} --json > soak.json && bun bench/soak.ts --document soak.json\`.
`;
}

/** @param from path of a soak's JSON */
export async function writeSoakDocument(from: string): Promise<void> {
  const report = (await Bun.file(from).json()) as SoakReport;
  await Bun.write(`${PROJECT_ROOT}docs/soak.md`, soakDocument(report));
  const svg = renderSoakChart({ ...report, title: soakTitle(report) });
  await Bun.write(`${PROJECT_ROOT}docs/soak.svg`, svg);
}
