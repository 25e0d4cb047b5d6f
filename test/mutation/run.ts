/**
 * Shows that the tests hold what they promise: each guarantee is broken on purpose in a copy of the
 * source, and one of the tests that are named for it must go red. Exits 1 when a mutation survives.
 *
 *     bun run mutate --help
 */
import { fileURLToPath } from 'node:url';
import { renderTable } from '../../bench/load/table.ts';
import type { Mutation } from './mutation.ts';
import { HELP, type MutateOptions, parseMutateOptions } from './options.ts';
import { type TestChoice, WorkCopy } from './work-copy.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A mutation that makes its tests hang has been noticed: they are stopped after this, milliseconds. */
const MUTANT_WITHIN_MS = 60_000;
const WHOLE_WITHIN_MS = 300_000;
/** Copies that are broken side by side. */
const LANES = 2;

interface Verdict {
  readonly id: string;
  readonly guarantee: string;
  readonly isNoticed: boolean;
  /** The test that went red, or what kept it from running. */
  readonly by: string;
  readonly ms: number;
}

const options = parseMutateOptions(Bun.argv.slice(2));
if (options) await main(options);
else console.log(HELP);

async function main({ mutations, isJson }: MutateOptions): Promise<void> {
  await using copies = new AsyncDisposableStack();
  const lanes: WorkCopy[] = [];
  for (let i = 0; i < LANES; i++) lanes.push(copies.use(await WorkCopy.make(ROOT)));
  await shareOut(distinctChoices(mutations), lanes, requireGreen);
  const verdicts = await shareOut(longestFirst(mutations), lanes, async (mutation, copy) => {
    const verdict = await judge(copy, mutation);
    const word = verdict.isNoticed ? 'noticed ' : 'SURVIVED';
    process.stderr.write(`${word} ${verdict.id} (${Math.round(verdict.ms)} ms)\n`);
    return verdict;
  });
  console.log(isJson ? JSON.stringify(verdicts, undefined, 2) : report(verdicts));
  if (verdicts.some(({ isNoticed }) => !isNoticed)) process.exitCode = 1;
}

/** Does `work` for each, in every copy one at a time; the results in the order of what was given. */
async function shareOut<T, R>(
  all: readonly T[],
  lanes: readonly WorkCopy[],
  work: (each: T, copy: WorkCopy) => Promise<R>,
): Promise<R[]> {
  const waiting = [...all.entries()];
  const results: R[] = [];
  const drain = async (copy: WorkCopy) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [i, each] = next;
      results[i] = await work(each, copy);
    }
  };
  await Promise.all(lanes.map(drain));
  return results;
}

/** What makes the images again takes longest: begun last, it would keep one copy busy and the others idle. */
function longestFirst(mutations: readonly Mutation[]): Mutation[] {
  return mutations.toSorted(
    (a, b) => Number(b.isGenerated ?? false) - Number(a.isGenerated ?? false),
  );
}

/** Red means nothing where the tests are red without a mutation, or where none has that name. */
async function requireGreen({ tests, only }: TestChoice, copy: WorkCopy): Promise<void> {
  const whole = await copy.test({ tests, only }, WHOLE_WITHIN_MS);
  if (whole.isGreen && whole.tests > 0) return;
  const why = whole.isGreen ? 'no test has that name' : whole.failed;
  throw new Error(`Cannot mutate: ${tests.join(', ')} (${only ?? 'all'}) without one: ${why}`);
}

function distinctChoices(mutations: readonly Mutation[]): TestChoice[] {
  const choices = mutations.map(({ tests, only }) => [
    JSON.stringify([tests, only]),
    { tests, only },
  ]);
  return [...new Map(choices as [string, TestChoice][]).values()];
}

async function judge(copy: WorkCopy, mutation: Mutation): Promise<Verdict> {
  const { id, guarantee, isGenerated = false } = mutation;
  const beganMs = performance.now();
  const ran = await copy.broken(mutation, async () => {
    const problem = isGenerated ? await copy.generate() : undefined;
    if (problem !== undefined) return { isGreen: false, failed: problem };
    return copy.test(mutation, MUTANT_WITHIN_MS);
  });
  if (isGenerated) await copy.restoreGenerated();
  const { isGreen, failed } = ran;
  const by = isGreen ? '' : failed;
  return { id, guarantee, isNoticed: !isGreen, by, ms: performance.now() - beganMs };
}

function report(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ id, guarantee, isNoticed, by }) => [
    id,
    guarantee,
    isNoticed ? by : 'SURVIVED',
  ]);
  const noticed = verdicts.filter(({ isNoticed }) => isNoticed).length;
  const table = renderTable(['mutation', 'guarantee', 'noticed by'], rows, [0, 1, 2]);
  return `${table}\n\n${noticed} of ${verdicts.length} mutations were noticed`;
}
