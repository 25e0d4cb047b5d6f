import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import {
  cancel,
  isCancelled,
  isClaimed,
  MAX_SEQUENCE,
  offer,
  tryClaim,
  tryWithdraw,
} from '../../../src/wire/claim-word.ts';

const SLOT = 1;
type State = 'offered' | 'claimed' | 'cancelled' | 'withdrawn';

/** Three words, the middle one in a state. */
function wordsIn(state: State, sequence: number): Int32Array {
  const words = new Int32Array(new SharedArrayBuffer(12));
  offer(words, SLOT, sequence);
  if (state === 'withdrawn') tryWithdraw(words, SLOT, sequence);
  if (state === 'claimed' || state === 'cancelled') tryClaim(words, SLOT, sequence);
  if (state === 'cancelled') cancel(words, SLOT, sequence);
  return words;
}
const lookAt = (words: Int32Array, sequence: number) => ({
  claimed: isClaimed(words, SLOT, sequence),
  cancelled: isCancelled(words, SLOT, sequence),
});

const LOOKS: readonly [State, boolean, boolean][] = [
  ['offered', false, false],
  ['claimed', true, false],
  ['cancelled', true, true],
  ['withdrawn', false, false],
];

describe('a claim word', () => {
  test.each([...LOOKS])('a claim word that is %s looks it', (state, claimed, cancelled) => {
    for (const sequence of [1, 2, 77, MAX_SEQUENCE]) {
      expect(lookAt(wordsIn(state, sequence), sequence)).toEqual({ claimed, cancelled });
    }
  });

  test.each<[State, boolean]>([
    ['offered', true],
    ['claimed', false],
    ['cancelled', false],
    ['withdrawn', false],
  ])('tryClaim() of a job that is %s: %p', (state, may) => {
    const words = wordsIn(state, 5);
    const before = words.slice();
    expect(tryClaim(words, SLOT, 5)).toBe(may);
    if (!may) expect(words).toEqual(before);
  });

  test.each<[State, boolean]>([
    ['offered', true],
    ['claimed', false],
    ['cancelled', false],
    ['withdrawn', false],
  ])('tryWithdraw() of a job that is %s: %p', (state, may) => {
    const words = wordsIn(state, 5);
    const before = words.slice();
    expect(tryWithdraw(words, SLOT, 5)).toBe(may);
    if (!may) expect(words).toEqual(before);
  });

  test.each<State>(['offered', 'cancelled', 'withdrawn'])(
    'cancel() changes nothing of a job that is %s',
    (state) => {
      const words = wordsIn(state, 5);
      const before = words.slice();
      cancel(words, SLOT, 5);
      expect(words).toEqual(before);
    },
  );

  test('a claim word of another job never matches', () => {
    const sequence = fc.integer({ min: 1, max: MAX_SEQUENCE });
    const state = fc.constantFrom<State[]>('offered', 'claimed', 'cancelled', 'withdrawn');
    fc.assert(
      fc.property(sequence, sequence, state, (mine, stale, now) => {
        fc.pre(mine !== stale);
        const words = wordsIn(now, mine);
        const before = words.slice();
        expect(tryClaim(words, SLOT, stale)).toBe(false);
        expect(tryWithdraw(words, SLOT, stale)).toBe(false);
        cancel(words, SLOT, stale);
        expect(lookAt(words, stale)).toEqual({ claimed: false, cancelled: false });
        expect(words).toEqual(before);
      }),
    );
  });

  test('a claim word touches no other word', () => {
    const words = wordsIn('cancelled', 3);
    expect([words[0], words[2]]).toEqual([0, 0]);
  });

  test("a slot that nobody offered is nobody's", () => {
    const words = new Int32Array(new SharedArrayBuffer(8));
    expect(tryClaim(words, SLOT, 1)).toBe(false);
    expect(lookAt(words, 1)).toEqual({ claimed: false, cancelled: false });
  });
});
