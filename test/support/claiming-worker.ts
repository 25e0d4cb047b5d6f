/** Claims the words it is given, block by block, at the same moment as the thread that withdraws them. */
import { tryClaim } from '../../src/wire/claim-word.ts';
import { meet, type Race } from './claim-race.ts';

declare const self: Worker & { onmessage: (event: MessageEvent<Race>) => void };

self.onmessage = ({ data: race }) => {
  const { words, claimed, blocks, blockLength } = race;
  for (let block = 0; block < blocks; block++) {
    meet(race, block);
    for (let i = block * blockLength; i < (block + 1) * blockLength; i++) {
      if (tryClaim(words, i, i + 1)) claimed[i] = 1;
    }
  }
  self.postMessage('done');
};
