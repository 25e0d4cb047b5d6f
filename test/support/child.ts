/** The service as a process of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogLines } from './log-lines.ts';
import { BINARY_PATH, PROJECT_ROOT, type ProcessWay } from './ways.ts';

export interface ChildOptions {
  readonly how: ProcessWay;
  readonly args?: readonly string[];
  /** The whole environment: nothing of this process's own is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  /** From source only: a module that is loaded before the entry. */
  readonly preload?: URL | undefined;
  /** Address space it may have, KiB. */
  readonly addressSpaceKib?: number | undefined;
}

/** How long a process may take to end once it was asked to, milliseconds. */
const END_WITHIN_MS = 15_000;

export class Child implements AsyncDisposable {
  /** Its standard error. */
  readonly log = new LogLines();
  readonly #process: Bun.Subprocess<'ignore', 'pipe', 'pipe'>;
  readonly #stdout: Promise<string>;
  readonly #reading: Promise<void>;
  readonly #directory: string | undefined;

  constructor(options: ChildOptions) {
    const { how, env = {} } = options;
    this.#directory = how === 'binary' ? makeLureDirectory() : undefined;
    this.#process = Bun.spawn(commandOf(options), {
      cwd: this.#directory ?? PROJECT_ROOT,
      env: { ...env },
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
    });
    this.#stdout = this.#process.stdout.text();
    this.#reading = this.#readErrors();
  }

  get pid(): number {
    return this.#process.pid;
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Settles when it has ended; one that does not end is killed, and that is an error. */
  async end(): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    let isKilled = false;
    const timer = setTimeout(() => {
      isKilled = true;
      this.#process.kill('SIGKILL');
    }, END_WITHIN_MS);
    const exitCode = await this.#process.exited;
    clearTimeout(timer);
    await this.#reading;
    if (isKilled) throw new Error(`Cannot wait for the process any longer:\n${this.log.text}`);
    return { exitCode, stdout: await this.#stdout, stderr: this.log.text };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#process.exited;
    await this.#reading;
    if (this.#directory) rmSync(this.#directory, { recursive: true, force: true });
  }

  async #readErrors(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of this.#process.stderr) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.log.push(line);
    }
    this.log.push(rest);
    this.log.end();
  }
}

function commandOf({ how, args = [], preload, addressSpaceKib }: ChildOptions): string[] {
  const before = preload ? ['--preload', preload.pathname] : [];
  const start =
    how === 'binary' ? [BINARY_PATH] : [process.execPath, ...before, `${PROJECT_ROOT}src/main.ts`];
  const command = [...start, ...args];
  if (addressSpaceKib === undefined) return command;
  return ['/bin/sh', '-c', `ulimit -v ${addressSpaceKib}; exec "$@"`, 'sh', ...command];
}

/** An empty directory but for files that a released executable must not heed. */
function makeLureDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'flow-codeblock-'));
  const lures = {
    '.env': 'PORT=1\nMAX_CODE_LENGTH=1\n',
    'bunfig.toml': 'preload = ["./does-not-exist.ts"]\n',
    'package.json': '{"name": "lure", "type": "commonjs", "version": "9.9.9"}\n',
    'tsconfig.json': '{"compilerOptions": {"paths": {"*": ["./nowhere/*"]}}}\n',
  };
  for (const [name, text] of Object.entries(lures)) writeFileSync(join(directory, name), text);
  return directory;
}
