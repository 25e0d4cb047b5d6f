import type { Judged } from './figures.ts';
import type { Sample } from './sampler.ts';
import { MOST_OPEN, type Traffic } from './traffic.ts';

/** Descriptors that may be there after the traffic and were not before: the client keeps its connections. */
const SPARE_HANDLES = MOST_OPEN + 20;

export interface Ends {
  readonly before: Sample;
  readonly after: Sample;
  readonly workersLost: number;
}

/** What a soak failed of, a sentence each. */
export function problemsOf(
  traffic: Pick<Traffic, 'counts' | 'isBehind'>,
  judged: readonly Judged[],
  { before, after, workersLost }: Ends,
): string[] {
  const problems = judged
    .filter(({ isGrowing }) => isGrowing)
    .map(({ name }) => `the figure '${name}' grows`);
  const wrong = [...traffic.counts.values()].reduce((sum, each) => sum + each.wrong, 0);
  if (wrong > 0) problems.push(`${wrong} answers were wrong`);
  if (traffic.isBehind) problems.push('the server was behind: too many requests were held back');
  if (workersLost > 0) problems.push(`${workersLost} workers were lost`);
  if (after.open > 0 || after.parked > 0) {
    problems.push(`${after.open} executions are still open, ${after.parked} of them parked`);
  }
  const left = after.handles - before.handles;
  if (left > SPARE_HANDLES) problems.push(`${left} file descriptors were left open`);
  return problems;
}
