/**
 * The work tree against another state of the repository: the five cases over HTTP, a fresh process for
 * each variant and round, the order reversed each round, medians.
 *
 *     bun bench/compare.ts main
 *
 * @see bench/README.md
 */
import { parseArgs } from 'node:util';
import { openWorktree } from './compare/worktree.ts';
import { CASE_NAMES, type CaseName } from './load/cases.ts';
import { describeMachine, printMachine } from './load/machine.ts';
import { median, summarise } from './load/percentiles.ts';
import { runPhase } from './load/phase.ts';
import { PROJECT_ROOT, sourceCommand, startServer } from './load/server.ts';
import { printCount, printMs, renderTable } from './load/table.ts';
import { createWork } from './load/work.ts';

const HELP = `The work tree against another state of the repository

  bun bench/compare.ts REF [options]

  --rounds N        rounds, each with a fresh process of either (5)
  --connections N   connections (50)
  --ms N            length of one case's phase, milliseconds (1000)
  --json            JSON on stdout
`;

/** Exit codes: of a command line that makes no sense (sysexits.h), and of one that was stopped. */
const EX_USAGE = 64;
const INTERRUPTED = 130;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '50' },
    ms: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
type Variant = 'ref' | 'tree';
const VARIANTS: readonly Variant[] = ['ref', 'tree'];

interface Sample {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
type Round = Readonly<Record<Variant, ReadonlyMap<CaseName, Sample>>>;

const [ref] = positionals;
if (values.help || ref === undefined) {
  console.log(HELP);
  if (!values.help) process.exitCode = EX_USAGE;
} else await compare(ref);

async function compare(against: string): Promise<void> {
  const rounds = requireCount('--rounds', values.rounds);
  const machine = describeMachine();
  await using worktree = await openWorktree(PROJECT_ROOT, against);
  process.once('SIGINT', async () => {
    await worktree[Symbol.asyncDispose]();
    process.exit(INTERRUPTED);
  });
  const roots: Readonly<Record<Variant, string>> = { ref: worktree.root, tree: PROJECT_ROOT };
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
    const samples: Record<Variant, ReadonlyMap<CaseName, Sample>> = {
      ref: new Map(),
      tree: new Map(),
    };
    const order = round % 2 === 0 ? VARIANTS : VARIANTS.toReversed();
    for (const variant of order) samples[variant] = await measure(roots[variant]);
    measured.push(samples);
  }
  const cases = CASE_NAMES.map((name) => summariseCase(name, measured));
  if (values.json) {
    const { commit } = worktree;
    console.log(JSON.stringify({ machine, ref: against, commit, rounds, cases }, undefined, 2));
    return;
  }
  const rows = cases.map(({ name, ref: before, tree, perSecondRatio, p99Ratio }) => [
    name,
    printCount(before.perSecond),
    printCount(tree.perSecond),
    perSecondRatio.toFixed(3),
    printMs(before.p99Ms),
    printMs(tree.p99Ms),
    p99Ratio.toFixed(3),
  ]);
  const headers = ['', `${against} req/s`, 'tree req/s', 'ratio', 'p99 ms', 'tree p99', 'ratio'];
  console.log(`${printMachine(machine)}
${against} is ${worktree.commit}; ${rounds} rounds, medians; ratios are tree / ${against} in the same round

${renderTable(headers, rows)}`);
}

/** Starts the service of one tree and loads it with each case in turn. */
async function measure(root: string): Promise<ReadonlyMap<CaseName, Sample>> {
  await using server = await startServer({ command: await sourceCommand(root), cwd: root });
  const { url } = server;
  const address = { hostname: url.hostname, port: Number(url.port) };
  const durationMs = requireCount('--ms', values.ms);
  const connections = requireCount('--connections', values.connections);
  const load = async (onlyCase?: CaseName): Promise<Sample> => {
    const options = { host: url.host, path: '/execute', isDistinct: false, count: 0 };
    const { samplesMs, elapsedMs, errors } = await runPhase({
      address,
      work: createWork({ ...options, onlyCase }),
      connections,
      requests: Number.POSITIVE_INFINITY,
      durationMs,
      timeLimitMs: durationMs + 30_000,
    });
    if (errors.size > 0) {
      throw new Error(`Cannot use a run of ${root}: ${JSON.stringify([...errors])}`);
    }
    const { p50Ms, p99Ms } = summarise(samplesMs);
    return { perSecond: (samplesMs.length * 1000) / elapsedMs, p50Ms, p99Ms };
  };
  // The compiler's warm-up is not what is compared.
  await load();
  const samples = new Map<CaseName, Sample>();
  for (const name of CASE_NAMES) samples.set(name, await load(name));
  return samples;
}

function summariseCase(name: CaseName, rounds: readonly Round[]) {
  const read = (round: Round, variant: Variant): Sample => {
    const sample = round[variant].get(name);
    if (!sample) throw new Error(`Cannot summarise '${name}': it was not measured`);
    return sample;
  };
  const middle = (variant: Variant): Sample => ({
    perSecond: median(rounds.map((round) => read(round, variant).perSecond)),
    p50Ms: median(rounds.map((round) => read(round, variant).p50Ms)),
    p99Ms: median(rounds.map((round) => read(round, variant).p99Ms)),
  });
  const ratio = (field: keyof Sample) =>
    median(rounds.map((round) => read(round, 'tree')[field] / read(round, 'ref')[field]));
  return {
    name,
    ref: middle('ref'),
    tree: middle('tree'),
    perSecondRatio: ratio('perSecond'),
    p50Ratio: ratio('p50Ms'),
    p99Ratio: ratio('p99Ms'),
  };
}

function requireCount(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`Cannot use ${option} '${text}': a whole number above 0 was wanted`);
}
