/** Bulk memory instructions pay by the byte, and memory ends where the sandbox does. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Typed arrays neither outlive the deadline nor the memory', async () => {
  await expectEndings({
    'return new Uint8Array(1e9).length': 'memory_limit|guest_threw|timeout',
    'return new ArrayBuffer(2 ** 31)': 'memory_limit|guest_threw|timeout',
    'const u = new Uint8Array(3e7); for (;;) u.fill(1)': 'timeout',
    'const u = new Uint8Array(3e7); for (;;) u.copyWithin(0, 1)': 'timeout',
    'const u = new Uint8Array(2e7); for (;;) u.slice()': 'timeout',
    'const u = new Uint8Array(2e7); for (;;) u.set(u.subarray(1))': 'timeout',
    'const u = new Float64Array(3e6); for (let i = 0; i < 3e6; i++) u[i] = -i; for (;;) u.sort((a, b) => a - b)':
      'timeout',
    'const u = new Uint8Array(2e7); for (;;) u.reverse()': 'timeout',
    'const b = []; for (;;) b.push(new ArrayBuffer(1e6))': 'memory_limit|guest_threw|timeout',
    'const s = new SharedArrayBuffer(1e9); return s.byteLength': 'memory_limit|guest_threw|timeout',
    'const a = []; for (;;) a.push(new Array(1e4).fill(1))': 'memory_limit|guest_threw|timeout',
  });
});
