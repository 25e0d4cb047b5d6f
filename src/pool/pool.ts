/**
 * Which worker runs next. Jobs go out in batches, to the worker with the least to do; what a worker that
 * is stuck in a long run has not started is taken back and given to another, and when all are stuck
 * there will be one more.
 */
import type { Clock } from '../base/clock.ts';
import { Fleet, type FleetOptions } from './fleet.ts';
import type { FairQueue } from './queue.ts';
import type { Runner } from './runner.ts';
import type { Ticket } from './ticket.ts';

/**
 * Most jobs a worker is given ahead of those it has answered, and how few it must be down to before it is
 * given more: so that jobs cross in batches, one on its way while the one before is worked on. A message
 * costs more than a small run, whatever it carries.
 */
const WINDOW = 128;
const REFILL_AT = 112;
/** Jobs that are not kept waiting for what else this turn of the event loop brings: a worker may begin. */
const EARLY_BATCH = 8;
/**
 * A wait for a worker's thread that is no reason to take another thread, microseconds: waking one costs
 * more, and small runs are faster where the last one was, for image and sandbox are in that core's cache.
 */
const SHORT_WAIT_MICROS = 2000;
/** How often busy workers are looked at, milliseconds. */
const WATCH_MS = 5;
/**
 * A busy worker with no sign of life for this long is given up. The meter gives one twice a millisecond; what the host does at
 * once is estimated at less, see `MAX_AT_ONCE_MS`.
 */
const SILENT_AFTER_MS = 5000;
/** A worker that is not ready after this long is given up, milliseconds. */
const START_WITHIN_MS = 15_000;

export interface PoolOptions extends Omit<FleetOptions, 'slots' | 'onCapacity' | 'onReturned'> {
  readonly clock: Clock;
  /** Most jobs that may be open. */
  readonly maxOpen: number;
  readonly queue: FairQueue<Ticket>;
}

export class Pool {
  readonly fleet: Fleet;
  readonly #options: PoolOptions;
  #isDispatchDue = false;
  #isBacklogged = false;
  #isWatching = false;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.fleet = new Fleet({
      ...options,
      // A run that waits need not keep its sandbox: one worker may hold all there are.
      slots: options.maxOpen + WINDOW,
      onCapacity: () => this.dispatchSoon(),
      onReturned: (tickets) => {
        this.#putBack(tickets);
        this.dispatchSoon();
      },
    });
  }

  /** See `Fleet.start`. */
  start(): Promise<void> {
    const ready = this.fleet.start();
    this.#watchSoon();
    return ready;
  }

  /** Whether jobs were left without a worker when they were last handed out. */
  get isBacklogged(): boolean {
    return this.#isBacklogged;
  }

  /** Dispatches for all that happens in this turn of the event loop, so that it shares messages. */
  dispatchSoon(): void {
    if (!this.#isBacklogged && this.#options.queue.size >= EARLY_BATCH) {
      this.#dispatch();
      return;
    }
    if (this.#isDispatchDue) return;
    this.#isDispatchDue = true;
    this.#options.clock.soon(() => {
      this.#isDispatchDue = false;
      this.#dispatch();
    });
  }

  /** Takes a job back, or asks for its run to be stopped. True: no worker has it, nothing will come. */
  cancel(ticket: Ticket): boolean {
    const holder = this.fleet.runners.find((runner) => runner.holds(ticket));
    if (!holder || holder.tryWithdraw(ticket)) return true;
    holder.cancel(ticket);
    return false;
  }

  /** Ends every worker. */
  close(): void {
    this.#isClosed = true;
    this.fleet.close();
  }

  /** Hands out waiting jobs to workers that can take them. */
  #dispatch(): void {
    const { queue } = this.#options;
    this.#isBacklogged = false;
    if (queue.size === 0) return;
    const lots = this.fleet.runners.filter((runner) => this.#canTake(runner)).map(openLot);
    while (queue.size > 0) {
      const lot = pickLot(lots);
      const ticket = lot && queue.shift();
      if (!ticket) break;
      if (!ticket.isCancelled) give(lot, ticket);
    }
    this.#isBacklogged = queue.size > 0;
    for (const { runner, batch } of lots) if (batch.length > 0) runner.offer(batch);
    this.#watchSoon();
  }

  #canTake(runner: Runner): boolean {
    if (runner.state !== 'ready' || runner.load > REFILL_AT || runner.isStalled) return false;
    return runner.sandboxes > 0 || this.#options.budget.left > 0;
  }

  /** Looks after the workers as long as one of them is busy or starting. */
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
    const { runners } = this.fleet;
    for (const runner of [...runners]) this.#lookAfter(runner);
    this.#dispatch();
    // By what their runs have used, not by the clock: on a full machine more threads make all slower.
    if (this.#options.queue.size > 0 && runners.every(({ isInLongRun }) => isInLongRun)) {
      this.fleet.grow();
    }
    const isBusy = runners.some(({ held, state }) => held > 0 || state === 'starting');
    if (isBusy || this.#options.queue.size > 0) this.#watchSoon();
  }

  #lookAfter(runner: Runner): void {
    const mostMs = runner.state === 'starting' ? START_WITHIN_MS : SILENT_AFTER_MS;
    if (runner.silentForMs() > mostMs) {
      this.fleet.lose(runner, `no sign of life for ${mostMs} ms`);
    } else if (runner.isStalled) this.#putBack(runner.withdrawAll());
  }

  /** Puts jobs back in line, in the order they had. */
  #putBack(tickets: readonly Ticket[]): void {
    for (const ticket of tickets.toReversed()) this.#options.queue.putBack(ticket);
  }
}

/** What a worker is given in one turn. Looked up once a turn: asking anew for each job cost as much as the rest. */
interface Lot {
  readonly runner: Runner;
  readonly batch: Ticket[];
  /** Jobs that want its thread, those of the batch included. */
  load: number;
  /** Runs that wait in it. */
  readonly parked: number;
  /** What a run of it takes, microseconds. */
  readonly runMicros: number;
  /** Jobs it can still be given. */
  room: number;
}

function openLot(runner: Runner): Lot {
  const { load, parked, runMicros, freeSlots } = runner;
  const room = Math.min(freeSlots, WINDOW - load);
  return { runner, batch: [], load, parked, runMicros, room };
}

/**
 * The first worker that would begin one more job soon; else the one with the least to do, and of equals the
 * one where fewest runs wait.
 */
function pickLot(lots: readonly Lot[]): Lot | undefined {
  let best: Lot | undefined;
  for (const lot of lots) {
    if (lot.room <= 0) continue;
    if (isSoonFree(lot)) return lot;
    if (best === undefined || isBetter(lot, best)) best = lot;
  }
  return best;
}

/** Runs that wait have deadlines and events that others on their thread hold up: no more are put to them than must be. */
function isSoonFree({ load, parked, runMicros }: Lot): boolean {
  return parked === 0 && load * runMicros < SHORT_WAIT_MICROS;
}

function isBetter(one: Lot, other: Lot): boolean {
  return one.load < other.load || (one.load === other.load && one.parked < other.parked);
}

function give(lot: Lot, ticket: Ticket): void {
  lot.batch.push(ticket);
  lot.load++;
  lot.room--;
}
