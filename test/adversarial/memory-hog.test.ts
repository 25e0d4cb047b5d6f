/** A snippet's memory is the service's again when its run has ended. */
import { setDefaultTimeout, test } from 'bun:test';
import { eventually } from '../support/eventually.ts';
import { besiege, inTurns } from '../support/siege.ts';
import { readStats } from '../support/stats.ts';

setDefaultTimeout(120_000);
const { attack, server, expectUnharmed } = besiege();

const HOGS = [
  'const a = []; for (;;) a.push(new Array(1e4).fill(1))',
  'const a = []; for (;;) a.push(new ArrayBuffer(1e6))',
  'const a = new Map(); for (let i = 0; ; i++) a.set("key" + i, { i })',
  'const u = new Uint8Array(5e7).fill(1); return u.length',
];

test('Sixty hogs leave the service no larger than noise', async () => {
  const rss = async () => (await readStats(server())).memory.rssBytes;
  await inTurns(HOGS, 2, async (code) => void (await attack(code, { timeoutMs: 1000 })));
  await inTurns(Array(60).fill(HOGS).flat().slice(0, 60), 4, async (code) => {
    await attack(code as string, { timeoutMs: 1000 });
  });
  await expectUnharmed();
  await eventually(rss, (bytes) => bytes < 400 * 1024 * 1024, 30_000);
});
