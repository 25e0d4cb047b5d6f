/**
 * Waiting jobs, fairly: the lanes take turns, so that one caller's flood delays another's job by one job a
 * lane at most; in a lane the snippets do, so that a flood of one that waits or is slow does not keep up its
 * caller's others. Jobs of one snippet are first in, first out. Every operation is O(1).
 */
import { type Line, Rotation } from '../base/rotation.ts';
import { Turns } from '../base/turns.ts';

export interface Queued {
  /** Whose job it is. */
  readonly lane: string;
  /** What tells its snippet from the lane's others. */
  readonly snippet: string;
}

/** Jobs of one lane: those put back come before those that came in. */
class Lane<T extends Queued> implements Line<T> {
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
  readonly #lanes = new Rotation<T, Lane<T>>(() => new Lane());

  get size(): number {
    return this.#lanes.size;
  }

  push(item: T): void {
    this.#lanes.lineForOneMore(item.lane).push(item);
  }

  /** Returns a job to the front of its lane; of several, the last one put back comes out first. */
  putBack(item: T): void {
    this.#lanes.lineForOneMore(item.lane).putBack(item);
  }

  shift(): T | undefined {
    return this.#lanes.shift();
  }
}
