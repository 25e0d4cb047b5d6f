/**
 * Promise: no guest code outlives its deadline. The instrumented engine calls `tick` whenever the fuel
 * it was given is spent, from inside any loop, native ones too; `tick` throws through the whole wasm
 * stack, and no guest `catch` or `finally` sees it.
 */
import type { Clock } from '../base/clock.ts';
import { hasStackRoom } from './stack-room.ts';

/** Loop turns between two looks at the clock: about half a millisecond. */
const SLICE = 200_000;

export type StopReason = 'deadline' | 'cancelled';

/** Thrown by `tick`; one for all, for its stack would be of no use and costs time to make. */
class Stopped extends Error {
  constructor() {
    super('The run was stopped');
  }
}
const STOPPED = new Stopped();

interface FuelTank {
  fuel: { value: number };
}

export interface Metered {
  readonly deadlineMs: number;
  /** Whether the run's caller has given up. */
  isCancelled(): boolean;
}

const NEVER: Metered = { deadlineMs: Number.POSITIVE_INFINITY, isCancelled: () => false };

/** Counts and stops the run of one sandbox. */
export class Meter {
  readonly #clock: Clock;
  /** Called at every tick, so that what is ready can leave a thread that is busy. */
  readonly #onTick: () => void;
  #tank: FuelTank | undefined;
  #run: Metered = NEVER;
  /** Fuel of this run that earlier refills held. */
  #burnt = 0;
  #stopped: StopReason | undefined;

  constructor(clock: Clock, onTick: () => void) {
    this.#clock = clock;
    this.#onTick = onTick;
  }

  /** Joins the meter to the engine whose `tick` it is. */
  attach(tank: FuelTank): void {
    this.#tank = tank;
  }

  /** Starts to count a run from nothing. */
  begin(run: Metered): void {
    this.#run = run;
    this.#burnt = 0;
    this.#stopped = undefined;
    this.#refill();
  }

  /** Lets what is our own run for so long, milliseconds, as nobody's run. */
  beginOwn(mostMs: number): void {
    this.begin({ deadlineMs: this.#clock.nowMs() + mostMs, isCancelled: () => false });
  }

  /** Fuel spent since `begin`: loop turns, and bulk bytes by their price. */
  get spent(): number {
    return this.#burnt + this.#used();
  }

  /** Why the run was stopped, if it was. */
  get stopped(): StopReason | undefined {
    return this.#stopped;
  }

  /** The engine's import: looks at the clock and at the caller, and refills. */
  readonly tick = (): void => {
    this.#burnt += this.#used();
    this.#refill();
    // A guest may be at the end of the stack.
    if (hasStackRoom()) this.#onTick();
    this.stopIfDue();
  };

  /** Unwinds the engine when the run must stop now; for what the host does inside of it. */
  stopIfDue(): void {
    if (this.check()) throw STOPPED;
  }

  /** Whether the run must stop now; for the host's own loops around the engine. */
  check(): StopReason | undefined {
    if (!this.#stopped) {
      if (this.#run.isCancelled()) this.#stopped = 'cancelled';
      else if (this.#clock.nowMs() >= this.#run.deadlineMs) this.#stopped = 'deadline';
    }
    return this.#stopped;
  }

  /** Fuel gone from the tank since it was last filled; more than it held after a large bulk instruction. */
  #used(): number {
    return SLICE - (this.#tank?.fuel.value ?? SLICE);
  }

  #refill(): void {
    if (this.#tank) this.#tank.fuel.value = SLICE;
  }
}
