/** The service with its engine or its image damaged, started to see what it says. */
import { chmod, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogLines } from './log-lines.ts';
import { BINARY_PATH, PROJECT_ROOT, type ProcessWay } from './ways.ts';

/** The files that a server starts from. */
export const ASSETS = { engine: 'engine.wasm', image: 'image.bin' } as const;
export type Asset = keyof typeof ASSETS;

export interface Start {
  readonly exitCode: number;
  /** What the log says of the failure. */
  readonly reason: string;
  readonly log: string;
}

/** A start that does not end within this is one that succeeded, milliseconds. */
const START_WITHIN_MS = 20_000;

export const readAsset = (asset: Asset): Promise<Uint8Array<ArrayBuffer>> =>
  Bun.file(`${PROJECT_ROOT}src/generated/${ASSETS[asset]}`).bytes();

/** A copy whose assets may be written over; the original is left alone. */
export class DamagedCopy implements AsyncDisposable {
  readonly #how: ProcessWay;
  readonly #directory: string;

  private constructor(how: ProcessWay, directory: string) {
    this.#how = how;
    this.#directory = directory;
  }

  static async make(how: ProcessWay): Promise<DamagedCopy> {
    const directory = await mkdtemp(join(tmpdir(), 'flow-codeblock-damaged-'));
    if (how === 'source') {
      await cp(join(PROJECT_ROOT, 'src'), join(directory, 'src'), { recursive: true });
      await cp(join(PROJECT_ROOT, 'package.json'), join(directory, 'package.json'));
      await symlink(join(PROJECT_ROOT, 'node_modules'), join(directory, 'node_modules'));
    }
    return new DamagedCopy(how, directory);
  }

  /** Puts `bytes` in the place of an asset and starts; within an executable only where they are as long. */
  async start(asset: Asset, bytes: Uint8Array): Promise<Start> {
    if (this.#how === 'source') {
      const path = join(this.#directory, 'src/generated', ASSETS[asset]);
      const whole = await Bun.file(path).bytes();
      await Bun.write(path, bytes);
      try {
        return await this.#run([process.execPath, 'src/main.ts']);
      } finally {
        await Bun.write(path, whole);
      }
    }
    const path = join(this.#directory, 'flow-codeblock');
    await Bun.write(path, await replaceIn(BINARY_PATH, await readAsset(asset), bytes));
    await chmod(path, 0o755);
    return this.#run([path]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #run(command: string[]): Promise<Start> {
    const child = Bun.spawn(command, {
      cwd: this.#directory,
      env: { PORT: '0', HOST: '127.0.0.1' },
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'pipe',
      timeout: START_WITHIN_MS,
    });
    const log = await child.stderr.text();
    const exitCode = await child.exited;
    const lines = new LogLines();
    for (const line of log.split('\n')) lines.push(line);
    const [record] = lines.named('the server cannot start');
    const { err } = (record ?? {}) as { err?: { message?: string } };
    return { exitCode, reason: err?.message ?? '', log };
  }
}

/** @throws when the executable does not hold the asset exactly once, or the new bytes are longer or shorter */
async function replaceIn(path: string, whole: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  const executable = Buffer.from(await Bun.file(path).arrayBuffer());
  const at = executable.indexOf(whole);
  const isOnce = at >= 0 && executable.indexOf(whole, at + 1) < 0;
  if (!isOnce || whole.length !== bytes.length) {
    throw new Error(
      'Cannot damage the executable: it does not hold the asset of this source once, at its length; build it anew',
    );
  }
  executable.set(bytes, at);
  return executable;
}
