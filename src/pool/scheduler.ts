/**
 * Admission and endings: every job that is let in has exactly one ending, and the number of those
 * without one is bounded.
 */
import type { Clock } from '../base/clock.ts';
import { type FailureCode, fail } from '../base/failure.ts';
import { MAX_SEQUENCE } from '../wire/claim-word.ts';
import { type Answer, NO_USAGE } from '../wire/ops.ts';
import { CallerWatch } from './caller-watch.ts';
import { Pool, type PoolOptions } from './pool.ts';
import { FairQueue } from './queue.ts';
import type { Ending, Ticket } from './ticket.ts';

export interface SchedulerOptions extends Omit<PoolOptions, 'queue' | 'onAnswer'> {
  readonly clock: Clock;
  /** Most jobs that may be open, waiting or running. */
  readonly maxOpen: number;
}

export interface Submission {
  readonly lane: string;
  readonly encodedCode: string;
  readonly requestText: string;
  readonly timeoutMs: number;
  /** Aborts when the caller hangs up; asked for only of jobs that take long. */
  readonly callerSignal: () => AbortSignal;
}

/** An answer, and how long its job waited before it ran, microseconds. */
export interface Finished {
  readonly answer: Answer;
  readonly queuedMicros: number;
}

export class Scheduler {
  readonly pool: Pool;
  readonly #options: SchedulerOptions;
  readonly #queue = new FairQueue<Ticket>();
  readonly #callers: CallerWatch<Ticket>;
  #sequence = 0;
  #open = 0;
  #isDraining = false;
  #onDrained: (() => void) | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#callers = new CallerWatch(options.clock, (ticket) => this.#cancel(ticket));
    this.pool = new Pool({
      ...options,
      queue: this.#queue,
      onAnswer: (ticket, answer) => ticket.end({ ok: true, answer }),
    });
  }

  /** Jobs let in that have no ending yet. */
  get open(): number {
    return this.#open;
  }

  /** Jobs that no worker holds. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Whether jobs wait for a worker, so that it matters whose turn it is. */
  get isBacklogged(): boolean {
    return this.pool.isBacklogged;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Runs a job, or says at once why not. */
  submit(submission: Submission): Promise<Finished> {
    if (this.#isDraining) {
      return this.#refuse('draining', 'The server is shutting down and takes no new work');
    }
    const { maxOpen, clock } = this.#options;
    if (this.#open >= maxOpen) {
      return this.#refuse(
        'overloaded',
        `The server runs as much as it may: ${maxOpen} executions at once. Try again in a moment`,
      );
    }
    const submittedMs = clock.nowMs();
    return new Promise((resolve) => {
      const ticket = this.#admit(submission, (ending) => {
        const answer = answerOf(ticket.sequence, ending);
        const totalMicros = (clock.nowMs() - submittedMs) * 1000;
        const queuedMicros = Math.max(0, Math.round(totalMicros - answer.usage.runMicros));
        resolve({ answer, queuedMicros });
      });
    });
  }

  /** Lets no more work in; settles when all that was let in has ended. */
  drain(): Promise<void> {
    this.#isDraining = true;
    return new Promise((resolve) => {
      this.#onDrained = resolve;
      if (this.#open === 0) resolve();
    });
  }

  #admit(submission: Submission, onEnd: (ending: Ending) => void): Ticket {
    const { lane, encodedCode, requestText, timeoutMs, callerSignal } = submission;
    const ticket: Ticket = {
      sequence: this.#nextSequence(),
      lane,
      // Whose turn it is matters only to those who wait, and a long text takes time to tell from others.
      snippet: this.isBacklogged ? encodedCode : '',
      encodedCode,
      requestText,
      timeoutMs,
      callerSignal,
      isCancelled: false,
      isEnded: false,
      end: (ending) => {
        if (ticket.isEnded) return;
        ticket.isEnded = true;
        this.#callers.remove(ticket);
        this.#open--;
        onEnd(ending);
        if (this.#open === 0) this.#onDrained?.();
      },
    };
    this.#open++;
    this.#queue.push(ticket);
    this.#callers.add(ticket);
    this.pool.dispatchSoon();
    return ticket;
  }

  #cancel(ticket: Ticket): void {
    ticket.isCancelled = true;
    // One that runs ends when its worker says so: until then it costs, and it counts.
    if (this.pool.cancel(ticket)) {
      ticket.end(fail('cancelled', 'The caller hung up before the run began'));
    }
  }

  #nextSequence(): number {
    this.#sequence = this.#sequence === MAX_SEQUENCE ? 1 : this.#sequence + 1;
    return this.#sequence;
  }

  #refuse(code: FailureCode, message: string): Promise<Finished> {
    return Promise.resolve({ answer: answerOf(0, fail(code, message)), queuedMicros: 0 });
  }
}

function answerOf(sequence: number, ending: Ending): Answer {
  if (ending.ok) return ending.answer;
  return { sequence, result: ending, usage: NO_USAGE, logsJson: '' };
}
