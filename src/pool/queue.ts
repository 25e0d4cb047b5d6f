/**
 * Waiting jobs, fairly: the lanes take turns, so that one caller's flood delays another's job by one job a
 * lane at most; in a lane the snippets do, so that a flood of one that waits or is slow does not keep up its
 * caller's others. Jobs of one snippet are first in, first out. Every operation is O(1).
 */
import { Turns } from '../base/turns.ts';

export interface Queued {
  /** Whose job it is. */
  readonly lane: string;
  /** What tells its snippet from the lane's others. */
  readonly snippet: string;
}

/** Jobs of one lane: those put back come before those that came in. */
class Lane<T extends Queued> {
  readonly #items = new Turns<T>();
  readonly #putBack: T[] = [];

  push(item: T): void {
    this.#items.push(item.snippet, item);
  }

  putBack(item: T): void {
    this.#putBack.push(item);
  }

  shift(): T | undefined {
    return this.#putBack.pop() ?? this.#items.shift();
  }

  get isEmpty(): boolean {
    return this.#putBack.length === 0 && this.#items.size === 0;
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
