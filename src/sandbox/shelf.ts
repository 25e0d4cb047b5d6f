import type { Clock } from '../base/clock.ts';
import type { SharedBudget, WorkerShared } from '../wire/shared.ts';
import { addToCounter, readCounter } from '../wire/shared.ts';
import type { Image } from './image-format.ts';
import type { Sandbox } from './sandbox.ts';

/** Where the host had no room for one more sandbox, another is tried after this long, milliseconds. */
const RETRY_AFTER_MS = 1500;

/** How long idle sandboxes beyond those to keep are kept, milliseconds. */
const A_WHILE_MS = 5000;

export interface ShelfOptions {
  readonly clock: Clock;
  readonly budget: SharedBudget;
  readonly shared: WorkerShared;
  /** Idle sandboxes to keep. */
  readonly keep: number;
  /** Idle sandboxes to keep for a moment, for what comes in bursts: to make one costs milliseconds. */
  readonly keepAWhile?: number;
  create(): Promise<Sandbox>;
  /** Called when a sandbox has been made that could not be taken before. */
  onMade(): void;
  /** Called when one was dropped: its memory is the collector's now. */
  onDropped(): void;
  /** Called when not even one can be made: the host is out of memory, or worse. */
  onBroken(cause: unknown): void;
}

/**
 * The sandboxes of one worker that no run uses. They are made lazily, within the pool's budget, and
 * always clean.
 */
export class Shelf {
  readonly #options: ShelfOptions;
  readonly #idle: Sandbox[] = [];
  #isMaking = false;
  #isThinningOut = false;

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  /** Starts to make a first sandbox, if there is none. */
  warm(): void {
    if (this.#idle.length === 0) this.#make();
  }

  /** A clean sandbox, or undefined; then one is being made, or all there may be are in use. */
  tryTake(): Sandbox | undefined {
    const sandbox = this.#idle.pop();
    if (!sandbox) this.#make();
    return sandbox;
  }

  get hasIdle(): boolean {
    return this.#idle.length > 0;
  }

  /** Whether one more is on its way. */
  get isMaking(): boolean {
    return this.#isMaking;
  }

  /** Gives `sandbox` for a clean one that is `image` already, where there is one; else makes it that. */
  exchange(sandbox: Sandbox, image: Image): Sandbox {
    const at = this.#idle.findLastIndex((each) => each.image === image);
    const found = this.#idle[at];
    if (!found) {
      sandbox.become(image);
      return sandbox;
    }
    this.#idle[at] = sandbox;
    return found;
  }

  /** Puts back a sandbox after its run: cleaned, or dropped when it grew too large or broke. */
  putBack(sandbox: Sandbox, isBroken: boolean): void {
    const isUnfit = isBroken || sandbox.isOutgrown;
    if (isUnfit) addToCounter(this.#options.shared, 'replaced', 1);
    const isOneTooMany = sandbox.isLarge && this.#idle.some(({ isLarge }) => isLarge);
    const { keep, keepAWhile = keep } = this.#options;
    if (isUnfit || isOneTooMany || this.#idle.length >= keepAWhile) {
      addToCounter(this.#options.shared, 'sandboxes', -1);
      this.#options.budget.giveBack();
      this.#options.onDropped();
      this.warm();
      return;
    }
    sandbox.reset();
    this.#idle.push(sandbox);
    if (this.#idle.length > keep) this.#thinOutLater();
  }

  /** Lets go of idle sandboxes that are this image, which nobody wants any more. */
  dropOver(image: Image): void {
    const { shared, budget, onDropped } = this.#options;
    for (const sandbox of this.#idle.filter((each) => each.image === image)) {
      this.#idle.splice(this.#idle.indexOf(sandbox), 1);
      addToCounter(shared, 'sandboxes', -1);
      budget.giveBack();
    }
    onDropped();
    this.warm();
  }

  /** Drops what a burst has left, once it is over. */
  #thinOutLater(): void {
    const { clock, keep, shared, budget, onDropped } = this.#options;
    if (this.#isThinningOut) return;
    this.#isThinningOut = true;
    clock.after(A_WHILE_MS, () => {
      this.#isThinningOut = false;
      const tooMany = this.#idle.splice(0, Math.max(0, this.#idle.length - keep)).length;
      if (tooMany === 0) return;
      addToCounter(shared, 'sandboxes', -tooMany);
      budget.giveBack(tooMany);
      onDropped();
    });
  }

  #make(): void {
    const { budget, shared, create, onMade } = this.#options;
    if (this.#isMaking || !budget.tryTake()) return;
    this.#isMaking = true;
    addToCounter(shared, 'sandboxes', 1);
    create().then(
      (sandbox) => {
        this.#isMaking = false;
        this.#idle.push(sandbox);
        onMade();
      },
      (cause) => this.#endure(cause),
    );
  }

  /** Goes on with the sandboxes there are: to give up would lose every run that waits in them. */
  #endure(cause: unknown): void {
    const { budget, shared, clock, onBroken, onDropped, onMade } = this.#options;
    if (readCounter(shared, 'sandboxes') === 1) {
      onBroken(cause);
      return;
    }
    addToCounter(shared, 'sandboxes', -1);
    budget.giveBack();
    // What was dropped and is not collected yet may be the room that was wanted.
    onDropped();
    clock.after(RETRY_AFTER_MS, () => {
      this.#isMaking = false;
      onMade();
    });
  }
}
