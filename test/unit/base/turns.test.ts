import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { Turns } from '../../../src/base/turns.ts';

const drain = (turns: Turns<string>) => {
  const items: string[] = [];
  for (let next = turns.shift(); next; next = turns.shift()) items.push(next);
  return items;
};

test('Turns serves one name first in, first out, and lets names take turns', () => {
  const turns = new Turns<string>();
  for (const item of ['1', '2', '3']) turns.push('a', item);
  turns.push('b', 'x');
  expect(turns.size).toBe(4);
  expect(drain(turns)).toEqual(['1', 'x', '2', '3']);
  expect(turns.size).toBe(0);
});

test('Turns keeps every item exactly once, and those of a name in order', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom('a', 'b', 'c')), { maxLength: 200 }), (ops) => {
      const turns = new Turns<string>();
      const pushed: string[] = [];
      const shifted: string[] = [];
      ops.forEach((name, index) => {
        if (name !== null) {
          pushed.push(`${name}${index}`);
          turns.push(name, `${name}${index}`);
        } else shifted.push(...[turns.shift()].filter((each) => each !== undefined));
      });
      expect(turns.size).toBe(pushed.length - shifted.length);
      shifted.push(...drain(turns));
      for (const name of ['a', 'b', 'c']) {
        const of = (items: readonly string[]) => items.filter((each) => each.startsWith(name));
        expect(of(shifted)).toEqual(of(pushed));
      }
    }),
  );
});
