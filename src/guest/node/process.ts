/**
 * `process` as a bare shell: what libraries ask of it to find out where they are. Nothing of the host is in
 * it: no environment, no arguments, no paths.
 */

import { requireLate } from '../prelude/modules.ts';
import { endWithThrown } from '../prelude/run.ts';
import { performance } from '../web/performance.ts';
import EventEmitter from './events.ts';
import { emitWarning } from './process/emit-warning.ts';
import { validateFunction } from './validate.ts';
import { tellWarningsTo } from './warnings.ts';

/** The Node whose interfaces this world follows. */
const NODE_VERSION = '20.20.2';
const NANOS_PER_MS = 1_000_000;

function nextTick(callback: unknown, ...args: unknown[]): void {
  validateFunction(callback, 'callback');
  Promise.resolve()
    .then(() => (callback as (...args: unknown[]) => unknown)(...args))
    .catch(endWithThrown);
}

type HighResolution = [seconds: number, nanoseconds: number];

function hrtime(since?: HighResolution): HighResolution {
  const nowMs = performance.now();
  const seconds = Math.floor(nowMs / 1000);
  const nanos = Math.floor((nowMs % 1000) * NANOS_PER_MS);
  if (!since) return [seconds, nanos];
  const difference = (seconds - since[0]) * 1e9 + nanos - since[1];
  return [Math.floor(difference / 1e9), difference % 1e9];
}
hrtime.bigint = (): bigint => BigInt(Math.floor(performance.now() * NANOS_PER_MS));

function refuse(what: string): never {
  throw new Error(`Cannot ${what}: a snippet ends by 'return' or by what it throws`);
}

class Process extends EventEmitter {
  readonly title = 'node';
  readonly version = `v${NODE_VERSION}`;
  readonly versions = { node: NODE_VERSION };
  readonly release = { name: 'node' };
  readonly arch = 'x64';
  readonly platform = 'linux';
  readonly pid = 1;
  readonly ppid = 0;
  readonly env: Record<string, string> = {};
  readonly argv: string[] = [];
  readonly argv0 = 'node';
  readonly execArgv: string[] = [];
  readonly execPath = '';
  exitCode: number | undefined;
  readonly nextTick = nextTick;
  readonly hrtime = hrtime;
  readonly cwd = () => '/';
  readonly uptime = () => performance.now() / 1000;
  readonly umask = () => 0o22;
  readonly emitWarning = emitWarning;
  readonly exit = () => refuse('end the process');
  readonly chdir = () => refuse('change the directory');
}

/** What is written goes where `console` prints; loaded when it is first asked for. */
for (const [name, fd] of [
  ['stdout', 1],
  ['stderr', 2],
] as const) {
  let output: unknown;
  Object.defineProperty(Process.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      const load = () =>
        requireLate('node/process/output') as { Output: new (fd: number) => unknown };
      output ??= new (load().Output)(fd);
      return output;
    },
  });
}

export const process = new Process();
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });
tellWarningsTo((warning) => nextTick(() => process.emit('warning', warning)));
export default process;
