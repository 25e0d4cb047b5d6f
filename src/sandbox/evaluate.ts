/**
 * One run of a prepared snippet, from its start until a result or its deadline. Between its steps,
 * while it waits for something of the host's, its memory is kept, in its sandbox or elsewhere, and the
 * thread is free.
 */
import type { Clock } from '../base/clock.ts';
import { MAX_EXCUSED_MS } from '../base/limits.ts';
import { PENDING } from '../wire/host-calls.ts';
import type { RunResult, Usage } from '../wire/ops.ts';
import type { HostSession } from './capability.ts';
import { OutOfGuestMemory, Undescribable, type ValuePointer } from './marshal.ts';
import type { StopReason } from './meter.ts';
import {
  cancelledFailure,
  memoryFailure,
  neverSettles,
  type OutcomeContext,
  readOutcome,
  stackFailure,
  timeoutFailure,
} from './outcome.ts';
import type { Sandbox } from './sandbox.ts';

/** Promise jobs run between two looks at the outcome. */
const JOBS_AT_ONCE = 1000;

export interface RunOptions extends Omit<OutcomeContext, 'wasRefusedMemory'> {
  readonly sandbox: Sandbox;
  readonly session: HostSession;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** When the run's time began to count. */
  readonly startedMs: number;
  isCancelled(): boolean;
  /** Whether something has happened that it is still to be told. */
  hasNews(): boolean;
}

/** A finished run's result, or undefined while it waits. */
export type Step = RunResult | undefined;

export class Run {
  readonly #options: RunOptions;
  /** When the run must have ended; moves on by time that was not its own. */
  #deadlineMs: number;
  #excusedMs = 0;
  #cpuMs = 0;
  #fuel = 0;
  #isSandboxBroken = false;
  #sandbox: Sandbox;
  /** As it was after the last step. */
  #heapBytes = 0;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#sandbox = options.sandbox;
    this.#deadlineMs = options.startedMs + options.timeoutMs;
  }

  get deadlineMs(): number {
    return this.#deadlineMs;
  }

  /** Whether the engine aborted, or failed in a way that nobody foresaw: do not use it again. */
  get isSandboxBroken(): boolean {
    return this.#isSandboxBroken;
  }

  /** Gives back time in which the run was ready and the thread was another's, as far as there is any to give. */
  excuse(ms: number): void {
    const given = Math.min(ms, MAX_EXCUSED_MS - this.#excusedMs);
    this.#deadlineMs += given;
    this.#excusedMs += given;
  }

  /** Counts as its own what it took to put its memory aside, or to take it up again. */
  charge(ms: number): void {
    this.#cpuMs += ms;
  }

  /** Compiles by `compile`, which gives the snippet's function or a failure, and starts it. */
  start(compile: () => ValuePointer | RunResult, requestText: string): Step {
    this.moveTo(this.#sandbox);
    return this.#step(() => {
      const fn = compile();
      return typeof fn === 'number' ? this.#sandbox.start(fn, requestText) : fn;
    });
  }

  /** Goes on in a sandbox whose memory is what the run's was. */
  moveTo(sandbox: Sandbox): void {
    const { session } = this.#options;
    this.#sandbox = sandbox;
    sandbox.begin((call) => session.call({ ...call, deadlineMs: this.#deadlineMs }));
  }

  /** Takes an event of the host's to the guest, and bytes beside it. */
  resume(eventText: string, bytes?: Uint8Array): Step {
    return this.#step(() => this.#sandbox.resume(eventText, bytes));
  }

  /** Ends a waiting run whose deadline passed or whose caller has gone. */
  stop(reason: StopReason): RunResult {
    return reason === 'cancelled' ? cancelledFailure() : timeoutFailure(this.#options.timeoutMs);
  }

  usage(): Usage {
    const { clock, startedMs, session } = this.#options;
    return {
      runMicros: Math.round((clock.nowMs() - startedMs - this.#excusedMs) * 1000),
      cpuMicros: Math.round(this.#cpuMs * 1000),
      memoryBytes: this.#heapBytes,
      fuel: this.#fuel,
      ...session.traffic,
    };
  }

  /** Lets the guest compute under the meter until it has an outcome or waits. */
  #step(enter: () => string | RunResult): Step {
    const { clock, isCancelled } = this.#options;
    const sandbox = this.#sandbox;
    const beganMs = clock.nowMs();
    sandbox.meter.begin({ deadlineMs: this.#deadlineMs, isCancelled });
    // Looked at here too: a chain of timers takes steps too short for the meter to tick.
    const overdue = sandbox.meter.check();
    if (overdue) return this.stop(overdue);
    try {
      const entered = enter();
      return typeof entered === 'string' ? this.#drain(entered) : entered;
    } catch (thrown) {
      return this.#explain(thrown);
    } finally {
      this.#cpuMs += clock.nowMs() - beganMs;
      this.#fuel += sandbox.meter.spent;
      this.#heapBytes = sandbox.heapBytes;
    }
  }

  #drain(entered: string): Step {
    const { session, hasNews } = this.#options;
    const sandbox = this.#sandbox;
    let outcome = entered;
    while (outcome === PENDING) {
      if (!sandbox.hasPendingJobs) {
        return session.isWaiting || hasNews() ? undefined : this.#endWithoutOutcome();
      }
      sandbox.runJobs(JOBS_AT_ONCE);
      const reason = sandbox.meter.check();
      if (reason) return this.stop(reason);
      outcome = sandbox.poll();
    }
    return readOutcome(outcome, { ...this.#options, ...this.#memory() });
  }

  /** Nothing can happen any more: a promise nobody settles, or one whose job found no memory. */
  #endWithoutOutcome(): RunResult {
    return this.#memory().wasRefusedMemory
      ? memoryFailure(this.#options.memoryBytes)
      : neverSettles();
  }

  #memory() {
    return { wasRefusedMemory: this.#sandbox.wasRefusedMemory };
  }

  /** What came through the wall instead of an answer: a stop, or a limit of the engine or the host. */
  #explain(thrown: unknown): RunResult {
    const reason = this.#sandbox.meter.stopped;
    if (reason) return this.stop(reason);
    if (thrown instanceof OutOfGuestMemory || thrown instanceof Undescribable) {
      return memoryFailure(this.#options.memoryBytes);
    }
    // The host's own stack, exhausted by recursion in the engine's native code.
    if (thrown instanceof RangeError) return stackFailure();
    this.#isSandboxBroken = true;
    // An engine that cannot go on for want of memory aborts; nothing else makes it.
    if (thrown instanceof WebAssembly.RuntimeError) return memoryFailure(this.#options.memoryBytes);
    throw thrown;
  }
}
