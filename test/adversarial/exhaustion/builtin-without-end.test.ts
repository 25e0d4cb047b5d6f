/**
 * Attack: Every built-in of every prototype, called with what has no end.
 * Answer: The engine pays for every turn of its native loops; the list comes from the guest's own
 * world, so a built-in that an upgrade brings is attacked too.
 */
import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { FAILURES } from '../../../src/base/failure.ts';
import type { CompiledPages } from '../../../src/sandbox/sandbox.ts';
import { shareTarget } from '../../support/attack.ts';
import {
  CALL_BUILTIN,
  type Call,
  LIST_BUILTINS,
  LIST_HOSTILE,
  type Path,
  showPath,
} from '../../support/builtins.ts';
import { often, SEEDS } from '../../support/fuzz.ts';
import {
  makeSandbox,
  makeWorld,
  type Ran,
  returnedBy,
  runSnippet,
  type TestSandbox,
} from '../../support/sandbox.ts';

const target = shareTarget();

/** A slice of time for the calls of one built-in; what comes after one that hangs has the next slice. */
const SLICE_MS = 5;
/** What an honest run may take on a machine that is full, milliseconds. */
const HONEST_MS = 10_000;
/** How late a run may be stopped, milliseconds of computing. */
const LATE_MS = 250;
/** Small, so that what asks for memory without end is soon refused. */
const MEMORY_BYTES = 24 * 1024 * 1024;
/** Calls of each built-in. */
const CALLS = 6;
/** Of the built-ins, one in so many is attacked from a new seed. */
const NEW_STRIDE = 3;
/** What this process may grow to beyond its start, bytes: sandboxes that wait to be collected. */
const GROWTH_BYTES = 300 * 1024 * 1024;

const world = await makeWorld({ disabledGlobals: [] });
const lister = await makeSandbox({ world });
const list = <T>(code: string): readonly T[] => {
  const listed = returnedBy(runSnippet(lister, code)) as readonly T[];
  lister.sandbox.reset();
  return listed;
};
const BUILTINS = list<Path>(LIST_BUILTINS);
const HOSTILE = list<string>(LIST_HOSTILE);

const kind = fc.constantFrom(...HOSTILE);
const call: fc.Arbitrary<Call> = fc
  .tuple(
    fc.constantFrom('call' as const, 'call' as const, 'new' as const),
    fc.oneof(kind, fc.constant('own')),
    fc.array(kind, { maxLength: 3, size: 'max' }),
  )
  .map(([how, receiver, args]) => [how, receiver, ...args]);

/** A list of calls for each built-in. */
function pickCalls(seed: number): readonly (readonly Call[])[] {
  const calls = fc.array(call, { minLength: CALLS, maxLength: CALLS });
  return fc.sample(calls, { seed, numRuns: BUILTINS.length });
}

interface TimedRun extends Ran {
  /** What this process computed meanwhile: on a full machine a run is late that computed no longer than it may. */
  readonly cpuMs: number;
}

/** Sandboxes in a row, each used until a run has broken it or made it large. */
class Cell {
  #box: TestSandbox = lister;
  #compiled: CompiledPages | undefined;
  #renewals = 0;
  /** Calls that returned, and runs that were stopped. */
  returned = 0;
  stopped = 0;

  async run(code: string, input: unknown, timeoutMs = SLICE_MS): Promise<TimedRun> {
    const { sandbox } = this.#box;
    const before = process.cpuUsage();
    const ran = runSnippet(this.#box, code, {
      timeoutMs,
      requestText: JSON.stringify({ input }),
      ...(code === CALL_BUILTIN && this.#compiled && { compiled: this.#compiled }),
    });
    const { user, system } = process.cpuUsage(before);
    if (code === CALL_BUILTIN) this.#compiled ??= ran.compiled;
    ran.session[Symbol.dispose]();
    if (ran.run.isSandboxBroken || sandbox.isOutgrown || this.#box === lister) await this.#renew();
    else sandbox.reset();
    return { ...ran, cpuMs: (user + system) / 1000 };
  }

  async #renew(): Promise<void> {
    this.#box = await makeSandbox({ world, memoryBytes: MEMORY_BYTES });
    // What holds a sandbox's memory is too small for the collector to hurry.
    if (this.#renewals++ % 20 === 0) Bun.gc(true);
  }
}

/** Makes all the calls of one built-in, in as many runs as are stopped before the last. */
async function attack(cell: Cell, path: Path, calls: readonly Call[]): Promise<void> {
  let from = 0;
  while (from < calls.length) {
    const ran = await cell.run(CALL_BUILTIN, { path, calls, from });
    const lines = JSON.parse(ran.logsJson || '[]') as { message: string }[];
    const reached = Number(lines.at(-1)?.message ?? from);
    const shown = `${showPath(path)} ${JSON.stringify(calls[reached])}`;
    // The collector may have been at work beside it: what hangs is late again.
    if (ran.cpuMs > SLICE_MS + LATE_MS) {
      const again = await cell.run(CALL_BUILTIN, { path, calls, from: reached });
      expect(again.cpuMs, shown).toBeLessThan(SLICE_MS + LATE_MS);
    }
    const { step } = ran;
    if (step?.ok) cell.returned += Number(step.json);
    else cell.stopped++;
    if (step && !step.ok) expect(FAILURES[step.failure.code].blame, shown).toBe('guest');
    from = step?.ok ? calls.length : reached + 1;
  }
  const honest = await cell.run('return input.a + 1', { a: calls.length }, HONEST_MS);
  expect(returnedBy(honest), showPath(path)).toBe(calls.length + 1);
}

for (const [nth, seed] of SEEDS.entries()) {
  // All of them from the seed that never changes; from the new one a part, another each time.
  const stride = nth === 0 ? 1 : NEW_STRIDE;
  test(`Every built-in is stopped in time, whatever it is called with (seed ${seed})`, async () => {
    expect(BUILTINS.length).toBeGreaterThan(400);
    const before = process.memoryUsage.rss();
    const cell = new Cell();
    for (let round = 0; round < often(1); round++) {
      const calls = pickCalls(seed + round);
      for (let i = (seed + round) % stride; i < BUILTINS.length; i += stride) {
        await attack(cell, BUILTINS[i] ?? [], calls[i] ?? []);
      }
    }
    // What the values were made for has happened: some calls end by themselves, and some never would.
    // How many get that far in the time they have is the machine's affair.
    expect(cell.returned).toBeGreaterThan(BUILTINS.length / stride / 10);
    expect(cell.stopped).toBeGreaterThan(50 / stride);
    Bun.gc(true);
    expect(process.memoryUsage.rss() - before).toBeLessThan(GROWTH_BYTES);
  });
}

test('POST /execute stops built-ins in time, whatever they are called with', async () => {
  const [seed = 0] = SEEDS;
  const calls = pickCalls(seed);
  const attacks = BUILTINS.flatMap((path, i) =>
    i % 5 === 0 ? { code: CALL_BUILTIN, input: { path, calls: calls[i], from: i % CALLS } } : [],
  );
  await target().survives(attacks, { timeoutMs: 60 });
});
