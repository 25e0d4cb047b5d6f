/**
 * Attack: Weak references and clean-up callbacks by the million.
 * Answer: They are jobs like any other, and bounded with them.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'for (;;) new WeakRef({})',
  'const r = new FinalizationRegistry(() => { for (;;); }); for (;;) r.register({}, 1)',
  'const r = new FinalizationRegistry(() => { throw 1 }); for (let i = 0; i < 1e4; i++) r.register({}, i); await null; return 1',
  'const r = new FinalizationRegistry(() => r.register({}, 1)); r.register({}, 1); for (;;) await null',
  'const m = new WeakMap(); for (;;) m.set({}, m)',
  'const m = new WeakMap(); let k = {}; for (let i = 0; i < 2e5; i++) { const n = {}; m.set(k, n); k = n } return 1',
  'const all = []; for (;;) { const o = {}; all.push(new WeakRef(o), o) }',
  'const s = new WeakSet(); for (;;) s.add({})',
  'const r = new FinalizationRegistry(() => {}); const t = {}; for (let i = 0; i < 1e6; i++) r.register({}, i, t); r.unregister(t); return 1',
  'let o = {}; const w = new WeakRef(o); o = null; for (let i = 0; i < 1e5; i++) [i]; return typeof w.deref()',
];

test('POST /execute bounds weak references and their callbacks', async () => {
  await target().survives(ATTACKS);
});
