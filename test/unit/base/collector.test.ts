import { fullGC, heapStats } from 'bun:jsc';
import { expect, test } from 'bun:test';
import { Collector } from '../../../src/base/collector.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function setUp(every: number) {
  const clock = new FakeClock();
  const done = { collected: 0, swept: 0 };
  const collector = new Collector({
    clock,
    every,
    collect: () => void done.collected++,
    collectAndSweep: () => void done.swept++,
  });
  return { clock, collector, done };
}

const note = (collector: Collector, pieces: number) => {
  for (let piece = 0; piece < pieces; piece++) collector.noteDone(0);
};

test('Collector collects once the turn is over in which so much work was done', () => {
  const { clock, collector, done } = setUp(10);
  note(collector, 9);
  clock.advance(1);
  expect(done.collected).toBe(0);
  note(collector, 1);
  expect(done.collected).toBe(0);
  clock.advance(1);
  expect(done.collected).toBe(1);
  note(collector, 9);
  clock.advance(1);
  expect(done.collected).toBe(1);
});

test('Collector takes long texts for several pieces of work', () => {
  const { clock, collector, done } = setUp(10);
  collector.noteDone(9 * 65_536);
  clock.advance(1);
  expect(done.collected).toBe(1);
});

test('Collector collects what is let go a while later, all of it together', () => {
  const { clock, collector, done } = setUp(10);
  for (let count = 0; count < 3; count++) collector.noteLetGo();
  clock.advance(900);
  expect(done.swept).toBe(0);
  clock.advance(200);
  expect(done.swept).toBe(1);
  collector.noteLetGo();
  clock.advance(1100);
  expect(done.swept).toBe(2);
});

test('Collector sweeps once when a burst of work is over, and not for a little', () => {
  const { clock, collector, done } = setUp(1e9);
  note(collector, 19);
  clock.advance(60_000);
  expect(done.swept).toBe(0);
  for (let second = 0; second < 5; second++) {
    note(collector, 5);
    clock.advance(1000);
  }
  expect(done.swept).toBe(0);
  clock.advance(4000);
  expect(done.swept).toBe(1);
  clock.advance(60_000);
  expect([done.swept, clock.waiting]).toEqual([1, 0]);
});

test('Collector keeps the garbage of what is done from piling up', () => {
  const mostObjects = (every: number) => {
    const clock = new FakeClock();
    const collector = new Collector({ clock, every });
    fullGC();
    let most = 0;
    for (let piece = 0; piece < 5000; piece++) {
      Array.from({ length: 40 }, (_, at) => ({ at }));
      collector.noteDone(0);
      clock.advance(0);
      if (piece % 250 !== 249) continue;
      const { Object: objects = 0 } = heapStats().objectTypeCounts;
      most = Math.max(most, objects);
    }
    return most;
  };
  expect(mostObjects(500)).toBeLessThan(mostObjects(1e9) / 2);
});
