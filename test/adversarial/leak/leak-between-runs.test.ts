/**
 * Attack: What a run leaves in globals, prototypes and caches, looked for by a later one.
 * Answer: The sandbox is laid back to its image, prepared code or not.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

// One worker with few sandboxes, so that a later run meets the one that an earlier run had.
const target = shareTarget({ WORKERS: '1', MAX_WORKERS: '1' });
const CANARY = 'canary-7f3a91';

/** Each leaves the canary in another kind of storage, and ends in another way. */
const PLANTS = [
  `globalThis.leaked = '${CANARY}'; return 1`,
  `Object.prototype.leaked = '${CANARY}'; return 1`,
  `Array.prototype.push = () => '${CANARY}'; Array.prototype['${CANARY}'] = 1; return 1`,
  `Symbol.for('${CANARY}').toString(); return 1`,
  `const keep = '${CANARY}'.repeat(1e5); globalThis.big = keep; throw new Error(keep.slice(0, 20))`,
  `const u = new Uint8Array(2e6); for (let i = 0; i < u.length; i++) u[i] = '${CANARY}'.charCodeAt(i % 13); return u[5]`,
  `globalThis.leaked = '${CANARY}'; for (;;) {}`,
  `globalThis.leaked = '${CANARY}'; const f = () => f(); f()`,
  `const a = []; for (;;) a.push('${CANARY}' + a.length)`,
  `setTimeout(() => { globalThis.leaked = '${CANARY}' }, 1); return 1`,
  `setInterval(() => { globalThis.leaked = '${CANARY}' }, 0); await new Promise(() => {})`,
  `Promise.resolve().then(() => { globalThis.leaked = '${CANARY}' }); return 1`,
  `require.leaked = '${CANARY}'; console.leaked = '${CANARY}'; input.leaked = '${CANARY}'; return 1`,
  `/(${CANARY})/.exec('${CANARY}'); Error.prototype.leaked = '${CANARY}'; return 1`,
];

/** Looks in everything that can be reached, and in memory that was just handed out. */
const LOOK = `
  const seen = new Set(), found = [];
  const look = (value, path) => {
    if (typeof value === 'string') { if (value.includes('canary-' + '7f3a91')) found.push(path); return }
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    look(Object.getPrototypeOf(value), path + '.__proto__');
    for (const key of Reflect.ownKeys(value)) {
      if (String(key.description ?? key).includes('canary-' + '7f3a91')) found.push(path + ' key');
      const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key);
      look(inner, path + '.' + String(key.description ?? key)); look(get, path + '.get'); look(set, path + '.set');
    }
  };
  look(globalThis, 'globalThis');
  const fresh = new Uint8Array(4e6);
  if (fresh.some((byte) => byte !== 0)) found.push('memory');
  return found;`;

test('A later run finds nothing of an earlier one', async () => {
  for (let round = 0; round < 3; round++) {
    for (const plant of PLANTS) {
      await target().survives([plant], { timeoutMs: 100 });
      expect(await target().resultOf(LOOK)).toEqual([]);
    }
  }
});

test('No two of a thousand runs draw the same random numbers', async () => {
  const draw = 'return [Math.random(), Math.random()]';
  const runs = await Promise.all(Array.from({ length: 500 }, () => target().resultOf(draw)));
  runs.push(...(await Promise.all(Array.from({ length: 500 }, () => target().resultOf(draw)))));
  expect(new Set(runs.flat()).size).toBe(2000);
});
