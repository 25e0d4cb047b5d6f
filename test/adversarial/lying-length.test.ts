/** A length is looked at before anything of that length is made. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Lengths that lie are refused or run into the deadline', async () => {
  await expectEndings({
    'return { length: 2 ** 53 - 1 }': 'ok',
    'return Object.assign([], { length: 2 ** 32 - 1 })': 'timeout|memory_limit|guest_threw',
    'return Array.from({ length: 1e9 })': 'memory_limit|guest_threw|timeout',
    'return new Array(2 ** 32 - 1).fill(1)': 'timeout|memory_limit|guest_threw',
    'return Reflect.apply(Math.max, null, { length: 1e8 })': 'guest_threw',
    'return String.fromCharCode.apply(null, { length: 60000 }).length': 'ok',
    'return new Uint8Array({ length: 2 ** 53 - 1 })': 'guest_threw',
    'return String.raw({ raw: { length: 2 ** 53 - 1 } })': 'timeout|memory_limit|guest_threw',
    'return Object.defineProperty([], "length", { value: 2 ** 32 - 1 }).indexOf(1)':
      'timeout|memory_limit|guest_threw',
    'return [].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })':
      'timeout|memory_limit|guest_threw',
  });
});
