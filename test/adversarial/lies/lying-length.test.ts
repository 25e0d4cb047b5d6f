/**
 * Attack: An array-like that claims a length it does not have.
 * Answer: A length is looked at before anything of that length is made; loops over it are metered.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

test('Lengths that lie are refused or run into the deadline', async () => {
  await target().survives(
    [
      'return { length: 2 ** 53 - 1 }',
      'return Object.assign([], { length: 2 ** 32 - 1 })',
      'return Array.from({ length: 1e9 })',
      'return new Array(2 ** 32 - 1).fill(1)',
      'return Reflect.apply(Math.max, null, { length: 1e8 })',
      'return String.fromCharCode.apply(null, { length: 60000 }).length',
      'return new Uint8Array({ length: 2 ** 53 - 1 })',
      'return String.raw({ raw: { length: 2 ** 53 - 1 } })',
      'return Object.defineProperty([], "length", { value: 2 ** 32 - 1 }).indexOf(1)',
      'return [].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })',
      'return Object.defineProperty([], "length", { value: 2 ** 32 - 1 }).indexOf(1)',
      'return [].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })',
    ],
    { endings: ['guest_threw', 'memory_limit', 'ok', 'timeout'] },
  );
});
