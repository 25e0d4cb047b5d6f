/**
 * Which worker runs next. Keeps as many workers as the load needs: those it starts with, more while all
 * are stuck in long runs, fewer again when they idle; replaces those that die or fall silent, and sees
 * that every job they held gets its one ending or another worker.
 */
import type { CancelTimer, Clock } from '../base/clock.ts';
import { fail } from '../base/failure.ts';
import type { Answer, WorkerSetup } from '../wire/ops.ts';
import {
  readCounter,
  type SandboxBudget,
  WORKER_TOTALS,
  type WorkerTotal,
} from '../wire/shared.ts';
import type { FairQueue } from './queue.ts';
import { Runner } from './runner.ts';
import type { Ticket } from './ticket.ts';
import type { Spawn } from './transport.ts';

/**
 * Most jobs a worker is given ahead of those it has answered, and how few it must be down to before it is
 * given more: so that jobs cross in batches, one on its way while the one before is worked on. A message
 * costs more than a small run, whatever it carries.
 */
const WINDOW = 64;
const REFILL_AT = 48;
/** How often busy workers are looked at, milliseconds. */
const WATCH_MS = 5;
/** A busy worker with no sign of life for this long is given up; the meter gives one twice a millisecond. */
const SILENT_AFTER_MS = 2000;
/** A worker beyond those the server starts with is let go after this long without a job, milliseconds. */
const RETIRE_AFTER_MS = 10_000;
/** A worker that is not ready after this long is given up, milliseconds. */
const START_WITHIN_MS = 15_000;
/** A worker that broke before it was ready is tried again after this long, milliseconds. */
const RETRY_START_MS = 500;

export type PoolEvent =
  | { readonly event: 'worker_started'; readonly worker: number }
  | { readonly event: 'worker_retired'; readonly worker: number }
  | { readonly event: 'worker_lost'; readonly worker: number; readonly reason: string }
  | { readonly event: 'fault'; readonly ticket: Ticket | undefined; readonly message: string };

export interface PoolOptions {
  readonly clock: Clock;
  readonly spawn: Spawn;
  readonly setup: Omit<WorkerSetup, 'op' | 'workerShared' | 'poolShared'>;
  readonly budget: SandboxBudget;
  /** Sandboxes over all workers. */
  readonly sandboxes: number;
  readonly workers: number;
  readonly maxWorkers: number;
  readonly queue: FairQueue<Ticket>;
  onAnswer(ticket: Ticket, answer: Answer): void;
  onEvent(event: PoolEvent): void;
}

