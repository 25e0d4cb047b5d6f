import { type Line, Rotation } from './rotation.ts';

/**
 * Things that wait, each under a name: those of one name are first in, first out, and the names take turns,
 * so that many of one name delay another by one thing a name at most. Every operation is O(1).
 */
export class Turns<T> {
  readonly #lines = new Rotation<T, Fifo<T>>(() => new Fifo());

  get size(): number {
    return this.#lines.size;
  }

  push(name: string, item: T): void {
    this.#lines.lineForOneMore(name).push(item);
  }

  shift(): T | undefined {
    return this.#lines.shift();
  }
}

/** First in, first out. */
class Fifo<T> implements Line<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    const item = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head === this.#items.length) {
      this.#items = [];
      this.#head = 0;
    }
    return item;
  }

  get isEmpty(): boolean {
    return this.#head === this.#items.length;
  }
}
