/**
 * Attack: JSON nested deeper than any stack, on its way in and on its way out.
 * Answer: Nesting ends in a stack overflow that belongs to the run.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'return JSON.parse("[".repeat(2e5))',
  'return JSON.parse("[".repeat(1e5) + "]".repeat(1e5))',
  'return JSON.parse(`{"a":`.repeat(1e5) + "1" + "}".repeat(1e5))',
  'let a = []; for (let i = 0; i < 5e3; i++) a = [a]; return a',
  'let a = []; for (let i = 0; i < 2e5; i++) a = [a]; return a',
  'let a = {}; for (let i = 0; i < 2e5; i++) a = { a }; return a',
  'let a = {}; for (let i = 0; i < 2e5; i++) a = { a }; throw a',
  'let a = {}; for (let i = 0; i < 2e5; i++) a = { a }; console.log(a); return 1',
  'let n = 0; return { toJSON() { return n++ < 1e5 ? { x: this } : 1 } }',
  'const deep = (n) => ({ toJSON: () => deep(n + 1) }); return deep(0)',
  'const p = new Proxy({}, { ownKeys: () => ["x"], getOwnPropertyDescriptor: () => ({ value: p, enumerable: true, configurable: true }), get: (t, k) => (k === "toJSON" ? undefined : new Proxy({}, { ownKeys: () => ["x"], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: () => p })) }); return p',
  'return JSON.stringify(JSON.parse("[".repeat(800) + "]".repeat(800))).length',
  'const r = (k, v) => (k === "x" ? v : { x: [v] }); return JSON.stringify({ x: 1 }, r)',
  'let a = [[]]; for (let i = 0; i < 60; i++) a = [a, a]; return a',
  'let a = {}; for (let i = 0; i < 60; i++) a = { a, b: a }; return a',
];

test('POST /execute bounds nested JSON both ways', async () => {
  await target().survives(ATTACKS);
});

test('POST /execute takes nested input, as deep as it can be read', async () => {
  for (const depth of [10, 500, 5000, 100_000]) {
    const body = `{"code":"return 1","input":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const { body: answer } = await target().server.execute(body);
    if (!answer.success && !['stack_overflow', 'invalid_request'].includes(answer.error.code)) {
      throw new Error(`Cannot accept the answer: ${JSON.stringify(answer)}`);
    }
  }
  await target().survives(['return input.a']);
});
