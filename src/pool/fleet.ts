/**
 * The workers there are. Keeps their number: those the server starts with, one more when asked for, fewer
 * again when they idle; replaces those that die. Of a worker that is gone it sees to every job.
 */
import type { CancelTimer, Clock } from '../base/clock.ts';
import { fail } from '../base/failure.ts';
import type { Answer, WorkerSetup } from '../wire/ops.ts';
import { readCounter, type SharedBudget, WORKER_TOTALS, type WorkerTotal } from '../wire/shared.ts';
import { Runner } from './runner.ts';
import type { Ticket } from './ticket.ts';
import type { Spawn } from './transport.ts';

/** A worker beyond those the server starts with is let go after this long without a job, milliseconds. */
const RETIRE_AFTER_MS = 10_000;
/** A worker that broke before it was ready is tried again after this long, milliseconds. */
const RETRY_START_MS = 500;

export type PoolEvent =
  | { readonly event: 'worker_started'; readonly worker: number }
  | { readonly event: 'worker_retired'; readonly worker: number }
  | { readonly event: 'worker_lost'; readonly worker: number; readonly reason: string }
  | { readonly event: 'fault'; readonly ticket: Ticket | undefined; readonly message: string };

export interface FleetOptions {
  readonly clock: Clock;
  readonly spawn: Spawn;
  readonly setup: Omit<WorkerSetup, 'op' | 'workerShared' | 'poolShared' | 'transfersShared'>;
  /** The sandboxes, and the transfers, of all workers. */
  readonly budget: SharedBudget;
  readonly transfers: SharedBudget;
  /** Most jobs one worker can hold. */
  readonly slots: number;
  /** Workers to start with, and to keep. */
  readonly workers: number;
  readonly maxWorkers: number;
  onAnswer(ticket: Ticket, answer: Answer): void;
  onEvent(event: PoolEvent): void;
  /** A worker can take jobs that could not before. */
  onCapacity(): void;
  /** Jobs that a worker had not started are nobody's again, oldest first. */
  onReturned(tickets: readonly Ticket[]): void;
}

export class Fleet {
  readonly #options: FleetOptions;
  readonly #runners: Runner[] = [];
  /** Totals of workers that are no more. */
  readonly #gone = Object.fromEntries(WORKER_TOTALS.map((name) => [name, 0])) as Record<
    WorkerTotal,
    number
  >;
  #lastId = 0;
  #lost = 0;
  #isClosed = false;
  #stopRetiring: CancelTimer | undefined;
  #onFirstReady: { ready: () => void; broken: (reason: string) => void } | undefined;

  constructor(options: FleetOptions) {
    this.#options = options;
  }

  get runners(): readonly Runner[] {
    return this.#runners;
  }

  /** Workers lost since the start. */
  get lost(): number {
    return this.#lost;
  }

  /** A figure that grows, over all workers there are and were. */
  total(counter: WorkerTotal): number {
    return this.#runners.reduce(
      (sum, { shared }) => sum + readCounter(shared, counter),
      this.#gone[counter],
    );
  }

  /**
   * Starts the workers, the others when the first is ready: cores that they share at the start make its
   * callers wait. Settles when one is ready.
   * @throws when the first to tell anything tells that it is broken
   */
  start(): Promise<void> {
    const ready = new Promise<void>((resolve, reject) => {
      this.#onFirstReady = {
        ready: resolve,
        broken: (reason) => reject(new Error(`Cannot start a worker: ${reason}`)),
      };
    });
    this.#spawn();
    this.#retireLater();
    return ready;
  }

  /** Adds a worker, unless there are as many as may be, or one is on its way. */
  grow(): void {
    const { maxWorkers, budget } = this.#options;
    if (this.#runners.length >= maxWorkers || budget.left === 0) return;
    if (!this.#runners.some(({ state }) => state === 'starting')) this.#spawn();
  }

  /** Gives a worker up: what it had not started goes back in line, what it had started is lost. */
  lose(runner: Runner, reason: string): void {
    const wasStarting = runner.state === 'starting';
    this.#lost++;
    this.#options.onReturned(runner.withdrawAll());
    const started = runner.tickets();
    this.#remove(runner);
    this.#options.onEvent({ event: 'worker_lost', worker: runner.id, reason });
    const lost = fail(
      'worker_lost',
      'The worker that ran the snippet was lost; nothing is known of the run',
    );
    for (const ticket of started) ticket.end(lost);
    if (wasStarting) this.#onFirstReady?.broken(reason);
    this.#replace(wasStarting);
  }

  /** Ends every worker. */
  close(): void {
    this.#isClosed = true;
    this.#stopRetiring?.();
    for (const runner of this.#runners.splice(0)) runner.terminate();
  }

  #spawn(): void {
    const { spawn, clock, setup, budget, transfers, slots, onAnswer, onEvent, onCapacity } =
      this.#options;
    const runner = new Runner({
      id: ++this.#lastId,
      spawn,
      clock,
      slots,
      setup: { ...setup, poolShared: budget.buffer, transfersShared: transfers.buffer },
      onReady: ({ id }) => {
        onEvent({ event: 'worker_started', worker: id });
        this.#onFirstReady?.ready();
        this.#fill();
        onCapacity();
      },
      onAnswer,
      onProgress: onCapacity,
      onFault: (ticket, message) => onEvent({ event: 'fault', ticket, message }),
      onGone: (gone, reason) => this.lose(gone, reason),
      onStranded: (count) => transfers.giveBack(count),
    });
    this.#runners.push(runner);
  }

  /** Starts another in place of one that was lost; later, if that one never started. */
  #replace(wasStarting: boolean): void {
    if (wasStarting) this.#options.clock.after(RETRY_START_MS, () => this.#fill());
    else this.#fill();
  }

  /** Starts as many as are to be kept. */
  #fill(): void {
    while (!this.#isClosed && this.#runners.length < this.#options.workers) this.#spawn();
  }

  #remove(runner: Runner): void {
    for (const counter of WORKER_TOTALS) {
      this.#gone[counter] += readCounter(runner.shared, counter);
    }
    runner.terminate();
    this.#runners.splice(this.#runners.indexOf(runner), 1);
    this.#options.budget.giveBack(readCounter(runner.shared, 'sandboxes'));
  }

  #retireLater(): void {
    this.#stopRetiring = this.#options.clock.after(RETIRE_AFTER_MS / 2, () => {
      this.#retireIdle();
      this.#retireLater();
    });
  }

  #retireIdle(): void {
    const nowMs = this.#options.clock.nowMs();
    for (const runner of [...this.#runners].reverse()) {
      if (this.#runners.length <= this.#options.workers) return;
      const idleSinceMs = runner.idleSinceMs;
      if (idleSinceMs === undefined || nowMs - idleSinceMs < RETIRE_AFTER_MS) continue;
      this.#remove(runner);
      this.#options.onEvent({ event: 'worker_retired', worker: runner.id });
    }
  }
}
