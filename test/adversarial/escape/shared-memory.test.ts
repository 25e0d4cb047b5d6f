/**
 * Attack: Threads and shared memory.
 * Answer: No worker, no `Atomics`, no clock of its own: a shared buffer is shared with nobody.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'return typeof Atomics',
  'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
  'return new SharedArrayBuffer(1e9).byteLength',
  'const all = []; for (;;) all.push(new SharedArrayBuffer(1e6))',
  'const s = new SharedArrayBuffer(8, { maxByteLength: 1e9 }); s.grow(1e9); return s.byteLength',
  'const s = new SharedArrayBuffer(4e7); for (;;) s.slice(0)',
  'return new Int32Array(new SharedArrayBuffer(16)).fill(7)',
  'new Worker("data:,for(;;);")',
  'return typeof WebAssembly + typeof Worker + typeof performance',
  'const s = new SharedArrayBuffer(8); return JSON.stringify([s, new DataView(s).getFloat64(0)])',
];

test('POST /execute gives no snippet a thread or a clock of its own', async () => {
  await target().survives(ATTACKS);
});
