import { describe, expect, test } from 'bun:test';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { Shelf } from '../../../src/sandbox/shelf.ts';
import { createSharedBudget, createWorkerShared, readCounter } from '../../../src/wire/shared.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** What the shelf asks of a sandbox. */
class Box {
  isOutgrown = false;
  resets = 0;
  reset(): void {
    this.resets++;
  }
}

function makeShelf({ budget: total = 3, keep = 2, keepAWhile = 2, fails = false } = {}) {
  const shared = createWorkerShared(1);
  const budget = createSharedBudget(total);
  const made: Box[] = [];
  const events: string[] = [];
  const clock = new FakeClock();
  /** How many the host has room for. */
  const host = { room: fails ? 0 : 100 };
  const shelf = new Shelf({
    clock,
    budget,
    shared,
    keep,
    keepAWhile,
    create: async () => {
      if (made.length >= host.room) throw new Error('no memory');
      const box = new Box();
      made.push(box);
      return box as unknown as Sandbox;
    },
    onMade: () => events.push('made'),
    onDropped: () => events.push('dropped'),
    onBroken: () => events.push('broken'),
  });
  const counts = () => ({
    sandboxes: readCounter(shared, 'sandboxes'),
    replaced: readCounter(shared, 'replaced'),
    left: budget.left,
  });
  return { shelf, made, events, counts, clock, host };
}

/** Lets promises settle. */
const settle = () => Bun.sleep(0);

async function take(shelf: Shelf): Promise<Sandbox & Box> {
  const found = shelf.tryTake();
  if (found) return found as Sandbox & Box;
  await settle();
  const made = shelf.tryTake();
  if (!made) throw new Error('Cannot take a sandbox: none was made');
  return made as Sandbox & Box;
}

describe('Shelf', () => {
  test('Shelf keeps what a burst has left for a while, and then no more than it should', async () => {
    const { shelf, clock, counts, events } = makeShelf({ budget: 5, keep: 1, keepAWhile: 3 });
    const taken = [];
    for (let i = 0; i < 4; i++) taken.push(await take(shelf));
    for (const sandbox of taken) shelf.putBack(sandbox, false);
    await settle();
    expect(counts()).toEqual({ sandboxes: 3, replaced: 0, left: 2 });
    clock.advance(5000);
    expect(counts()).toEqual({ sandboxes: 1, replaced: 0, left: 4 });
    expect(events.filter((event) => event === 'dropped')).toHaveLength(2);
    expect(shelf.hasIdle).toBe(true);
  });

  test('Shelf makes a sandbox when one is wanted, one at a time, and says when it is there', async () => {
    const { shelf, events, counts } = makeShelf();
    expect(shelf.tryTake()).toBeUndefined();
    expect(shelf.tryTake()).toBeUndefined();
    expect(counts()).toEqual({ sandboxes: 1, replaced: 0, left: 2 });
    await settle();
    expect(events).toEqual(['made']);
    expect(shelf.tryTake()).toBeDefined();
  });

  test('Shelf makes one ahead when it is warmed, and no more', async () => {
    const { shelf, made } = makeShelf();
    shelf.warm();
    shelf.warm();
    await settle();
    shelf.warm();
    expect(made).toHaveLength(1);
  });

  test('Shelf cleans what it takes back and gives it again', async () => {
    const { shelf, made } = makeShelf();
    const box = await take(shelf);
    shelf.putBack(box, false);
    expect(box.resets).toBe(1);
    expect(shelf.tryTake()).toBe(box);
    expect(made).toHaveLength(1);
  });

  test.each(['broken', 'outgrown'])('Shelf replaces a %s sandbox', async (why) => {
    const { shelf, made, events, counts } = makeShelf();
    const box = await take(shelf);
    box.isOutgrown = why === 'outgrown';
    shelf.putBack(box, why === 'broken');
    expect(box.resets).toBe(0);
    await settle();
    expect(events).toEqual(['made', 'dropped', 'made']);
    expect(made).toHaveLength(2);
    expect(counts()).toEqual({ sandboxes: 1, replaced: 1, left: 2 });
    expect(shelf.tryTake()).not.toBe(box);
  });

  test('Shelf keeps as many idle as it may and gives the rest of the budget back', async () => {
    const { shelf, counts, events } = makeShelf({ budget: 3, keep: 2 });
    const boxes = [await take(shelf), await take(shelf), await take(shelf)];
    expect(counts().left).toBe(0);
    for (const box of boxes) shelf.putBack(box, false);
    expect(counts()).toEqual({ sandboxes: 2, replaced: 0, left: 1 });
    expect(events.filter((event) => event === 'dropped')).toHaveLength(1);
  });

  test('Shelf makes none beyond the budget', async () => {
    const { shelf, made } = makeShelf({ budget: 1 });
    await take(shelf);
    expect(shelf.tryTake()).toBeUndefined();
    await settle();
    expect(shelf.tryTake()).toBeUndefined();
    expect(made).toHaveLength(1);
  });

  test('Shelf tells when a sandbox cannot be made', async () => {
    const { shelf, events } = makeShelf({ fails: true });
    shelf.tryTake();
    await settle();
    expect(events).toEqual(['broken']);
  });

  test('Shelf goes on with those it has when the host has no room for one more', async () => {
    const { shelf, made, events, counts, clock, host } = makeShelf();
    host.room = 1;
    const first = await take(shelf);
    expect(shelf.tryTake()).toBeUndefined();
    await settle();
    expect(events).toEqual(['made', 'dropped']);
    expect(counts()).toEqual({ sandboxes: 1, replaced: 0, left: 2 });
    // It asks the host no more for a while, and serves with what it has.
    host.room = 2;
    shelf.putBack(first, false);
    expect(shelf.tryTake()).toBe(first);
    expect(shelf.tryTake()).toBeUndefined();
    await settle();
    expect(made).toHaveLength(1);
    clock.advance(1500);
    expect(events).toEqual(['made', 'dropped', 'made']);
    await take(shelf);
    expect(made).toHaveLength(2);
    expect(counts()).toEqual({ sandboxes: 2, replaced: 0, left: 1 });
  });
});
