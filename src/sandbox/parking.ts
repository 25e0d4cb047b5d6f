/**
 * The runs of a worker that wait, and the sandboxes that they have meanwhile. Promise: a sandbox whose run
 * waits can be had for another that could go on, where no more sandboxes may be made.
 */
import type { Clock } from '../base/clock.ts';
import { SANDBOXES_AT_ONCE } from '../base/limits.ts';
import { addToCounter, readCounter, type WorkerShared } from '../wire/shared.ts';
import type { Run, Step } from './evaluate.ts';
import type { Sandbox } from './sandbox.ts';
import type { Shelf } from './shelf.ts';
import type { Stowage, Stowed } from './stowage.ts';

/** A run, and where its memory is. */
export interface Housed {
  readonly job: { readonly sequence: number };
  readonly run: Run;
  /** Its own until it ends, or is stowed. */
  sandbox: Sandbox | undefined;
  stowed: Stowed | undefined;
  /** Steps that wait for their turn, oldest first. */
  readonly steps: WaitingStep[];
}

export interface WaitingStep {
  readonly lateMs: number;
  /** When it came. */
  readonly sinceMs: number;
  take(run: Run): Step;
}

export interface ParkingOptions<Open> {
  readonly clock: Clock;
  readonly shelf: Shelf;
  readonly stowage: Stowage;
  readonly shared: WorkerShared;
  /** Told what it took to put a run's memory aside, or to take it up again, milliseconds. */
  charge(open: Open, ms: number): void;
}

export class Parking<Open extends Housed> {
  readonly #options: ParkingOptions<Open>;
  readonly #parked = new Map<number, Open>();
  /** Those whose sandboxes may be taken, the one that has waited longest first. */
  readonly #evictable = new Set<Open>();
  /** Those that could go on and wait for their turn, oldest first. */
  readonly #waking = new Set<Open>();
  /** Those of them that have their sandboxes. Nobody takes these away: they would be wanted back at once. */
  readonly #ready = new Set<Open>();

  constructor(options: ParkingOptions<Open>) {
    this.#options = options;
  }

  get all(): Iterable<Open> {
    return this.#parked.values();
  }

  has({ job }: Open): boolean {
    return this.#parked.has(job.sequence);
  }

  add(open: Open): void {
    this.#parked.set(open.job.sequence, open);
    this.#evictable.add(open);
    addToCounter(this.#options.shared, 'parked', 1);
  }

  remove(open: Open): void {
    this.#evictable.delete(open);
    this.#wake(open);
    if (this.#parked.delete(open.job.sequence)) addToCounter(this.#options.shared, 'parked', -1);
  }

  /** A clean sandbox: an idle one, or that of a run which waits, where many do or no more may be made. */
  takeSandbox(): Sandbox | undefined {
    const { shelf, shared } = this.#options;
    const isCrowded = !shelf.hasIdle && readCounter(shared, 'sandboxes') >= SANDBOXES_AT_ONCE;
    const evicted = isCrowded ? this.#evict() : undefined;
    // One will be free as soon as its run has had its turn.
    if (evicted || (isCrowded && this.#ready.size > 0)) return evicted;
    const idle = shelf.tryTake();
    return idle || shelf.isMaking ? idle : this.#evict();
  }

  /** The sandbox of the run that has waited longest, clean. */
  #evict(): Sandbox | undefined {
    const { stowage, clock, charge } = this.#options;
    for (const open of this.#evictable) {
      // One that cannot be stowed now is not asked again: it would be as large the next time.
      this.#evictable.delete(open);
      const { sandbox } = open;
      const beganMs = clock.nowMs();
      const stowed = sandbox && stowage.tryStow(sandbox);
      charge(open, clock.nowMs() - beganMs);
      if (!stowed) continue;
      open.sandbox = undefined;
      open.stowed = stowed;
      sandbox.reset();
      return sandbox;
    }
    return undefined;
  }

  /** Gives a run that waits its memory back, in some sandbox; false when there is none. */
  house(open: Open): boolean {
    const { shelf, stowage, clock, charge } = this.#options;
    if (!open.stowed) return true;
    const taken = this.takeSandbox();
    if (!taken) return false;
    const beganMs = clock.nowMs();
    const { image } = open.stowed;
    const sandbox = taken.image === image ? taken : shelf.exchange(taken, image);
    stowage.unstow(open.stowed, sandbox);
    open.sandbox = sandbox;
    open.stowed = undefined;
    open.run.moveTo(sandbox);
    charge(open, clock.nowMs() - beganMs);
    return true;
  }

  /** Has a step wait until it is its run's turn, and there is a sandbox for it. */
  delay(open: Open, step: WaitingStep): void {
    open.steps.push(step);
    this.#waking.add(open);
    if (!open.sandbox) return;
    this.#evictable.delete(open);
    this.#ready.add(open);
  }

  /**
   * The next run whose steps were delayed, housed by now; undefined when there is none, or no sandbox for it. The
   * oldest, unless the sandboxes are with younger ones: then one of these, for only so does one get free.
   */
  tryWake(): Open | undefined {
    const open = this.#tryHouse(this.#waking) ?? this.#tryHouse(this.#ready);
    if (open) this.#wake(open);
    return open;
  }

  #tryHouse([open]: Iterable<Open>): Open | undefined {
    return open && this.house(open) ? open : undefined;
  }

  #wake(open: Open): void {
    this.#waking.delete(open);
    this.#ready.delete(open);
  }

  /** Takes back what an ended run had. */
  clear({ sandbox, stowed, run }: Open): void {
    if (stowed) this.#options.stowage.drop(stowed);
    if (sandbox) this.#options.shelf.putBack(sandbox, run.isSandboxBroken);
  }
}
