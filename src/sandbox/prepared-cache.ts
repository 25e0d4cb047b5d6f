import { addToCounter, type WorkerShared, writeCounter } from '../wire/shared.ts';
import type { Image } from './image-format.ts';
import type { PreparedSnippet } from './prepare.ts';

/** What an entry costs beside its texts and pages, bytes, roughly. */
const ENTRY_BYTES = 500;

/** Snippets remembered as seen once; a power of two. */
const SEEN_ONCE = 8192;

/**
 * Prepared snippets of one worker, bounded in bytes, least recently used first out. The key is the whole
 * text as the caller sent it, so a hit is the same snippet to the letter. A snippet is worth keeping from
 * its second run on: most texts that are sent once are never sent again.
 */
export class PreparedCache {
  readonly #maxBytes: number;
  readonly #shared: WorkerShared;
  /** In order of use, oldest first. */
  readonly #entries = new Map<string, PreparedSnippet>();
  #bytes = 0;
  /** Hashes of snippets that ran and were not kept; one slot each, the last comer stays. */
  readonly #seenOnce = new Uint32Array(SEEN_ONCE);

  constructor(maxBytes: number, shared: WorkerShared) {
    this.#maxBytes = maxBytes;
    this.#shared = shared;
  }

  get(encodedCode: string): PreparedSnippet | undefined {
    const found = this.#entries.get(encodedCode);
    addToCounter(this.#shared, found ? 'preparedHits' : 'preparedMisses', 1);
    if (found) {
      this.#entries.delete(encodedCode);
      this.#entries.set(encodedCode, found);
    }
    return found;
  }

  /** Whether a snippet that was not found should be kept: it is not the first time that it comes. */
  isWorthKeeping(encodedCode: string): boolean {
    const hash = Bun.hash.crc32(encodedCode) >>> 0;
    const slot = hash % SEEN_ONCE;
    if (this.#seenOnce[slot] === hash) return true;
    this.#seenOnce[slot] = hash;
    return false;
  }

  put(encodedCode: string, snippet: PreparedSnippet): void {
    this.#drop(encodedCode);
    this.#entries.set(encodedCode, snippet);
    this.#bytes += costOf(encodedCode, snippet);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#drop(oldest);
    }
    writeCounter(this.#shared, 'preparedEntries', this.#entries.size);
    writeCounter(this.#shared, 'preparedBytes', this.#bytes);
  }

  /** Forgets the snippets whose image is no longer kept. */
  dropAllOver(image: Image): void {
    for (const [encodedCode, snippet] of this.#entries) {
      if (snippet.image === image) this.#drop(encodedCode);
    }
  }

  #drop(encodedCode: string): void {
    const snippet = this.#entries.get(encodedCode);
    if (!snippet) return;
    this.#entries.delete(encodedCode);
    this.#bytes -= costOf(encodedCode, snippet);
  }
}

function costOf(encodedCode: string, { source, compiled }: PreparedSnippet): number {
  const pages = compiled.pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return ENTRY_BYTES + 2 * (encodedCode.length + source.length) + pages;
}
