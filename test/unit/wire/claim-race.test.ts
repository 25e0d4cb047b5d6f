import { expect, setDefaultTimeout, test } from 'bun:test';
import { offer, tryWithdraw } from '../../../src/wire/claim-word.ts';
import { createRace, meet } from '../../support/claim-race.ts';

setDefaultTimeout(60_000);

const BLOCKS = 2000;
const BLOCK_LENGTH = 64;

test('a claim word has one owner when a worker claims it while the server withdraws it', async () => {
  const race = createRace(BLOCKS, BLOCK_LENGTH);
  const { words, claimed } = race;
  for (let i = 0; i < words.length; i++) offer(words, i, i + 1);
  const worker = new Worker(new URL('../../support/claiming-worker.ts', import.meta.url).href);
  const done = Promise.withResolvers<unknown>();
  worker.onmessage = done.resolve;
  worker.onerror = done.reject;
  worker.postMessage(race);
  const withdrawn = new Uint8Array(words.length);
  for (let block = 0; block < BLOCKS; block++) {
    meet(race, block);
    // From the other end, so that the two meet in every block.
    for (let i = (block + 1) * BLOCK_LENGTH - 1; i >= block * BLOCK_LENGTH; i--) {
      if (tryWithdraw(words, i, i + 1)) withdrawn[i] = 1;
    }
  }
  await done.promise;
  worker.terminate();
  const owners = words.map((_, i) => (claimed[i] ?? 0) + (withdrawn[i] ?? 0));
  expect(owners.findIndex((count) => count !== 1)).toBe(-1);
  // It says nothing where one thread was always first.
  expect(claimed.includes(1) && withdrawn.includes(1)).toBe(true);
});
