/**
 * Promise: a job is never run twice. Each job that a worker holds has one word of shared memory, and
 * whoever moves that word on by compare-exchange owns the next step:
 *
 *     OFFERED ──worker──▶ CLAIMED ──server──▶ CANCELLED
 *        └────server────▶ WITHDRAWN
 *
 * The word holds the job's sequence number too, so that a slot may be used again at once: a stale entry
 * in a worker's inbox no longer matches.
 */
const OFFERED = 0;
const CLAIMED = 1;
const CANCELLED = 2;
const WITHDRAWN = 3;

/** Sequence numbers run from 1 to this and start again; a slot's word then never repeats within 2^30 jobs. */
export const MAX_SEQUENCE = 2 ** 30 - 1;

const word = (sequence: number, state: number): number => (sequence << 2) | state;

function move(words: Int32Array, slot: number, sequence: number, from: number, to: number) {
  const expected = word(sequence, from);
  return Atomics.compareExchange(words, slot, expected, word(sequence, to)) === expected;
}

/** Server: puts a job up for its worker. */
export function offer(words: Int32Array, slot: number, sequence: number): void {
  Atomics.store(words, slot, word(sequence, OFFERED));
}

/** Worker: takes the job, just before it runs. False: it was withdrawn, leave it. */
export function tryClaim(words: Int32Array, slot: number, sequence: number): boolean {
  return move(words, slot, sequence, OFFERED, CLAIMED);
}

/** Server: takes the job back. False: the worker has started it. */
export function tryWithdraw(words: Int32Array, slot: number, sequence: number): boolean {
  return move(words, slot, sequence, OFFERED, WITHDRAWN);
}

/** Server: asks the worker to stop the run it has started. */
export function cancel(words: Int32Array, slot: number, sequence: number): void {
  move(words, slot, sequence, CLAIMED, CANCELLED);
}

export function isCancelled(words: Int32Array, slot: number, sequence: number): boolean {
  return Atomics.load(words, slot) === word(sequence, CANCELLED);
}

export function isClaimed(words: Int32Array, slot: number, sequence: number): boolean {
  const now = Atomics.load(words, slot);
  return now === word(sequence, CLAIMED) || now === word(sequence, CANCELLED);
}
