/** A line of things under one name. */
export interface Line<T> {
  readonly isEmpty: boolean;
  shift(): T | undefined;
}

/** Lines that take turns: the next thing comes from the one that has waited longest for its turn. Every operation is O(1). */
export class Rotation<T, L extends Line<T>> {
  readonly #make: () => L;
  /** Lines that have something, by name, the next to serve first. */
  readonly #lines = new Map<string, L>();
  #size = 0;

  /** @param make a line of a name that had nothing */
  constructor(make: () => L) {
    this.#make = make;
  }

  get size(): number {
    return this.#size;
  }

  /** The line of that name; the caller puts one thing into it, which is counted already. */
  lineForOneMore(name: string): L {
    let line = this.#lines.get(name);
    if (!line) {
      line = this.#make();
      this.#lines.set(name, line);
    }
    this.#size++;
    return line;
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
