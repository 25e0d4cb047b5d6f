/**
 * Waiting jobs, fairly: each lane is first in, first out, and the lanes take turns, so that one caller's
 * flood delays another's job by one job a lane at most. Every operation is O(1).
 */
export interface Queued {
  /** Whose job it is; jobs of one lane keep their order. */
  readonly lane: string;
}

/** Jobs of one lane: those put back come before those that came in. */
class Lane<T> {
  #items: (T | undefined)[] = [];
  #head = 0;
  readonly #putBack: T[] = [];

  push(item: T): void {
    this.#items.push(item);
  }

  putBack(item: T): void {
    this.#putBack.push(item);
  }

  shift(): T | undefined {
    const first = this.#putBack.pop();
    if (first !== undefined) return first;
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#items[this.#head++] = undefined;
    if (this.#head === this.#items.length) {
      this.#items = [];
      this.#head = 0;
    }
    return item;
  }

  get isEmpty(): boolean {
    return this.#putBack.length === 0 && this.#head === this.#items.length;
  }
}

export class FairQueue<T extends Queued> {
  /** Lanes that have jobs, the next to serve first. */
  readonly #lanes = new Map<string, Lane<T>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: T): void {
    this.#laneOf(item).push(item);
    this.#size++;
  }

  /** Returns a job to the front of its lane; of several, the last one put back comes out first. */
  putBack(item: T): void {
    this.#laneOf(item).putBack(item);
    this.#size++;
  }

  shift(): T | undefined {
    for (const [name, lane] of this.#lanes) {
      const item = lane.shift();
      // To the end of the line; a lane with nothing left leaves it.
      this.#lanes.delete(name);
      if (!lane.isEmpty) this.#lanes.set(name, lane);
      if (item === undefined) continue;
      this.#size--;
      return item;
    }
    return undefined;
  }

  #laneOf({ lane: name }: T): Lane<T> {
    const known = this.#lanes.get(name);
    if (known) return known;
    const lane = new Lane<T>();
    this.#lanes.set(name, lane);
    return lane;
  }
}
