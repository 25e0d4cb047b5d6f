/**
 * Attack: Promise jobs that make promise jobs: no loop, and no end.
 * Answer: Jobs run in batches, with a look at the deadline between them.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const f = () => Promise.resolve().then(f); return f()',
  'const f = () => Promise.resolve().then(f); f(); await new Promise(() => {})',
  'const f = async () => f(await null); return f()',
  'for (;;) await null',
  'const t = { then(r) { r(t) } }; return t',
  'const t = () => ({ then(r) { r(t()) } }); return t()',
  'const f = () => { Promise.resolve().then(f); Promise.resolve().then(f) }; f(); await new Promise(() => {})',
  'Promise.prototype.then = function () { for (;;); }; return Promise.resolve(1)',
  'return { then: async (r) => { for (;;) await null } }',
  'async function* g() { for (;;) yield null } for await (const x of g());',
  'const p = new Promise(() => {}); const f = () => Promise.race([p, null]).then(f); return f()',
  'const f = () => Promise.all([1, 2, 3].map(async () => null)).then(f); return f()',
  'const f = () => Promise.any([Promise.reject(1)]).catch(f); return f()',
  'const f = () => Promise.reject(1).finally(f).catch(f); return f()',
  'Object.defineProperty(Promise.prototype, "constructor", { get() { for (;;); } }); await Promise.resolve(1)',
  'class P extends Promise { then(...a) { return super.then(...a).then(() => this.then()) } } return new P((r) => r(1))',
];

test('POST /execute ends microtasks that never run out', async () => {
  await target().survives(ATTACKS, {
    endings: ['ok', 'timeout', 'memory_limit', 'stack_overflow', 'never_settles', 'guest_threw'],
  });
});
