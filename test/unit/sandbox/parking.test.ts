import { beforeAll, describe, expect, test } from 'bun:test';
import { STOWAGE_BYTES } from '../../../src/base/limits.ts';
import type { Run } from '../../../src/sandbox/evaluate.ts';
import { type Housed, Parking } from '../../../src/sandbox/parking.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { Shelf } from '../../../src/sandbox/shelf.ts';
import { Stowage } from '../../../src/sandbox/stowage.ts';
import { createSharedBudget, createWorkerShared } from '../../../src/wire/shared.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { makeSandbox, makeWorld, type World } from '../../support/sandbox.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld({ disabledGlobals: [] });
});

/** Runs that wait for their turns, and two sandboxes for them. */
async function makeParking() {
  const clock = new FakeClock();
  const shared = createWorkerShared(1);
  const shelf = new Shelf({
    clock,
    shared,
    budget: createSharedBudget(0),
    keep: 2,
    create: () => Promise.reject(new Error('Cannot make one more')),
    onMade() {},
    onDropped() {},
    onBroken() {},
  });
  for (let i = 0; i < 2; i++) shelf.putBack((await makeSandbox({ world, clock })).sandbox, false);
  const charged: number[] = [];
  const parking = new Parking<Housed>({
    clock,
    shared,
    shelf,
    stowage: new Stowage(STOWAGE_BYTES),
    charge: ({ job }) => charged.push(job.sequence),
  });
  const moved: Sandbox[] = [];
  const park = (sequence: number): Housed => {
    const sandbox = parking.takeSandbox();
    if (!sandbox) throw new Error(`Cannot park run ${sequence}: there is no sandbox`);
    const run = { moveTo: (to: Sandbox) => moved.push(to), isSandboxBroken: false };
    const open: Housed = {
      job: { sequence },
      run: run as unknown as Run,
      sandbox,
      stowed: undefined,
      steps: [],
    };
    parking.add(open);
    return open;
  };
  const delay = (open: Housed) =>
    parking.delay(open, { lateMs: 0, sinceMs: 0, take: () => undefined });
  return { parking, park, delay, charged, moved };
}

describe('Parking', () => {
  test('Parking takes no sandbox away from a run that is about to go on', async () => {
    const { parking, park, delay, charged } = await makeParking();
    const [first, second, third] = [park(1), park(2), park(3)];
    expect(first.stowed).toBeDefined();
    for (const open of [first, second, third]) delay(open);
    expect(parking.takeSandbox()).toBeUndefined();
    // The oldest has none, and will have the first that gets free.
    expect(parking.tryWake()).toBe(second);
    parking.remove(second);
    parking.clear(second);
    expect(parking.tryWake()).toBe(first);
    expect(parking.tryWake()).toBe(third);
    expect(parking.tryWake()).toBeUndefined();
    expect(charged).toEqual([1, 1]);
  });

  test('Parking lets the oldest go on as soon as one that went before it waits again', async () => {
    const { parking, park, delay, moved } = await makeParking();
    const [first, second, third] = [park(1), park(2), park(3)];
    for (const open of [first, second, third]) delay(open);
    expect(parking.tryWake()).toBe(second);
    parking.remove(second);
    parking.add(second);
    delay(third);
    expect(parking.tryWake()).toBe(first);
    expect(first.sandbox).toBe(moved[0]);
    expect(second.stowed).toBeDefined();
    expect(third.sandbox).toBeDefined();
  });

  test('Parking takes the sandbox of the run that has waited longest, and charges it', async () => {
    const { parking, park, charged } = await makeParking();
    const [first, second, third, fourth] = [park(1), park(2), park(3), park(4)];
    const stowed = [first, second, third, fourth].map((open) => open.stowed !== undefined);
    expect(stowed).toEqual([true, true, false, false]);
    expect(charged).toEqual([1, 2]);
    expect(parking.house(first)).toBe(true);
    expect(third.stowed).toBeDefined();
    expect(charged).toEqual([1, 2, 3, 1]);
  });
});
