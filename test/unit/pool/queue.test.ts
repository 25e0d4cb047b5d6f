import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { FairQueue } from '../../../src/pool/queue.ts';

interface Item {
  readonly lane: string;
  readonly snippet: string;
  readonly name: string;
}
const item = (lane: string, name: string, snippet = ''): Item => ({ lane, snippet, name });
const drain = (queue: FairQueue<Item>) => {
  const names: string[] = [];
  for (let next = queue.shift(); next; next = queue.shift()) names.push(next.name);
  return names;
};

test('FairQueue serves one lane first in, first out', () => {
  const queue = new FairQueue<Item>();
  for (const name of ['1', '2', '3']) queue.push(item('a', name));
  expect(drain(queue)).toEqual(['1', '2', '3']);
  expect(queue.size).toBe(0);
});

test('FairQueue lets lanes take turns, so that a flood delays nobody else', () => {
  const queue = new FairQueue<Item>();
  for (let i = 0; i < 100; i++) queue.push(item('flood', `f${i}`));
  queue.push(item('other', 'o'));
  expect(drain(queue).indexOf('o')).toBe(1);
});

test('FairQueue lets the snippets of a lane take turns, and each keep its order', () => {
  const queue = new FairQueue<Item>();
  for (let i = 0; i < 100; i++) queue.push(item('a', `f${i}`, 'flood'));
  for (const name of ['1', '2']) queue.push(item('a', name, 'other'));
  const order = drain(queue);
  expect(order.slice(0, 4)).toEqual(['f0', '1', 'f1', '2']);
  expect(order.slice(4)).toEqual(Array.from({ length: 98 }, (_, i) => `f${i + 2}`));
});

test('FairQueue gives a lane no more turns for having many snippets', () => {
  const queue = new FairQueue<Item>();
  for (let i = 0; i < 50; i++) queue.push(item('many', `m${i}`, `${i}`));
  for (const name of ['1', '2']) queue.push(item('one', name));
  expect(drain(queue).slice(0, 4)).toEqual(['m0', '1', 'm1', '2']);
});

test('FairQueue gives back first what was put back, in the order it had', () => {
  const queue = new FairQueue<Item>();
  queue.push(item('a', '3'));
  for (const name of ['2', '1']) queue.putBack(item('a', name));
  expect(drain(queue)).toEqual(['1', '2', '3']);
});

test('FairQueue keeps every item exactly once, and each lane in order', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom('a', 'b', 'c')), { maxLength: 200 }), (ops) => {
      const queue = new FairQueue<Item>();
      const pushed: Item[] = [];
      const shifted: Item[] = [];
      ops.forEach((lane, index) => {
        if (lane !== null) {
          const each = item(lane, `${index}`);
          pushed.push(each);
          queue.push(each);
        } else shifted.push(...[queue.shift()].filter((each) => each !== undefined));
      });
      expect(queue.size).toBe(pushed.length - shifted.length);
      for (let next = queue.shift(); next; next = queue.shift()) shifted.push(next);
      for (const lane of ['a', 'b', 'c']) {
        const of = (items: readonly Item[]) => items.filter((each) => each.lane === lane);
        expect(of(shifted)).toEqual(of(pushed));
      }
    }),
  );
});
