/** Sandboxes that the functions of a guest's world are attacked in, outside of a server. */
import { expect } from 'bun:test';
import { FAILURES } from '../../src/base/failure.ts';
import type { CompiledPages } from '../../src/sandbox/sandbox.ts';
import { type Call, type Path, showPath } from './builtins.ts';
import {
  makeSandbox,
  type Ran,
  returnedBy,
  runSnippet,
  type TestSandbox,
  type World,
} from './sandbox.ts';

/** What an honest run may take on a machine that is full, milliseconds. */
const HONEST_MS = 10_000;
/** How late a run may be stopped, milliseconds of computing. */
const LATE_MS = 250;

export interface CellOptions {
  readonly world: World;
  /** A sandbox to begin with, for one run. */
  readonly first: TestSandbox;
  /** What calls a function; see `callBuiltin`. */
  readonly code: string;
  /** A slice of time for the calls of one function; what comes after one that hangs has the next slice. */
  readonly sliceMs: number;
  /** Small, so that what asks for memory without end is soon refused. */
  readonly memoryBytes: number;
}

interface TimedRun extends Ran {
  /** What this process computed meanwhile: on a full machine a run is late that computed no longer than it may. */
  readonly cpuMs: number;
}

/** Sandboxes in a row, each used until a run has broken it or made it large. */
export class Cell {
  readonly #options: CellOptions;
  #box: TestSandbox;
  #compiled: CompiledPages | undefined;
  #renewals = 0;
  /** Calls that returned, and runs that were stopped. */
  returned = 0;
  stopped = 0;

  constructor(options: CellOptions) {
    this.#options = options;
    this.#box = options.first;
  }

  /** Makes all the calls of one function, in as many runs as are stopped before the last. */
  async attack(path: Path, calls: readonly Call[]): Promise<void> {
    const { code, sliceMs } = this.#options;
    let from = 0;
    while (from < calls.length) {
      const ran = await this.#run(code, { path, calls, from }, sliceMs);
      const lines = (JSON.parse(ran.logsJson || '[]') as { message: string }[]).map(
        ({ message }) => message,
      );
      const reached = Number(lines.findLast((line) => !line.startsWith('!')) ?? from);
      const shown = `${showPath(path)} ${JSON.stringify(calls[reached])}`;
      const leaks = lines.filter((line) => line.startsWith('!'));
      expect(leaks, shown).toEqual([]);
      // The collector may have been at work beside it: what hangs is late again.
      if (ran.cpuMs > sliceMs + LATE_MS) {
        const again = await this.#run(code, { path, calls, from: reached }, sliceMs);
        expect(again.cpuMs, shown).toBeLessThan(sliceMs + LATE_MS);
      }
      const { step } = ran;
      if (step?.ok) this.returned += Number(step.json);
      else this.stopped++;
      if (step && !step.ok) expect(FAILURES[step.failure.code].blame, shown).toBe('guest');
      from = step?.ok ? calls.length : reached + 1;
    }
    const honest = await this.#run('return input.a + 1', { a: calls.length }, HONEST_MS);
    expect(returnedBy(honest), showPath(path)).toBe(calls.length + 1);
  }

  async #run(code: string, input: unknown, timeoutMs: number): Promise<TimedRun> {
    const { sandbox } = this.#box;
    const { code: own, first } = this.#options;
    const before = process.cpuUsage();
    const ran = runSnippet(this.#box, code, {
      timeoutMs,
      requestText: JSON.stringify({ input }),
      ...(code === own && this.#compiled && { compiled: this.#compiled }),
    });
    const { user, system } = process.cpuUsage(before);
    if (code === own) this.#compiled ??= ran.compiled;
    ran.session[Symbol.dispose]();
    if (ran.run.isSandboxBroken || sandbox.isOutgrown || this.#box === first) await this.#renew();
    else sandbox.reset();
    return { ...ran, cpuMs: (user + system) / 1000 };
  }

  async #renew(): Promise<void> {
    this.#box = await makeSandbox(this.#options);
    // What holds a sandbox's memory is too small for the collector to hurry.
    if (this.#renewals++ % 20 === 0) Bun.gc(true);
  }
}
