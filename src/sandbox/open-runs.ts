/**
 * The runs that a worker has begun and not yet answered: one that has the thread, those that wait. Lets each go on when
 * something has happened for it, and ends it: by its result, at its deadline, or because its caller hung up.
 */
import type { CancelTimer, Clock } from '../base/clock.ts';
import { fail } from '../base/failure.ts';
import { isCancelled } from '../wire/claim-word.ts';
import type { Job, RunResult } from '../wire/ops.ts';
import { type WorkerShared, writeCounter } from '../wire/shared.ts';
import type { Answers, EndedRun } from './answers.ts';
import type { OpenSession } from './capability.ts';
import { Run, type Step } from './evaluate.ts';
import type { ValuePointer } from './marshal.ts';
import { type Housed, Parking } from './parking.ts';
import type { Sandbox } from './sandbox.ts';
import type { Shelf } from './shelf.ts';
import type { Stowage } from './stowage.ts';
import type { ThreadTurns } from './thread-turns.ts';

export interface OpenRunsOptions {
  readonly clock: Clock;
  readonly turns: ThreadTurns;
  readonly answers: Answers;
  readonly shelf: Shelf;
  readonly stowage: Stowage;
  readonly shared: WorkerShared;
  readonly openSession: OpenSession;
  readonly maxResultBytes: number;
  readonly memoryBytes: number;
  /** Told of bugs of ours; the job they hit is answered `internal`. */
  onFault(sequence: number, thrown: unknown): void;
}

/** A snippet, ready for a sandbox. */
export interface ReadySnippet {
  readonly source: string;
  readonly isAsync: boolean;
  /** When the run's time began to count. */
  readonly startedMs: number;
  /** Gives the snippet's function in the run's sandbox, or why there is none. */
  compile(): ValuePointer | RunResult;
}

/** A run that is computing now, or parked. */
interface OpenRun extends Housed, EndedRun {
  readonly job: Job;
  readonly run: Run;
  /** What all runs of this worker had computed when it was parked, milliseconds. */
  parkedAtBusyMs: number;
  /** Stops the timer of its deadline while it is parked. */
  stopTimer: CancelTimer | undefined;
}

export class OpenRuns {
  readonly #options: OpenRunsOptions;
  /** Runs that wait for an event or their deadline. */
  readonly #parking: Parking<OpenRun>;
  /** Sandboxes of runs that ended inside another's step; cleaned when that step has ended. */
  readonly #setAside: OpenRun[] = [];
  /** What all runs have computed together, images that they wanted and their packing included, milliseconds. */
  #busyMs = 0;

