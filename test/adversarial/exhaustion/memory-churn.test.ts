/**
 * Attack: Memory taken and dropped as fast as can be, run after run.
 * Answer: The heap ends where its WebAssembly memory does, and a sandbox that grew is replaced.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
  'let s = "x"; for (;;) s += s + "y"; ',
  'let s = "x"; for (;;) s += s + "y"; ',
  'let s = "x"; for (;;) s += s + "y"; ',
  'let s = "x"; for (;;) s += s + "y"; ',
  'let s = "x"; for (;;) s += s + "y"; ',
  'let s = "x"; for (;;) s += s + "y"; ',
  'let s = "x"; for (;;) s += s + "y"; ',
  'let s = "x"; for (;;) s += s + "y"; ',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
  'const a = []; for (;;) a.push({ a: [a.length] })',
];

test('POST /execute gives the memory of runs back', async () => {
  await target().survives(ATTACKS, { timeoutMs: 200 });
});
