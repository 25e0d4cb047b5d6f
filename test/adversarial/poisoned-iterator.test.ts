/** The host and the prelude iterate over nothing of the guest. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Iterators without end or of another kind are contained', async () => {
  await expectEndings({
    'delete Array.prototype[Symbol.iterator]; console.log([1, 2], new Map([])); return [1]':
      'guest_threw',
    'Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }; console.log([1]); return [1]':
      'ok',
    'Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }; return [...[1]]':
      'memory_limit|timeout|guest_threw',
    'const endless = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) }; const [...a] = endless':
      'memory_limit|timeout|guest_threw',
    'const endless = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1] }) }) }; return Object.fromEntries(endless)':
      'timeout',
    'for (const x of (function* () { for (;;) yield 1 })()) ;': 'timeout',
    'return Iterator.from({ next: () => ({ value: 1 }) }).toArray()':
      'memory_limit|timeout|guest_threw',
    'return Math.max(...(function* () { for (;;) yield 1 })())': 'memory_limit|timeout|guest_threw',
  });
});
