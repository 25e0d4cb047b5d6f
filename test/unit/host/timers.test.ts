import { describe, expect, test } from 'bun:test';
import { TimerSet } from '../../../src/host/timers.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function makeTimers(onEvent: (id: number, timers: TimerSet) => void = () => {}) {
  const clock = new FakeClock();
  const fired: (readonly [id: number, atMs: number, lateMs: number])[] = [];
  const timers: TimerSet = new TimerSet(clock, (event, lateMs) => {
    if (event.event !== 'timer') throw new Error('Cannot use the event: a timer was wanted');
    const { id } = event;
    fired.push([id, clock.nowMs(), lateMs]);
    onEvent(id, timers);
  });
  return { clock, timers, fired };
}

describe('TimerSet', () => {
  test('TimerSet fires each timer once, when it is due, in order', () => {
    const { clock, timers, fired } = makeTimers();
    timers.start({ id: 1, delayMs: 20, repeats: false });
    timers.start({ id: 2, delayMs: 10, repeats: false });
    timers.start({ id: 3, delayMs: 10, repeats: false });
    expect(timers.isWaiting).toBe(true);
    clock.advance(100);
    expect(fired).toEqual([
      [2, 10, 0],
      [3, 10, 0],
      [1, 20, 0],
    ]);
    expect(timers.isWaiting).toBe(false);
  });

  test('TimerSet fires an interval again and again until it is cleared', () => {
    const { clock, timers, fired } = makeTimers();
    timers.start({ id: 1, delayMs: 10, repeats: true });
    clock.advance(35);
    expect(fired.map(([, atMs]) => atMs)).toEqual([10, 20, 30]);
    timers.clear(1);
    clock.advance(100);
    expect(fired).toHaveLength(3);
    expect(timers.isWaiting).toBe(false);
  });

  test('TimerSet fires nothing that was cleared', () => {
    const { clock, timers, fired } = makeTimers();
    timers.start({ id: 1, delayMs: 10, repeats: false });
    timers.start({ id: 2, delayMs: 10, repeats: false });
    timers.clear(1);
    timers.clear(1);
    timers.clear(99);
    clock.advance(100);
    expect(fired.map(([id]) => id)).toEqual([2]);
  });

  test('TimerSet fires nothing once all were cleared, also when a timer itself did it', () => {
    const { clock, timers, fired } = makeTimers((_, all) => all[Symbol.dispose]());
    for (let id = 1; id <= 5; id++) timers.start({ id, delayMs: 10, repeats: true });
    clock.advance(100);
    expect(fired).toHaveLength(1);
    expect(timers.isWaiting).toBe(false);
    timers[Symbol.dispose]();
  });

  test('TimerSet tells how late an event is', () => {
    const clock = new FakeClock();
    const late: number[] = [];
    // A thread that was held for 7 ms when the timer became due.
    const held = { ...bind(clock), after: (ms: number, fn: () => void) => clock.after(ms + 7, fn) };
    const timers = new TimerSet(held, (_, lateMs) => late.push(lateMs));
    timers.start({ id: 1, delayMs: 10, repeats: false });
    clock.advance(100);
    expect(late).toEqual([7]);
  });
});

function bind(clock: FakeClock) {
  return {
    nowMs: () => clock.nowMs(),
    soon: (fn: () => void) => clock.soon(fn),
    after: (ms: number, fn: () => void) => clock.after(ms, fn),
  };
}
