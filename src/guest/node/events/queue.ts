/** First in, first out; an array's own `shift` moves all that is left. */
import { append } from '../../prelude/primordials.ts';

/** Places at the front that may be empty before the rest is moved. */
const MAX_GAP = 1024;

export class Queue<T> {
  #items: (T | undefined)[] = [];
  #first = 0;

  get size(): number {
    return this.#items.length - this.#first;
  }

  push(item: T): void {
    append(this.#items, item);
  }

  /** Nothing where there is nothing: ask `size` before. */
  shift(): T {
    const item = this.#items[this.#first];
    this.#items[this.#first] = undefined;
    this.#first++;
    if (this.#first > MAX_GAP && this.#first * 2 > this.#items.length) this.#close();
    return item as T;
  }

  #close(): void {
    const rest: (T | undefined)[] = [];
    for (let i = this.#first; i < this.#items.length; i++) append(rest, this.#items[i]);
    this.#items = rest;
    this.#first = 0;
  }
}
