/**
 * A worker's work: takes jobs, of each snippet in order, claims each just before it runs, runs it in a clean
 * sandbox, and lets the thread go on while runs wait. Every claimed job gets exactly one answer.
 */
import type { CancelTimer, Clock } from '../base/clock.ts';
import { fail, ok } from '../base/failure.ts';
import { Turns } from '../base/turns.ts';
import { parseSnippet } from '../policy/parse.ts';
import { isCancelled, tryClaim } from '../wire/claim-word.ts';
import { isTypeScriptCode, type Job, NO_USAGE, type RunResult } from '../wire/ops.ts';
import { addToCounter, type WorkerShared, writeCounter } from '../wire/shared.ts';
import type { HostSession, OpenSession } from './capability.ts';
import { type HintSource, withHint } from './diagnose.ts';
import { Run, type Step } from './evaluate.ts';
import { ImageMaking } from './image-making.ts';
import type { Images } from './images.ts';
import type { ValuePointer } from './marshal.ts';
import type { Outbox } from './outbox.ts';
import { readCompileFailure } from './outcome.ts';
import { type Housed, Parking } from './parking.ts';
import {
  checkSnippet,
  type PreparedSnippet,
  type PrepareOptions,
  type Snippet,
} from './prepare.ts';
import type { PreparedCache } from './prepared-cache.ts';
import { readInTime } from './read-in-time.ts';
import type { Sandbox } from './sandbox.ts';
import type { Shelf } from './shelf.ts';
import { wrap } from './source.ts';
import type { Stowage } from './stowage.ts';
import { ThreadTurns } from './thread-turns.ts';

export interface ExecutorOptions extends PrepareOptions {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly shelf: Shelf;
  readonly stowage: Stowage;
  readonly cache: PreparedCache;
  readonly images: Images;
  readonly shared: WorkerShared;
  readonly openSession: OpenSession;
  readonly maxResultBytes: number;
  readonly memoryBytes: number;
  /** Names a guest can see, for hints. */
  readonly globals: readonly string[];
  /** Called when a long source was read: what that left behind is the collector's. */
  onLongRead(): void;
  /** Told of bugs of ours; the job they hit is answered `internal`. */
  onFault(sequence: number, thrown: unknown): void;
}

/** A run that is computing now, or parked. */
interface OpenRun extends Housed {
  readonly job: Job;
  readonly session: HostSession;
  readonly source: string;
  /** What all runs of this worker had computed when it was parked, milliseconds. */
  parkedAtBusyMs: number;
  /** Stops the timer of its deadline while it is parked. */
  stopTimer: CancelTimer | undefined;
}

/** A job's snippet, ready for a sandbox. */
interface ReadSnippet {
  readonly snippet: Snippet;
  readonly prepared: PreparedSnippet | undefined;
  /** When the run's time began to count. */
  readonly startedMs: number;
}

/** What a hint may cost, milliseconds: a source that takes longer to read again goes without. */
const HINT_WITHIN_MS = 200;

/** A source longer than this, UTF-16 units, leaves a syntax tree of megabytes to the collector. */
const LONG_SOURCE = 32_768;

