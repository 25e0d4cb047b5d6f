import { expect, test } from 'bun:test';
import { readTreeCpuMs, readTreeRss } from '../../../bench/peers/process-tree.ts';
import { eventually } from '../../support/eventually.ts';

const isLinux = process.platform === 'linux';

test.skipIf(!isLinux)('readTreeRss counts the processes that a process started', async () => {
  await using child = Bun.spawn(['sh', '-c', 'sleep 60 & echo up; wait'], { stdout: 'pipe' });
  const reader = child.stdout.getReader();
  await reader.read();
  const all = await readTreeRss(process.pid);
  const sleeping = await Bun.file(`/proc/${child.pid}/task/${child.pid}/children`).text();
  // Until it has become another program it is a copy of the shell, as large.
  await eventually(
    () => Bun.file(`/proc/${Number(sleeping)}/comm`).text(),
    (name) => name.trim() === 'sleep',
  );
  const alone = await readTreeRss(Number(sleeping));
  const shell = await readTreeRss(child.pid);
  expect(alone).toBeGreaterThan(0);
  expect(alone).toBeLessThan(shell);
  expect(all).toBeGreaterThan(process.memoryUsage.rss() / 2 + shell / 2);
  process.kill(Number(sleeping));
});

test.skipIf(!isLinux)('readTreeCpuMs grows with what a process computes', async () => {
  const before = await readTreeCpuMs(process.pid);
  const until = process.cpuUsage().user + 60_000;
  while (process.cpuUsage().user < until) JSON.stringify({ before });
  expect(await readTreeCpuMs(process.pid)).toBeGreaterThanOrEqual(before + 30);
});

test.skipIf(!isLinux)('a process that has ended uses nothing', async () => {
  const child = Bun.spawn(['true']);
  await child.exited;
  expect(await readTreeRss(child.pid)).toBe(0);
  expect(await readTreeCpuMs(child.pid)).toBe(0);
});