export class Pool {
  readonly #options: PoolOptions;
  readonly #runners: Runner[] = [];
  #lastId = 0;
  #isWatching = false;
  #stopRetiring: CancelTimer | undefined;
  #isClosed = false;
  #isDispatchDue = false;
  #lost = 0;
  /** Totals of workers that are no more. */
  readonly #gone: Record<WorkerTotal, number> = {
    preparedHits: 0,
    preparedMisses: 0,
    replaced: 0,
  };
  #onFirstReady: { ready: () => void; broken: (reason: string) => void } | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Starts the workers; settles when one is ready.
   * @throws when the first to tell anything tells that it is broken
   */
  start(): Promise<void> {
    const ready = new Promise<void>((resolve, reject) => {
      this.#onFirstReady = {
        ready: resolve,
        broken: (reason) => reject(new Error(`Cannot start a worker: ${reason}`)),
      };
    });
    for (let i = 0; i < this.#options.workers; i++) this.#spawn();
    this.#retireLater();
    this.#watchSoon();
    return ready;
  }

  get runners(): readonly Runner[] {
    return this.#runners;
  }

  /** A figure that grows, over all workers there are and were. */
  total(counter: WorkerTotal): number {
    return this.#runners.reduce(
      (sum, { shared }) => sum + readCounter(shared, counter),
      this.#gone[counter],
    );
  }

  /** Workers lost since the start. */
  get lost(): number {
    return this.#lost;
  }

  /** Dispatches once for all that happens in this turn of the event loop, so that it shares messages. */
  dispatchSoon(): void {
    if (this.#isDispatchDue) return;
    this.#isDispatchDue = true;
    this.#options.clock.soon(() => this.#dispatch());
  }

  /** Hands out waiting jobs to workers that can take them. */
  #dispatch(): void {
    this.#isDispatchDue = false;
    const batches = new Map<Runner, Ticket[]>();
    const { queue } = this.#options;
    while (queue.size > 0) {
      const runner = this.#pick(batches);
      const ticket = runner && queue.shift();
      if (!ticket) break;
      if (!ticket.isCancelled) addTo(batches, runner, ticket);
    }
    for (const [runner, batch] of batches) runner.offer(batch);
    if (batches.size > 0 || queue.size > 0) this.#watchSoon();
  }

  /** Takes a job back, or asks for its run to be stopped. True: no worker has it, nothing will come. */
  cancel(ticket: Ticket): boolean {
    const holder = this.#runners.find((runner) => runner.holds(ticket));
    if (!holder || holder.tryWithdraw(ticket)) return true;
    holder.cancel(ticket);
    return false;
  }

  /** Ends every worker. */
  close(): void {
    this.#isClosed = true;
    this.#stopRetiring?.();
    for (const runner of this.#runners.splice(0)) runner.terminate();
  }

  /** The worker with the least to do that can take one more job. */
  #pick(batches: ReadonlyMap<Runner, readonly Ticket[]>): Runner | undefined {
    let best: Runner | undefined;
    let bestLoad = WINDOW;
    for (const runner of this.#runners) {
      if (runner.load > REFILL_AT) continue;
      const given = batches.get(runner)?.length ?? 0;
      const load = runner.load + given;
      if (load < bestLoad && this.#canTake(runner, given)) {
        best = runner;
        bestLoad = load;
      }
    }
    return best;
  }

  #canTake(runner: Runner, given: number): boolean {
    if (runner.state !== 'ready' || runner.freeSlots <= given || runner.isStalled) return false;
    return runner.spareSandboxes > 0 || this.#options.budget.left > 0;
  }

  /** Looks after busy workers as long as there are any. */
  #watchSoon(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#options.clock.after(WATCH_MS, () => {
      this.#isWatching = false;
      this.#look();
    });
  }

  #look(): void {
    if (this.#isClosed) return;
    for (const runner of [...this.#runners]) this.#lookAfter(runner);
    this.#dispatch();
    this.#growIfStuck();
    const isBusy = this.#runners.some(({ held, state }) => held > 0 || state === 'starting');
    if (isBusy || this.#options.queue.size > 0) this.#watchSoon();
  }

  #lookAfter(runner: Runner): void {
    const mostMs = runner.state === 'starting' ? START_WITHIN_MS : SILENT_AFTER_MS;
    if (runner.silentForMs() > mostMs) this.#lose(runner, `no sign of life for ${mostMs} ms`);
    else if (runner.isStalled) this.#takeBack(runner);
  }

  /** Puts what a worker has not started back in line, in the order it had. */
  #takeBack(runner: Runner): void {
    for (const ticket of runner.withdrawAll().reverse()) this.#options.queue.putBack(ticket);
  }

  #growIfStuck(): void {
    const { queue, maxWorkers, budget } = this.#options;
    if (queue.size === 0 || this.#runners.length >= maxWorkers || budget.left === 0) return;
    const isStarting = this.#runners.some(({ state }) => state === 'starting');
    const areAllStuck = this.#runners.every((runner) => runner.isStalled);
    if (!isStarting && areAllStuck) this.#spawn();
  }

  #spawn(): void {
    const { spawn, clock, setup, budget, sandboxes, onAnswer, onEvent } = this.#options;
    const runner = new Runner({
      id: ++this.#lastId,
      spawn,
      clock,
      slots: sandboxes + WINDOW,
      setup: { ...setup, poolShared: budget.buffer },
      onReady: ({ id }) => {
        onEvent({ event: 'worker_started', worker: id });
        this.#onFirstReady?.ready();
        this.dispatchSoon();
      },
      onAnswer,
      onProgress: () => this.dispatchSoon(),
      onFault: (ticket, message) => onEvent({ event: 'fault', ticket, message }),
      onGone: (gone, reason) => this.#lose(gone, reason),
    });
    this.#runners.push(runner);
    this.#watchSoon();
  }

  /** Gives a worker up: what it had not started goes back in line, what it had started is lost. */
  #lose(runner: Runner, reason: string): void {
    const wasStarting = runner.state === 'starting';
    this.#lost++;
    this.#takeBack(runner);
    const lost = runner.tickets();
    this.#remove(runner);
    this.#options.onEvent({ event: 'worker_lost', worker: runner.id, reason });
    for (const ticket of lost) {
      ticket.end(
        fail(
          'worker_lost',
          'The worker that ran the snippet was lost; nothing is known of the run',
        ),
      );
    }
    if (wasStarting) this.#onFirstReady?.broken(reason);
    if (this.#runners.length < this.#options.workers) this.#respawn(wasStarting);
    this.dispatchSoon();
  }

  #respawn(wasStarting: boolean): void {
    if (this.#isClosed) return;
    if (!wasStarting) {
      this.#spawn();
      return;
    }
    this.#options.clock.after(RETRY_START_MS, () => {
      if (!this.#isClosed && this.#runners.length < this.#options.workers) this.#spawn();
    });
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

function addTo(batches: Map<Runner, Ticket[]>, runner: Runner, ticket: Ticket): void {
  const batch = batches.get(runner);
  if (batch) batch.push(ticket);
  else batches.set(runner, [ticket]);
}
