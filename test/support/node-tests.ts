/**
 * Runs test files of Node's own inside of the guest. Time passes there as fast as it can: where nothing but
 * timers is waited for, the next one is due.
 */
import { join } from 'node:path';
import type { BunPlugin } from 'bun';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import type { Calls } from '../../src/host/session.ts';
import type { Outcome, TestInput } from '../conformance/node/own-tests/run-test.ts';
import { IDLE_MS, TO_HOST } from '../conformance/node/own-tests/to-host.ts';
import { readNodeTest } from './node-sources.ts';
import { bodyOfTest, type Cut, fixturesOf, without } from './node-test-text.ts';
import { makeSandbox, makeWorld, runSnippet, SERVER_CALLS, type TestSandbox } from './sandbox.ts';
import { PROJECT_ROOT } from './ways.ts';

/** As the guest's clock counts. */
const TIMEOUT_MS = 120_000;
/** Longest time that passes as it does, milliseconds. */
const MAX_WAIT_MS = 25;
const MEMORY_BYTES = 256 * 1024 * 1024;
const SHIM = join(PROJECT_ROOT, 'test/conformance/node/own-tests/run-test.ts');

export interface NodeTests {
  run(name: string, cuts?: readonly Cut[]): Promise<Outcome>;
}

/** @param tests the folder of Node's tests */
export async function makeNodeTests(tests: string): Promise<NodeTests> {
  const clock = new LeapingClock();
  const world = await makeWorld({ disabledGlobals: [], maxTimers: 10_000 }, undefined, clock);
  const shim = await bundleShim();
  let box: TestSandbox | undefined;
  return {
    async run(name, cuts = []) {
      const text = readNodeTest(tests, name);
      box ??= await makeSandbox({ world, clock, memoryBytes: MEMORY_BYTES });
      const ran = await runTest(box, clock, {
        name,
        shim,
        fixtures: fixturesOf(text, tests),
        body: bodyOfTest(without(text, cuts)),
      });
      if (ran.isBroken) box = undefined;
      else box.sandbox.become(world.image);
      return ran.outcome;
    },
  };
}

/** The system's clock, moved on past what nobody needs to wait for. */
class LeapingClock implements Clock {
  #leapMs = 0;
  readonly soon = systemClock.soon;
  readonly after = systemClock.after;

  nowMs(): number {
    return systemClock.nowMs() + this.#leapMs;
  }

  /** Waits for what is near: the engine's own clock does not leap. */
  async passUntil(ms: number): Promise<void> {
    const waitMs = ms - this.nowMs();
    if (waitMs > MAX_WAIT_MS) this.#leapMs += waitMs;
    else if (waitMs > 0) await Bun.sleep(waitMs);
  }
}

const GUEST_MODULES_OUTSIDE: BunPlugin = {
  name: 'guest-modules-outside',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true }));
  },
};

async function bundleShim(): Promise<string> {
  const built = await Bun.build({
    entrypoints: [SHIM],
    plugins: [GUEST_MODULES_OUTSIDE],
    target: 'browser',
    format: 'cjs',
  });
  const [output] = built.outputs;
  if (!built.success || !output) throw new AggregateError(built.logs, 'Cannot bundle the shim');
  return await output.text();
}

function snippetOf(shim: string, body: string): string {
  return `const shim = { exports: {} };
(function (module, exports) {${shim}
})(shim, shim.exports);
return await shim.exports.runNodeTest(async function (exports, require, module, __filename, __dirname, watch) {
${body}
}, require, input);`;
}

interface Timer {
  readonly id: number;
  readonly delayMs: number;
  readonly repeats: boolean;
  readonly dueMs: number;
}

/** What a run waits for: its timers, which fire here, and what the host does for it. */
class Waiting {
  readonly events: { readonly text: string; readonly bytes: Uint8Array | undefined }[] = [];
  readonly calls: Calls;
  readonly #clock: LeapingClock;
  readonly #timers = new Map<number, Timer>();
  /** Timers that hold up no process. */
  readonly #idle = new Set<number>();
  #lastId = 0;
  #operations = 0;

