/**
 * Attack: More console output than anybody asked for.
 * Answer: Lines and bytes are bounded, and the last line says what is missing.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'for (;;) console.log("x")',
  'for (;;) console.error("x".repeat(1e4))',
  'for (let i = 0; i < 1e4; i++) console.log(i); return 1',
  'console.log("x".repeat(3e7)); return 1',
  'console.log(...Array(6e4).fill("x".repeat(100))); return 1',
  'console.log(Array(1e6).fill("y".repeat(50))); return 1',
  'for (let i = 0; i < 200; i++) console.log("€".repeat(1e4)); return 1',
  'for (let i = 0; i < 200; i++) console.log("\\ud800\\0".repeat(5e3)); return 1',
  'for (let i = 0; i < 1e4; i++) console.log(); throw new Error("x")',
  'await Promise.all(Array.from({ length: 2000 }, async (_, i) => console.warn(i))); return 1',
  'try { for (;;) console.log(1) } catch {} finally { for (;;) console.log(2) }',
  'console.log(Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => Array(100).fill("z".repeat(9e3))))); return 1',
];

test('POST /execute bounds what a snippet prints', async () => {
  await target().survives(ATTACKS);
});

test('POST /execute answers a flood with no more than a bound', async () => {
  const [answer] = await target().survives([
    {
      code: 'for (let i = 0; i < 5000; i++) console.log("€".repeat(1000), i); return 1',
      timeoutMs: 2000,
    },
  ]);
  const { body, text } = answer?.answer ?? {};
  expect(body?.logs?.length).toBeLessThanOrEqual(1001);
  expect(Buffer.byteLength(text ?? '')).toBeLessThan(4 * 256 * 1024);
});
