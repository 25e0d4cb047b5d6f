/**
 * What a sandbox's memory has that its image has not, word by word. A run touches words all over its
 * heap, mostly counts of references: whole pages of what it changed would be seven times as much.
 */
import type { Engine } from './engine.ts';
import { endOf, readBreak } from './image.ts';
import type { Image } from './image-format.ts';

type Memory = Pick<Engine, 'bytes'>;

const WORD_BYTES = 4;
/** Blocks are compared whole before their words are. */
const BLOCK_WORDS = 1024;
/** Changed words this close belong to one span: its head takes as much as the words between. */
const CLOSE_WORDS = 2;
/** Room for spans that is kept between uses, words. */
const KEEP_WORDS = 128 * 1024;

/**
 * Finds differences. It has one buffer, which each use writes anew: to make one for each run that waits
 * cost more than to fill it.
 */
export class Difference {
  #spans = new Int32Array(KEEP_WORDS);
  #length = 0;
  /** Where the span that is being written has its length, or -1. */
  #lengthAt = -1;
  /** The word after the last one that was written, an index into the memory. */
  #next = 0;

  /**
   * What `engine` has beyond `image`, as spans: the place of the first word, how many there are, and they.
   * The bytes are of this object's buffer: copy them, for the next use writes over them.
   */
  find(engine: Memory, image: Image): Uint8Array {
    this.#length = 0;
    this.#lengthAt = -1;
    const memory = wordsOf(engine.bytes);
    for (const { address, bytes } of image.pieces) {
      const was = wordsOf(bytes);
      const from = address / WORD_BYTES;
      for (let at = 0; at < was.length; at += BLOCK_WORDS) {
        const end = Math.min(at + BLOCK_WORDS, was.length);
        if (isSame(engine.bytes, bytes, address, at * WORD_BYTES, end * WORD_BYTES)) continue;
        this.#collect(memory, from, was, at, end);
      }
    }
    this.#collectBeyond(memory, endOf(image), readBreak(engine, image.addresses));
    const found = new Uint8Array(this.#spans.buffer, 0, this.#length * WORD_BYTES);
    if (this.#spans.length > KEEP_WORDS) this.#spans = new Int32Array(KEEP_WORDS);
    return found;
  }

  #collect(memory: Int32Array, from: number, was: Int32Array, at: number, end: number): void {
    for (let i = at; i < end; i++) {
      const word = memory[from + i];
      if (word !== was[i]) this.#add(memory, from + i);
    }
  }

  /** Beyond its image a clean sandbox has zeros. */
  #collectBeyond(memory: Int32Array, from: number, to: number): void {
    for (let i = from / WORD_BYTES; i < to / WORD_BYTES; i++) {
      if (memory[i] !== 0) this.#add(memory, i);
    }
  }

  #add(memory: Int32Array, at: number): void {
    // The words between, a head, and the word.
    if (this.#length + CLOSE_WORDS + 3 > this.#spans.length) this.#grow();
    const spans = this.#spans;
    if (this.#lengthAt < 0 || at - this.#next > CLOSE_WORDS) {
      spans[this.#length++] = at;
      this.#lengthAt = this.#length;
      spans[this.#length++] = 0;
      this.#next = at;
    }
    const more = at + 1 - this.#next;
    for (; this.#next <= at; this.#next++) spans[this.#length++] = memory[this.#next] ?? 0;
    spans[this.#lengthAt] = (spans[this.#lengthAt] ?? 0) + more;
  }

  #grow(): void {
    const larger = new Int32Array(this.#spans.length * 2);
    larger.set(this.#spans);
    this.#spans = larger;
  }
}

/**
 * Lays what `Difference.find` told over the memory of an engine that is the image again.
 * @throws RangeError when that memory is smaller than it must be
 */
export function layDifference(engine: Memory, found: Uint8Array): void {
  const memory = wordsOf(engine.bytes);
  const spans = wordsOf(found);
  let at = 0;
  while (at < spans.length) {
    const place = spans[at++] ?? 0;
    const length = spans[at++] ?? 0;
    // What is written beyond a typed array's end is lost without a word.
    if (place + length > memory.length) throw new RangeError('Cannot lay: the memory is too small');
    for (let i = 0; i < length; i++) memory[place + i] = spans[at++] ?? 0;
  }
}

function isSame(
  memory: Buffer,
  bytes: Uint8Array,
  address: number,
  from: number,
  to: number,
): boolean {
  return memory.compare(bytes, from, to, address + from, address + to) === 0;
}

/** Images begin and end at multiples of sixteen, as the allocator's break does. */
function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / WORD_BYTES);
}
