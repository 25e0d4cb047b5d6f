/**
 * Attack: More timers than anybody needs.
 * Answer: Their number is bounded on both sides of the wall, and all end with their run.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'for (let i = 0; i < 1e6; i++) setTimeout(() => {}, 1e6); return 1',
  'for (let i = 0; i < 1e6; i++) setTimeout(() => {}, 1e6); return new Promise(() => {})',
  'for (let i = 0; i < 1e5; i++) setTimeout(() => {}, 0); return new Promise(() => {})',
  'for (let i = 0; i < 2000; i++) setInterval(() => {}, 0); return new Promise(() => {})',
  'const f = () => { setTimeout(f); setTimeout(f) }; f(); return new Promise(() => {})',
  'for (;;) clearTimeout(setTimeout(() => {}, 1e6))',
  'setTimeout(() => { for (;;); }); return new Promise(() => {})',
  'setImmediate(() => { for (;;); }); return new Promise(() => {})',
  'setTimeout(() => { throw null }); return new Promise(() => {})',
  'setTimeout(() => { const f = () => f(); f() }); return new Promise(() => {})',
  'setTimeout(() => { const a = []; for (;;) a.push(new Uint8Array(1e5)) }); return new Promise(() => {})',
  'setTimeout(() => {}, { valueOf() { for (;;); } })',
  'setTimeout("for (;;);")',
  'setTimeout(null)',
  'setTimeout(() => {}, Infinity); return new Promise(() => {})',
  'setTimeout(() => {}, -1, ...Array(5e4).fill("x".repeat(100))); return 1',
  'setTimeout(() => {}, 2 ** 31); return new Promise(() => {})',
  'clearTimeout(1e300); clearInterval(-1); clearImmediate(NaN); clearTimeout(new Proxy({}, {})); return 1',
  'const h = setInterval(() => clearInterval(h), 0); return new Promise(() => {})',
  'setTimeout(async () => { for (;;) await null }); return new Promise(() => {})',
];

test('POST /execute bounds timers', async () => {
  await target().survives(ATTACKS);
});

test('POST /execute ends chains of timers, which take no time themselves', async () => {
  // Alone, for a run that waits is late when another has the thread at its deadline.
  await target().survives(
    [
      'setInterval(() => {}, 0); return new Promise(() => {})',
      'const f = () => new Promise((r) => setTimeout(r)).then(f); return f()',
      'for (;;) await new Promise((r) => setTimeout(r, 1))',
      'const f = () => setImmediate(f); f(); return new Promise(() => {})',
    ],
    { endings: ['timeout'] },
  );
});

test('POST /execute gives no run back the time that its own callbacks took', async () => {
  const burn = 'const burn = () => { const t = Date.now(); while (Date.now() - t < 60); };';
  for (const waste of [
    'for (let i = 0; i < 30; i++) setTimeout(burn, 1);',
    'setInterval(burn, 1);',
    'const f = () => { burn(); setTimeout(f, 0); setTimeout(f, 0) }; f();',
  ]) {
    await target().survives([`${burn} ${waste} return new Promise(() => {})`], {
      endings: ['timeout'],
    });
  }
});

test('POST /execute keeps no timer, and no memory of timers, of runs that have ended', async () => {
  const before = await target().rssBytes();
  const flood = 'for (let i = 0; i < 1e5; i++) setTimeout(() => {}, 1e6); return 1';
  await target().survives(Array(30).fill(flood), { timeoutMs: 150 });
  expect((await target().rssBytes()) - before).toBeLessThan(300 * 1024 * 1024);
});
