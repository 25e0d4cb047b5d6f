/**
 * How much of `src/` the tests run, by Bun's own count; exits 1 below the floor.
 *
 *     bun run coverage [--json] [--from LCOV]
 *
 * With `--from` it judges a report that a run of the tests has written, in place of running them.
 * Counted is what runs in the thread of the tests: `unit/`, `property/`, `conformance/node/`, and the suite of `http/` in the
 * process. Not counted, for Bun counts neither: worker threads, processes that a test starts (so nothing of
 * `adversarial/`, `chaos/` and the executable), and the guest, which is compiled into the image. What
 * is seen there alone stands in `UNSEEN`, so that a new file without a test does not pass unnoticed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Glob } from 'bun';
import { printShare, renderTable } from '../bench/load/table.ts';
import { PROJECT_ROOT } from './support/ways.ts';

/** Of all lines, the share that must be run. */
const FLOOR = 0.96;

/** Files that run in worker threads or in processes of their own alone, and where. */
const UNSEEN: Readonly<Record<string, string>> = {
  'src/base/arguments.ts': 'a process: http/command-line',
  'src/build/binary.ts': 'the build of the executable, which the suites then run',
  'src/build/type-stripper.ts': 'a process: what is generated before the tests, which then run it',
  'src/http/listen.ts': 'a process: http/lifecycle, chaos/',
  'src/main.ts': 'a process: http/command-line, http/lifecycle, chaos/',
  'src/telemetry/log.ts': 'a process: http/service, chaos/',
  'src/worker.ts': 'worker threads: http/, adversarial/, chaos/',
};

/** What is run: the whole of the first, of the second only what stays in this process. */
const RUNS: readonly (readonly string[])[] = [
  [...testsOfSource(), 'test/property', 'test/conformance/node'],
  ['test/http', '--test-name-pattern', '\\(in-process\\)'],
];

/** `unit/` without the tests of the benches, which run nothing of `src/`. */
function testsOfSource(): string[] {
  const rooms = new Glob('test/unit/*').scanSync({ cwd: PROJECT_ROOT, onlyFiles: false });
  return [...rooms].filter((room) => !room.endsWith('/bench')).sort();
}

interface FileCoverage {
  readonly file: string;
  readonly lines: number;
  readonly run: number;
}

interface CoverageOptions {
  readonly isJson: boolean;
  /** A report of coverage that there is already, a path. */
  readonly from: string | undefined;
}

async function main({ isJson, from }: CoverageOptions): Promise<void> {
  const hits = new Map<string, Map<number, number>>();
  if (from === undefined) await measure(hits);
  else readLcov(await Bun.file(from).text(), hits);
  const files = summarise(hits);
  const lines = files.reduce((sum, each) => sum + each.lines, 0);
  const run = files.reduce((sum, each) => sum + each.run, 0);
  const problems = await problemsOf(files, run / lines);
  if (isJson) console.log(JSON.stringify({ lines, run, files, problems }));
  else console.log(report(files, run / lines));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

async function measure(hits: Map<string, Map<number, number>>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'flow-codeblock-coverage-'));
  try {
    for (const [i, args] of RUNS.entries()) {
      const out = join(directory, String(i));
      await runTests(args, out);
      readLcov(await Bun.file(join(out, 'lcov.info')).text(), hits);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function runTests(args: readonly string[], out: string): Promise<void> {
  const coverage = ['--coverage', '--coverage-reporter=lcov', `--coverage-dir=${out}`];
  const child = Bun.spawn([process.execPath, 'test', ...coverage, ...args], {
    cwd: PROJECT_ROOT,
    env: { ...Bun.env, FORCE_COLOR: '0' },
    stdout: 'ignore',
    stderr: 'pipe',
  });
  const log = await child.stderr.text();
  if ((await child.exited) === 0) return;
  const failed = log.split('\n').filter((line) => line.startsWith('(fail)'));
  throw new Error(`Cannot take the coverage of tests that fail:\n${failed.join('\n')}`);
}

/** Adds one report's hits, line by line. */
function readLcov(text: string, hits: Map<string, Map<number, number>>): void {
  let lines = new Map<number, number>();
  for (const row of text.split('\n')) {
    if (row.startsWith('SF:')) {
      const file = row.slice(3);
      lines = hits.get(file) ?? new Map();
      hits.set(file, lines);
    }
    const [, line, count] = /^DA:([0-9]+),([0-9]+)/.exec(row) ?? [];
    if (line) lines.set(Number(line), (lines.get(Number(line)) ?? 0) + Number(count));
  }
}

function summarise(hits: ReadonlyMap<string, ReadonlyMap<number, number>>): FileCoverage[] {
  return [...hits]
    .filter(([file]) => isCounted(file))
    .map(([file, lines]) => {
      const run = [...lines.values()].filter((count) => count > 0).length;
      return { file, lines: lines.size, run };
    })
    .sort((a, b) => a.run / a.lines - b.run / b.lines);
}

const NOT_COUNTED = ['src/guest/', 'src/generated/'];
const isCounted = (file: string) =>
  file.startsWith('src/') && !NOT_COUNTED.some((room) => file.startsWith(room));

async function problemsOf(files: readonly FileCoverage[], share: number): Promise<string[]> {
  const problems: string[] = [];
  if (share < FLOOR) {
    problems.push(
      `Cannot pass: ${printShare(share)} of the lines are run, ${printShare(FLOOR)} was wanted`,
    );
  }
  const seen = new Set(files.map(({ file }) => file));
  for (const file of await listSources()) {
    if (seen.has(file) || file in UNSEEN) continue;
    problems.push(`Cannot pass: ${file} is run by no test of this process`);
  }
  return problems;
}

/** Files with something to run: types alone leave nothing behind. */
async function listSources(): Promise<string[]> {
  const transpiler = new Bun.Transpiler({ loader: 'ts' });
  const files: string[] = [];
  for (const file of new Glob('src/**/*.ts').scanSync(PROJECT_ROOT)) {
    if (!isCounted(file) || file.endsWith('.d.ts')) continue;
    const code = transpiler.transformSync(await Bun.file(`${PROJECT_ROOT}${file}`).text());
    if (code.replace(/^import .*$/gm, '').trim() !== '') files.push(file);
  }
  return files.sort();
}

function report(files: readonly FileCoverage[], share: number): string {
  const rows = files.map(({ file, lines, run }) => [
    file,
    `${run} / ${lines}`,
    printShare(run / lines),
  ]);
  const unseen = Object.entries(UNSEEN).map(([file, where]) => `not counted: ${file} (${where})`);
  const table = renderTable(['file', 'lines run', 'share'], rows);
  return `${table}\n\n${unseen.join('\n')}\n${printShare(share)} of the lines are run; the floor is ${printShare(FLOOR)}`;
}

const { values } = parseArgs({
  args: Bun.argv.slice(2),
  options: { json: { type: 'boolean', default: false }, from: { type: 'string' } },
});
await main({ isJson: values.json, from: values.from });
