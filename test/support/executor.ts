/** A worker's executor in this process, with real sandboxes and a clock that the test moves. */
import { STOWAGE_BYTES } from '../../src/base/limits.ts';
import { createSessions } from '../../src/host/dispatch.ts';
import type { Calls } from '../../src/host/session.ts';
import { Executor } from '../../src/sandbox/executor.ts';
import { Outbox } from '../../src/sandbox/outbox.ts';
import { PreparedCache } from '../../src/sandbox/prepared-cache.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { Shelf } from '../../src/sandbox/shelf.ts';
import { Stowage, type Stowed } from '../../src/sandbox/stowage.ts';
import { offer as putUp } from '../../src/wire/claim-word.ts';
import type { Answer, Job } from '../../src/wire/ops.ts';
import {
  createSharedBudget,
  createWorkerShared,
  type WorkerShared,
} from '../../src/wire/shared.ts';
import { FakeClock } from './fake-clock.ts';
import {
  MAX_RESULT_BYTES,
  MEMORY_BYTES,
  makeSandbox,
  SERVER_CALLS,
  type World,
} from './sandbox.ts';
import { makeStripper } from './type-stripper.ts';

export interface TestExecutorOptions {
  readonly world: World;
  /** Sandboxes there may be. */
  readonly sandboxes?: number;
  /** Moves the clock on by this much at each tick of the meter, milliseconds. */
  readonly tickMs?: number;
  readonly isStaticCheckOn?: boolean;
  /** Bytes of waiting runs that may be kept without a sandbox. */
  readonly stowageBytes?: number;
  /** Bytes of them that are kept without being compressed, where they are not those of a server. */
  readonly unpackedBytes?: number | undefined;
  /** The host calls there are, where they are not those of a server. */
  readonly calls?: Calls;
}

export interface JobOptions {
  readonly input?: unknown;
  readonly timeoutMs?: number;
  readonly encodedCode?: string;
}

export interface TestExecutor {
  readonly executor: Executor;
  readonly clock: FakeClock;
  readonly shared: WorkerShared;
  readonly faults: unknown[];
  /** Every answer so far, in order. */
  readonly answers: Answer[];
  /** When each was sent, by its job's sequence. */
  readonly sentMs: ReadonlyMap<number, number>;
  readonly stowed: Stowing;
  /** Offers a job; the executor has not heard of it yet. */
  offer(code: string, options?: JobOptions): Job;
  /** Lets sandboxes be made, and what waits for them or for a turn go on. */
  settle(): Promise<void>;
  /** The one answer to a job. */
  answerTo(job: Job): Answer;
}

export interface Stowing {
  /** How often a waiting run was put aside. */
  times: number;
  /** Moves the clock on by this much then, and when it is taken up, milliseconds. */
  takesMs: number;
}

const SLOTS = 256;

/** Counts, and takes its time by a clock that stands still otherwise. */
class TimedStowage extends Stowage {
  readonly #clock: FakeClock;
  readonly #stowing: Stowing;

  constructor(options: TestExecutorOptions, clock: FakeClock, stowing: Stowing) {
    super(options.stowageBytes ?? STOWAGE_BYTES, options.unpackedBytes);
    this.#clock = clock;
    this.#stowing = stowing;
  }

  override tryStow(sandbox: Sandbox): Stowed | undefined {
    this.#clock.pass(this.#stowing.takesMs);
    this.#stowing.times++;
    return super.tryStow(sandbox);
  }

  override unstow(stowed: Stowed, sandbox: Sandbox): void {
    this.#clock.pass(this.#stowing.takesMs);
    super.unstow(stowed, sandbox);
  }
}

export async function makeExecutor(options: TestExecutorOptions): Promise<TestExecutor> {
  const { world, sandboxes = 4, tickMs = 0, isStaticCheckOn = false } = options;
  const clock = new FakeClock();
  const shared = createWorkerShared(SLOTS);
  const answers: Answer[] = [];
  const faults: unknown[] = [];
  const stowed: Stowing = { times: 0, takesMs: 0 };
  const sentMs = new Map<number, number>();
  const outbox = new Outbox((batch) => {
    answers.push(...batch);
    for (const { sequence: of } of batch) sentMs.set(of, clock.nowMs());
  });
  let making: Promise<unknown> = Promise.resolve();
  const create = () => {
    const onTick = () => {
      clock.pass(tickMs);
      executor.endOverdue();
    };
    const made = makeSandbox({ world, clock, onTick }).then(({ sandbox }): Sandbox => sandbox);
    making = made;
    return made;
  };
  const shelf = new Shelf({
    clock,
    budget: createSharedBudget(sandboxes),
    shared,
    keep: sandboxes,
    create,
    onMade: () => executor.pump(),
    onDropped: () => {},
    onBroken: (thrown) => faults.push(thrown),
  });
  const executor: Executor = new Executor({
    clock,
    outbox,
    shelf,
    stowage: new TimedStowage(options, clock, stowed),
    cache: new PreparedCache(16 * 1024 * 1024, shared),
    images: world.images,
    shared,
    openSession: createSessions(clock, options.calls ?? SERVER_CALLS),
    maxResultBytes: MAX_RESULT_BYTES,
    memoryBytes: MEMORY_BYTES,
    maxCodeBytes: 65_535,
    isStaticCheckOn,
    onTick: () => clock.advance(tickMs),
    onLongRead: () => {},
    stripper: makeStripper(clock),
    globals: world.globals,
    onFault: (_sequence, thrown) => faults.push(thrown),
  });
  let sequence = 0;
  const settle = async () => {
    for (let before: unknown; before !== making; ) {
      before = making;
      await making;
      await Bun.sleep(0);
      // What waits for the thread's next turn.
      clock.advance(0);
    }
  };
  shelf.warm();
  await settle();
  return {
    executor,
    clock,
    shared,
    faults,
    answers,
    sentMs,
    stowed,
    offer(code, { input = { a: 1 }, timeoutMs = 1000, encodedCode = `t${code}` } = {}) {
      const requestText = JSON.stringify({ input });
      sequence++;
      const job: Job = { sequence, slot: sequence % SLOTS, encodedCode, requestText, timeoutMs };
      putUp(shared.claims, job.slot, job.sequence);
      return job;
    },
    settle,
    answerTo(job) {
      const found = answers.filter(({ sequence: of }) => of === job.sequence);
      const [answer] = found;
      if (found.length !== 1 || !answer) {
        throw new Error(`Cannot take the answer: job ${job.sequence} has ${found.length}`);
      }
      return answer;
    },
  };
}
