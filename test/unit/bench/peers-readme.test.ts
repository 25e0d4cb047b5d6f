import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { renderPeers } from '../../../bench/peers/peers-table.ts';
import { MARK, READMES, RESULT_FILE } from '../../../bench/peers/readme.ts';
import type { PeersReport } from '../../../bench/peers/report.ts';
import { putBetween } from '../../../src/build/marks.ts';
import { PROJECT_ROOT } from '../../support/ways.ts';

const report: PeersReport = await Bun.file(RESULT_FILE).json();

describe.each(Object.entries(READMES))('%s', (name, words) => {
  test('shows the table that its result file gives', async () => {
    const text = await Bun.file(join(PROJECT_ROOT, name)).text();
    expect(putBetween(text, MARK, renderPeers(report, words))).toBe(text);
  });
});

test('the result file names no place on the machine it comes from', () => {
  expect(JSON.stringify(report)).not.toMatch(/(?:\/[\w.@+-]+){2,}\//);
});
