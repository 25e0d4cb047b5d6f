/** Timers, where they are allowed, end with their run and are bounded in number. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { eventually } from '../support/eventually.ts';
import { besiege } from '../support/siege.ts';
import { readStats } from '../support/stats.ts';

setDefaultTimeout(60_000);
const { expectEndings, server } = besiege({ DISABLED_GLOBALS: 'none' });

test('A flood of timers neither outlives its run nor the deadline', async () => {
  await expectEndings({
    'for (let i = 0; i < 1e6; i++) setTimeout(() => {}, 1e6); return 1': 'guest_threw|timeout',
    'setInterval(() => {}, 0); await new Promise(() => {})': 'timeout',
    'const f = () => setTimeout(f, 0); f(); await new Promise(() => {})': 'timeout',
    'setTimeout(() => { for (;;) {} }, 0); await new Promise(() => {})': 'timeout',
    'setTimeout(() => { throw new Error("late") }, 0); await new Promise(() => {})': 'guest_threw',
    'setTimeout(() => { for (;;) {} }, 0); return 1': 'ok',
    'return await new Promise((resolve) => setTimeout(resolve, 5, "five"))': 'ok',
    'const id = setTimeout(() => {}, 1e6); clearTimeout(id); await new Promise(() => {})':
      'never_settles',
    'setTimeout("globalThis.x = 1", 0)': 'guest_threw',
    'await new Promise((resolve) => setTimeout(resolve, 1e9))': 'timeout',
  });
});

test('Waiting runs hold no thread, and give their sandboxes back', async () => {
  const wait = 'return await new Promise((resolve) => setTimeout(resolve, 200, input.i))';
  const answers = await Promise.all(
    [...Array(60).keys()].map((i) => server().execute({ code: wait, input: { i } })),
  );
  expect(answers.map(({ body }) => (body.success ? body.result : body.error))).toEqual([
    ...Array(60).keys(),
  ]);
  await eventually(
    () => readStats(server()),
    ({ pool }) => pool.parked === 0,
  );
});