  constructor(clock: LeapingClock) {
    this.#clock = clock;
    this.calls = this.#watchedCalls();
  }

  #watchedCalls(): Calls {
    const now = new Map(SERVER_CALLS.now);
    now.set('timer.start', (timer) => {
      const { id, delayMs, repeats } = timer as unknown as Timer;
      this.#lastId = id;
      this.#timers.set(id, { id, delayMs, repeats, dueMs: this.#clock.nowMs() + delayMs });
      return undefined;
    });
    now.set('console.write', (line) => {
      const { message } = line as unknown as { message: string };
      if (!message.startsWith(TO_HOST)) return undefined;
      const [what, which] = message.slice(TO_HOST.length).split(' ');
      const id = which === 'last' ? this.#lastId : Number(which);
      if (what === 'unref') this.#idle.add(id);
      else this.#idle.delete(id);
      return undefined;
    });
    now.set('timer.clear', (timer) => {
      this.#timers.delete((timer as unknown as Timer).id);
      return undefined;
    });
    const later = new Map(
      [...SERVER_CALLS.later].map(([name, handle]) => [
        name,
        ((...args: Parameters<typeof handle>) => {
          const answer = handle(...args);
          this.#operations++;
          const end = () => this.#operations--;
          answer.then(end, end);
          return answer;
        }) as typeof handle,
      ]),
    );
    return { ...SERVER_CALLS, now, later };
  }

  /** Waits for the next event; undefined when none can come. */
  async next(): Promise<(typeof this.events)[number] | undefined> {
    while (this.events.length === 0 && this.#operations > 0) await Bun.sleep(0);
    // An answer is delivered a few turns after its operation ended.
    await Bun.sleep(0);
    const event = this.events.shift();
    if (event) return event;
    const timer = this.#takeTimer();
    if (!timer) return undefined;
    if (timer.delayMs !== IDLE_MS) await this.#clock.passUntil(timer.dueMs);
    return { text: JSON.stringify({ event: 'timer', id: timer.id }), bytes: undefined };
  }

  /** The one that is due first; that which waits until nobody waits, when only such are left as hold up nobody. */
  #takeTimer(): Timer | undefined {
    const all = [...this.#timers.values()].sort((a, b) => a.dueMs - b.dueMs);
    const others = all.filter(({ delayMs }) => delayMs !== IDLE_MS);
    const isHeld = others.some(({ id }) => !this.#idle.has(id));
    const next = isHeld ? others[0] : all.find(({ delayMs }) => delayMs === IDLE_MS);
    if (!next) return undefined;
    this.#timers.delete(next.id);
    if (next.repeats) {
      this.#timers.set(next.id, { ...next, dueMs: this.#clock.nowMs() + next.delayMs });
    }
    return next;
  }
}

interface RanTest {
  readonly outcome: Outcome;
  readonly isBroken: boolean;
}

async function runTest(
  box: TestSandbox,
  clock: LeapingClock,
  test: TestInput & { readonly shim: string; readonly body: string },
): Promise<RanTest> {
  const { name, shim, fixtures, body } = test;
  const input: TestInput = { name, fixtures };
  const waiting = new Waiting(clock);
  const ran = runSnippet(box, snippetOf(shim, body), {
    timeoutMs: TIMEOUT_MS,
    requestText: JSON.stringify({ input }),
    calls: waiting.calls,
    listener: {
      deliver: (event, _lateMs, bytes) =>
        waiting.events.push({ text: event, bytes: bytes?.slice() }),
      fail(thrown) {
        throw thrown;
      },
    },
  });
  using _session = ran.session;
  let { step } = ran;
  while (step === undefined) {
    const event = await waiting.next();
    if (!event) break;
    step = ran.run.resume(event.text, event.bytes);
  }
  const isBroken = ran.run.isSandboxBroken;
  if (step?.ok) return { outcome: JSON.parse(step.json) as Outcome, isBroken };
  const why = step ? `${step.failure.message}` : 'it waits for nothing';
  return { outcome: { is: 'failed', why }, isBroken };
}