export class Executor {
  readonly #options: ExecutorOptions;
  /** Jobs not yet claimed; snippets take turns, so that many jobs of one that is slow to begin keep up no other. */
  readonly #inbox = new Turns<Job>();
  /** Runs that wait for an event or their deadline. */
  readonly #parking: Parking<OpenRun>;
  /** Sandboxes of runs that ended inside another's step; cleaned when that step has ended. */
  readonly #setAside: OpenRun[] = [];
  readonly #making: ImageMaking;
  /** What all runs have computed together, images that they wanted included, milliseconds. */
  #busyMs = 0;
  readonly #turns: ThreadTurns;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#making = new ImageMaking({
      ...options,
      answer: (job, result, startedMs) => this.#answer(job, result, startedMs),
    });
    this.#parking = new Parking(options);
    this.#turns = new ThreadTurns(options.clock, () => this.pump());
  }

  /** Takes jobs in; runs as many as there are sandboxes for. */
  accept(jobs: readonly Job[]): void {
    for (const job of jobs) this.#inbox.push(job.encodedCode, job);
    this.pump();
  }

  /** Runs what can run; called again when a sandbox becomes available. */
  pump(): void {
    const { outbox, clock } = this.#options;
    const { endMs } = this.#turns;
    for (;;) {
      const hasWoken = this.#tryWake();
      if (!this.#tryBegin() && !hasWoken) break;
      if (clock.nowMs() <= endMs) continue;
      this.#turns.next();
      break;
    }
    outbox.flush();
  }

  /** Begins the next job; false when there is none, or no sandbox for it. */
  #tryBegin(): boolean {
    const { shelf, shared } = this.#options;
    const sandbox = this.#inbox.size > 0 ? this.#parking.takeSandbox() : undefined;
    const job = sandbox && this.#inbox.shift();
    if (!job) return false;
    if (tryClaim(shared.claims, job.slot, job.sequence)) {
      addToCounter(shared, 'begun', 1);
      this.#read(job, sandbox);
    } else shelf.putBack(sandbox, false);
    return true;
  }

  /** Lets the next run go on for which something has happened; false when there is none, or no sandbox for it. */
  #tryWake(): boolean {
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
    this.#options.outbox.flush();
  }

  /**
   * Ends parked runs whose deadline passed; called at the meter's tick, inside a step of another run, or while
   * an image is made: either keeps the thread from their timers. Their sandboxes wait, for cleaning one may make another, and a
   * run deep in recursion leaves no stack for that.
   */
  endOverdue(): void {
    this.#making.endOverdue();
    const nowMs = this.#options.clock.nowMs();
    for (const open of this.#parking.all) {
      if (open.run.deadlineMs > nowMs) continue;
      this.#end(open, open.run.stop('deadline'));
      this.#setAside.push(open);
    }
  }

  /** Reads a job's snippet and finds the sandbox it wants; `taken` is any. */
  #read(job: Job, taken: Sandbox): void {
    const { clock, cache, shelf } = this.#options;
    const prepared = cache.get(job.encodedCode);
    if (!prepared && isTypeScriptCode(job.encodedCode)) this.#options.stripper.warm();
    const startedMs = clock.nowMs();
    const checked = prepared ? ok(prepared) : this.#check(job, startedMs);
    if (!prepared && job.encodedCode.length > LONG_SOURCE) this.#options.onLongRead();
    if (!checked.ok) {
      this.#answer(job, checked, startedMs);
      shelf.putBack(taken, false);
      return;
    }
    const snippet = checked.value;
    // Its caller waits for the image too, so that making one is the run's own time.
    const image = prepared?.image ?? this.#imageFor(job, startedMs, snippet, taken);
    if (!image) return;
    this.#options.images.noteUse(image);
    const sandbox = taken.image === image ? taken : shelf.exchange(taken, image);
    this.#begin(job, sandbox, { snippet, prepared, startedMs });
  }

  /** The image that a snippet wants; undefined when its job was answered instead. */
  #imageFor(job: Job, startedMs: number, { modules }: Snippet, taken: Sandbox) {
    const { image, isSandboxBroken } = this.#compute(() =>
      this.#making.imageFor(job, startedMs, modules, taken),
    );
    if (!image) this.#options.shelf.putBack(taken, isSandboxBroken);
    return image;
  }

  #begin(job: Job, sandbox: Sandbox, { snippet, prepared, startedMs }: ReadSnippet): void {
    const { clock, openSession } = this.#options;
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
      isAsync: snippet.isAsync,
      maxResultBytes: this.#options.maxResultBytes,
      memoryBytes: this.#options.memoryBytes,
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
      source: snippet.source,
      parkedAtBusyMs: 0,
      stopTimer: undefined,
    };
    const compile = () =>
      prepared ? lay(sandbox, prepared) : this.#compile(job.encodedCode, snippet, sandbox);
    this.#advance(open, () => run.start(compile, job.requestText));
  }

  #check({ encodedCode, timeoutMs }: Job, startedMs: number) {
    const limits = { timeoutMs, deadlineMs: startedMs + timeoutMs };
    return checkSnippet(encodedCode, this.#options, limits);
  }

  /** Compiles, and keeps what that changed for the runs to come. */
  #compile(encodedCode: string, snippet: Snippet, sandbox: Sandbox): ValuePointer | RunResult {
    const evaluated = sandbox.evaluate(wrap(snippet.source, snippet.isAsync));
    if ('thrown' in evaluated) {
      const { wasRefusedMemory } = sandbox;
      const { isAsync } = snippet;
      return readCompileFailure(evaluated.thrown, { ...this.#options, isAsync, wasRefusedMemory });
    }
    const { value } = evaluated;
    const { cache } = this.#options;
    // What lies beyond the memory that another sandbox starts with could not be laid there.
    if (!sandbox.isOutgrown && cache.isWorthKeeping(encodedCode)) {
      const { image } = sandbox;
      cache.put(encodedCode, { ...snippet, image, compiled: sandbox.compiledPages(value) });
    }
    return value;
  }

  /** Takes an event to its run: at once, or in its turn when others wait for the thread or for a sandbox. */
  #resume(open: OpenRun, lateMs: number, take: (run: Run) => Step): void {
    if (!this.#parking.has(open)) return;
    const isFirst = open.steps.length === 0 && !this.#turns.isOverdue;
    if (isFirst && this.#parking.house(open)) this.#goOn(open, lateMs, take);
    else this.#parking.delay(open, { lateMs, sinceMs: this.#options.clock.nowMs(), take });
    this.#turns.next();
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
    const result = this.#compute(() => {
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

  /** Does what has the thread for itself, and counts it; runs that ended meanwhile give their sandboxes back. */
  #compute<T>(work: () => T): T {
    const { shared, clock } = this.#options;
    writeCounter(shared, 'stepTicks', 0);
    const beganMs = clock.nowMs();
    const done = work();
    this.#busyMs += clock.nowMs() - beganMs;
    writeCounter(shared, 'stepTicks', 0);
    for (const ended of this.#setAside.splice(0)) this.#parking.clear(ended);
    return done;
  }

  #park(open: OpenRun): void {
    this.#parking.add(open);
    open.parkedAtBusyMs = this.#busyMs;
    const { clock } = this.#options;
    open.stopTimer = clock.after(Math.max(0, open.run.deadlineMs - clock.nowMs()), () => {
      this.#finish(open, open.run.stop('deadline'));
      this.pump();
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
    const { job, run, session, source } = open;
    this.#unpark(open);
    const hinted = withHint(result, source, this.#hintSource());
    this.#options.outbox.push({
      sequence: job.sequence,
      result: hinted,
      usage: run.usage(),
      logsJson: session.logsJson(),
    });
    session[Symbol.dispose]();
  }

  #hintSource(): HintSource {
    const { globals, clock } = this.#options;
    const deadlineMs = clock.nowMs() + HINT_WITHIN_MS;
    const limits = { deadlineMs, timeoutMs: HINT_WITHIN_MS };
    const read = (source: string) =>
      readInTime(this.#options, limits, (pace) => parseSnippet(source, pace));
    return { globals, read };
  }

  /** Answers a job that was refused before it ran; reading it took its time all the same. */
  #answer(job: Job, result: RunResult, startedMs: number): void {
    const { outbox, clock } = this.#options;
    const runMicros = Math.round((clock.nowMs() - startedMs) * 1000);
    const usage = { ...NO_USAGE, runMicros, cpuMicros: runMicros };
    outbox.push({ sequence: job.sequence, result, usage, logsJson: '' });
  }

  #isCancelled({ slot, sequence }: Job): boolean {
    return isCancelled(this.#options.shared.claims, slot, sequence);
  }
}

function raise(thrown: unknown): never {
  throw thrown;
}

function lay(sandbox: Sandbox, { compiled }: PreparedSnippet): ValuePointer {
  sandbox.lay(compiled);
  return compiled.fn;
}