  constructor(options: OpenRunsOptions) {
    this.#options = options;
    this.#parking = new Parking({
      ...options,
      charge: (open, ms) => {
        open.run.charge(ms);
        this.#busyMs += ms;
        // Not others' time, for which it would be excused.
        open.parkedAtBusyMs += ms;
      },
    });
  }

  /** A clean sandbox, if one can be had now. */
  takeSandbox(): Sandbox | undefined {
    return this.#parking.takeSandbox();
  }

  begin(job: Job, sandbox: Sandbox, { source, isAsync, startedMs, compile }: ReadySnippet): void {
    const { clock, openSession, maxResultBytes, memoryBytes } = this.#options;
    let open: OpenRun | undefined;
    const session = openSession({
      deliver: (eventText, lateMs, bytes) => {
        if (open) this.#resume(open, lateMs, (resumed) => resumed.resume(eventText, bytes));
      },
      fail: (thrown) => {
        if (open) this.#resume(open, 0, () => raise(thrown));
      },
    });
    const run = new Run({
      sandbox,
      session,
      clock,
      startedMs,
      timeoutMs: job.timeoutMs,
      isAsync,
      maxResultBytes,
      memoryBytes,
      isCancelled: () => this.#isCancelled(job),
      hasNews: () => open !== undefined && open.steps.length > 0,
    });
    open = {
      job,
      run,
      sandbox,
      stowed: undefined,
      steps: [],
      session,
      source,
      parkedAtBusyMs: 0,
      stopTimer: undefined,
    };
    this.#advance(open, () => run.start(compile, job.requestText));
  }

  /** Lets the next run go on for which something has happened; false when there is none, or no sandbox for it. */
  tryWake(): boolean {
    const open = this.#parking.tryWake();
    if (!open) return false;
    const nowMs = this.#options.clock.nowMs();
    for (let step = open.steps.shift(); step; step = open.steps.shift()) {
      this.#goOn(open, step.lateMs + nowMs - step.sinceMs, step.take);
    }
    return true;
  }

  /** Stops parked runs whose callers hung up. */
  sweepCancelled(): void {
    for (const open of [...this.#parking.all]) {
      if (this.#isCancelled(open.job)) this.#finish(open, open.run.stop('cancelled'));
    }
  }

  /**
   * Ends parked runs whose deadline passed, inside of another's step. Their sandboxes wait, for cleaning one may
   * make another, and a run deep in recursion leaves no stack for that.
   */
  endOverdue(): void {
    const nowMs = this.#options.clock.nowMs();
    for (const open of this.#parking.all) {
      if (open.run.deadlineMs > nowMs) continue;
      this.#end(open, open.run.stop('deadline'));
      this.#setAside.push(open);
    }
  }

  /** Does what has the thread for itself, and counts it; runs that ended meanwhile give their sandboxes back. */
  compute<T>(work: () => T): T {
    const { shared, clock } = this.#options;
    writeCounter(shared, 'stepTicks', 0);
    const beganMs = clock.nowMs();
    const done = work();
    this.#busyMs += clock.nowMs() - beganMs;
    writeCounter(shared, 'stepTicks', 0);
    for (const ended of this.#setAside.splice(0)) this.#parking.clear(ended);
    return done;
  }

  /** Takes an event to its run: at once, or in its turn when others wait for the thread or for a sandbox. */
  #resume(open: OpenRun, lateMs: number, take: (run: Run) => Step): void {
    if (!this.#parking.has(open)) return;
    const { turns, clock } = this.#options;
    const isFirst = open.steps.length === 0 && !turns.isOverdue;
    if (isFirst && this.#parking.house(open)) this.#goOn(open, lateMs, take);
    else this.#parking.delay(open, { lateMs, sinceMs: clock.nowMs(), take });
    turns.next();
  }

  /** Lets a run that has its sandbox take its next step. */
  #goOn(open: OpenRun, lateMs: number, step: (run: Run) => Step): void {
    if (!this.#parking.has(open)) return;
    this.#unpark(open);
    // Only for what others computed meanwhile: a run that makes its own timers late gains no time.
    open.run.excuse(Math.min(lateMs, this.#busyMs - open.parkedAtBusyMs));
    this.#advance(open, () => step(open.run));
  }

  /** Takes one step of a run and does what follows from it. */
  #advance(open: OpenRun, step: () => Step): void {
    const result = this.compute(() => {
      try {
        return step();
      } catch (thrown) {
        this.#options.onFault(open.job.sequence, thrown);
        return fail('internal', 'Something went wrong on our side');
      }
    });
    if (result) this.#finish(open, result);
    else this.#park(open);
  }

  #park(open: OpenRun): void {
    this.#parking.add(open);
    open.parkedAtBusyMs = this.#busyMs;
    const { clock, turns } = this.#options;
    open.stopTimer = clock.after(Math.max(0, open.run.deadlineMs - clock.nowMs()), () => {
      this.#finish(open, open.run.stop('deadline'));
      // What its sandbox is wanted for waits until all have ended whose deadlines have come.
      turns.next();
    });
  }

  #unpark(open: OpenRun): void {
    open.stopTimer?.();
    this.#parking.remove(open);
  }

  #finish(open: OpenRun, result: RunResult): void {
    this.#end(open, result);
    this.#parking.clear(open);
  }

  /** Answers a run and closes what it had open. */
  #end(open: OpenRun, result: RunResult): void {
    this.#unpark(open);
    this.#options.answers.end(open, result);
    open.session[Symbol.dispose]();
  }

  #isCancelled({ slot, sequence }: Job): boolean {
    return isCancelled(this.#options.shared.claims, slot, sequence);
  }
}

function raise(thrown: unknown): never {
  throw thrown;
}
