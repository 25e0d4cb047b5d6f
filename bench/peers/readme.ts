/** The table of the last run that was worth keeping, in the READMEs. */
import { putBetween } from '../../src/build/marks.ts';
import { PROJECT_ROOT } from '../load/server.ts';
import { renderPeers } from './peers-table.ts';
import type { PeersReport } from './report.ts';
import { CHINESE, ENGLISH, type Words } from './words.ts';

export const MARK = 'peers';

/** What the READMEs' tables are printed from; the only result that is in git. */
export const RESULT_FILE: string = `${PROJECT_ROOT}bench/peers/results/readme.json`;

/** README → the words of its table. */
export const READMES: Readonly<Record<string, Words>> = {
  'README.md': ENGLISH,
  'README.zh-CN.md': CHINESE,
};

/** Keeps the report, and prints it into every README. */
export async function writeReadmes(report: PeersReport): Promise<void> {
  await Bun.write(RESULT_FILE, `${JSON.stringify(report, undefined, 2)}\n`);
  for (const [name, words] of Object.entries(READMES)) {
    const path = `${PROJECT_ROOT}${name}`;
    const text = await Bun.file(path).text();
    await Bun.write(path, putBetween(text, MARK, renderPeers(report, words)));
  }
}
