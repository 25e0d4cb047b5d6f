/**
 * A worker's work: takes jobs, of each snippet in order, claims each just before it runs, runs it in a clean
 * sandbox, and lets the thread go on while runs wait. Every claimed job gets exactly one answer.
 */
import { Turns } from '../base/turns.ts';
import { tryClaim } from '../wire/claim-word.ts';
import type { Job } from '../wire/ops.ts';
import { addToCounter } from '../wire/shared.ts';
import { Answers, type AnswersOptions } from './answers.ts';
import { Beginning, type BeginningOptions } from './beginning.ts';
import { ImageMaking } from './image-making.ts';
import { OpenRuns, type OpenRunsOptions } from './open-runs.ts';
import { ThreadTurns } from './thread-turns.ts';

/** Answers that are ready wait for others this long, milliseconds: what else has its turn may take several times that. */
const ANSWERS_WAIT_MS = 1;

export type ExecutorOptions = AnswersOptions &
  Omit<BeginningOptions, 'making' | 'answers' | 'runs'> &
  Omit<OpenRunsOptions, 'turns' | 'answers'>;

export class Executor {
  readonly #options: ExecutorOptions;
  /** Jobs not yet claimed; snippets take turns, so that many jobs of one that is slow to begin keep up no other. */
  readonly #inbox = new Turns<Job>();
  readonly #turns: ThreadTurns;
  readonly #runs: OpenRuns;
  readonly #making: ImageMaking;
  readonly #beginning: Beginning;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    const answers = new Answers(options);
    this.#turns = new ThreadTurns(options.clock, () => this.pump());
    this.#runs = new OpenRuns({ ...options, answers, turns: this.#turns });
    this.#making = new ImageMaking({
      ...options,
      answer: (job, result, startedMs) => answers.refuse(job, result, startedMs),
    });
    this.#beginning = new Beginning({
      ...options,
      answers,
      runs: this.#runs,
      making: this.#making,
    });
  }

  /**
   * Takes jobs in; runs as many as there are sandboxes for. Where a turn is to come anyway they wait for it: more
   * messages may be there, with jobs whose turn is earlier.
   */
  accept(jobs: readonly Job[]): void {
    for (const job of jobs) this.#inbox.push(job.encodedCode, job);
    if (!this.#turns.isComing) this.pump();
  }

  /** Runs what can run; called again when a sandbox becomes available. */
  pump(): void {
    const { outbox, clock } = this.#options;
    const { endMs } = this.#turns;
    let flushMs = clock.nowMs() + ANSWERS_WAIT_MS;
    for (;;) {
      const hasBegun = this.#tryBegin();
      if (!this.#runs.tryWake() && !hasBegun) break;
      const nowMs = clock.nowMs();
      if (nowMs > endMs) {
        this.#turns.next();
        break;
      }
      if (nowMs < flushMs) continue;
      outbox.flush();
      flushMs = nowMs + ANSWERS_WAIT_MS;
    }
    outbox.flush();
  }

  /** Begins the next job; false when there is none, or no sandbox for it. */
  #tryBegin(): boolean {
    const { shelf, shared } = this.#options;
    const sandbox = this.#inbox.size > 0 ? this.#runs.takeSandbox() : undefined;
    const job = sandbox && this.#inbox.shift();
    if (!job) return false;
    if (tryClaim(shared.claims, job.slot, job.sequence)) {
      addToCounter(shared, 'begun', 1);
      this.#beginning.begin(job, sandbox);
    } else shelf.putBack(sandbox, false);
    return true;
  }

  /** Stops parked runs whose callers hung up; what waits for their sandboxes has its turn. */
  sweepCancelled(): void {
    this.#runs.sweepCancelled();
    this.#options.outbox.flush();
    this.#turns.next();
  }

  /**
   * Ends parked runs, and jobs whose image is being made, when their deadlines have passed; called at the meter's tick,
   * for whatever ticks keeps the thread from their timers.
   */
  endOverdue(): void {
    this.#making.endOverdue();
    this.#runs.endOverdue();
  }
}
