/** A copy of the project that may be broken: its own source and tests, the packages of the original. */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutation, mutate } from './mutation.ts';

const COPIED = ['src', 'test', 'bench', 'package.json', 'bun.lock', 'tsconfig.json'];
/** Without what makes the images before the tests: a mutation tells whether they are to be made again. */
const BUNFIG = '[test]\nroot = "test"\n';

/** Instruments and bakes everything anew, on a machine that may be full; what is later is red. */
const GENERATE_WITHIN_MS = 300_000;

export interface TestRun {
  readonly isGreen: boolean;
  readonly tests: number;
  /** The first test that failed, or why there is none. */
  readonly failed: string;
}

export interface TestChoice {
  readonly tests: readonly string[];
  readonly only?: string | undefined;
}

export class WorkCopy implements AsyncDisposable {
  readonly #root: string;
  readonly #directory: string;

  private constructor(root: string, directory: string) {
    this.#root = root;
    this.#directory = directory;
  }

  /** @param root of the project */
  static async make(root: string): Promise<WorkCopy> {
    const directory = await mkdtemp(join(tmpdir(), 'flow-codeblock-mutation-'));
    for (const name of COPIED) {
      await cp(join(root, name), join(directory, name), { recursive: true });
    }
    await Bun.write(join(directory, 'bunfig.toml'), BUNFIG);
    await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
    return new WorkCopy(root, directory);
  }

  /** Breaks one guarantee, runs `use`, and puts the file back. */
  async broken<T>(mutation: Mutation, use: () => Promise<T>): Promise<T> {
    const path = join(this.#directory, mutation.file);
    const whole = await Bun.file(path).text();
    await Bun.write(path, mutate(whole, mutation));
    try {
      return await use();
    } finally {
      await Bun.write(path, whole);
    }
  }

  /**
   * Makes the engine and the image of the source as it stands.
   * @returns undefined, or what it complained about
   */
  async generate(): Promise<string | undefined> {
    const { exitCode, output } = await this.#run(['src/build/generate.ts'], GENERATE_WITHIN_MS);
    return exitCode === 0 ? undefined : lastLineOf(output);
  }

  /** Puts back the engine and the image of the source while it is whole. */
  async restoreGenerated(): Promise<void> {
    const from = join(this.#root, 'src/generated');
    await cp(from, join(this.#directory, 'src/generated'), { recursive: true, force: true });
  }

  /** Runs tests until the first that fails; one that takes longer than `withinMs` is red as well. */
  async test({ tests, only }: TestChoice, withinMs: number): Promise<TestRun> {
    const choice = only === undefined ? [] : ['--test-name-pattern', only];
    const args = ['test', '--bail', '--timeout', '20000', ...choice, ...tests.map((t) => `./${t}`)];
    const { exitCode, output } = await this.#run(args, withinMs);
    const count = (word: string) =>
      Number(new RegExp(`^ *([0-9]+) ${word}$`, 'm').exec(output)?.[1] ?? 0);
    const failed = /^\(fail\) (.*?)(?: \[[0-9.]+m?s\])?$/m.exec(output)?.[1];
    return {
      isGreen: exitCode === 0,
      tests: count('pass') + count('fail'),
      failed: failed ?? (exitCode === undefined ? 'it took too long' : lastLineOf(output)),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** In a process group of its own, so that servers which a test started end with it. */
  async #run(args: readonly string[], withinMs: number) {
    const child = spawn(process.execPath, args, {
      cwd: this.#directory,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...Bun.env, CI: '', FORCE_COLOR: '0', NO_COLOR: '1' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const killGroup = () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      killGroup();
    }, withinMs);
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode) => resolve(exitCode ?? 1));
    });
    clearTimeout(timer);
    return { exitCode: isLate ? undefined : code, output };
  }
}

function lastLineOf(output: string): string {
  const lines = output.split('\n').filter((line) => /error|cannot|fail/i.test(line));
  return (lines.at(-1) ?? output.trim().split('\n').at(-1) ?? '').trim().slice(0, 200);
}
