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
  await using copy = await WorkCopy.make(ROOT);
  await requireGreen(copy, mutations);
  const verdicts: Verdict[] = [];
  for (const mutation of mutations) {
    const verdict = await judge(copy, mutation);
    verdicts.push(verdict);
    const word = verdict.isNoticed ? 'noticed ' : 'SURVIVED';
    process.stderr.write(`${word} ${verdict.id} (${Math.round(verdict.ms)} ms)\n`);
  }
  console.log(isJson ? JSON.stringify(verdicts, undefined, 2) : report(verdicts));
  if (verdicts.some(({ isNoticed }) => !isNoticed)) process.exitCode = 1;
}

/** Red means nothing where the tests are red without a mutation, or where none has that name. */
async function requireGreen(copy: WorkCopy, mutations: readonly Mutation[]): Promise<void> {
  const problem = await copy.generate();
  if (problem !== undefined) throw new Error(`Cannot mutate: ${problem}`);
  for (const { tests, only } of distinctChoices(mutations)) {
    const whole = await copy.test({ tests, only }, WHOLE_WITHIN_MS);
    if (whole.isGreen && whole.tests > 0) continue;
    const why = whole.isGreen ? 'no test has that name' : whole.failed;
    throw new Error(`Cannot mutate: ${tests.join(', ')} (${only ?? 'all'}) without one: ${why}`);
  }
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
