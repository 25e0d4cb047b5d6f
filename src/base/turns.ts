/**
 * Things that wait, each under a name: those of one name are first in, first out, and the names take turns,
 * so that many of one name delay another by one thing a name at most. Every operation is O(1).
 */
export class Turns<T> {
  /** Names that have something, the next to serve first. */
  readonly #lines = new Map<string, Line<T>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(name: string, item: T): void {
    let line = this.#lines.get(name);
    if (!line) {
      line = new Line();
      this.#lines.set(name, line);
    }
    line.push(item);
    this.#size++;
  }

  shift(): T | undefined {
    for (const [name, line] of this.#lines) {
      const item = line.shift();
      // To the end; a line with nothing left leaves.
      this.#lines.delete(name);
      if (!line.isEmpty) this.#lines.set(name, line);
      this.#size--;
      return item;
    }
    return undefined;
  }
}

/** First in, first out. */
class Line<T> {
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
