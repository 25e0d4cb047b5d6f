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
const WINDOW = 64;
const REFILL_AT = 48;
/** How often busy workers are looked at, milliseconds. */
const WATCH_MS = 5;
/** A busy worker with no sign of life for this long is given up; the meter gives one twice a millisecond. */
const SILENT_AFTER_MS = 2000;
/** A worker that is not ready after this long is given up, milliseconds. */
const START_WITHIN_MS = 15_000;

export interface PoolOptions extends Omit<FleetOptions, 'slots' | 'onCapacity' | 'onReturned'> {
  readonly clock: Clock;
  /** Sandboxes over all workers. */
  readonly sandboxes: number;
  readonly queue: FairQueue<Ticket>;
}

export class Pool {
  readonly fleet: Fleet;
  readonly #options: PoolOptions;
  #isDispatchDue = false;
  #isWatching = false;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.fleet = new Fleet({
      ...options,
      slots: options.sandboxes + WINDOW,
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

  /** Dispatches once for all that happens in this turn of the event loop, so that it shares messages. */
  dispatchSoon(): void {
    if (this.#isDispatchDue) return;
    this.#isDispatchDue = true;
    this.#options.clock.soon(() => this.#dispatch());
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

  /** The worker with the least to do that can take one more job; of equals, the one where fewest runs wait. */
  #pick(batches: ReadonlyMap<Runner, readonly Ticket[]>): Runner | undefined {
    let best: Runner | undefined;
    let bestLoad = WINDOW;
    for (const runner of this.fleet.runners) {
      if (runner.load > REFILL_AT) continue;
      const given = batches.get(runner)?.length ?? 0;
      const load = runner.load + given;
      const isBetter = load < bestLoad || (load === bestLoad && isLessWaiting(runner, best));
      if (isBetter && this.#canTake(runner, given)) {
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

/** Whether fewer runs wait on its thread: they would be late if the next job turned out to be long. */
function isLessWaiting(runner: Runner, best: Runner | undefined): boolean {
  return best !== undefined && runner.parked < best.parked;
}

function addTo(batches: Map<Runner, Ticket[]>, runner: Runner, ticket: Ticket): void {
  const batch = batches.get(runner);
  if (batch) batch.push(ticket);
  else batches.set(runner, [ticket]);
}
