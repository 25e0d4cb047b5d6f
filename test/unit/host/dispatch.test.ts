import { describe, expect, test } from 'bun:test';
import { MAX_TIMERS } from '../../../src/base/limits.ts';
import { createSessions } from '../../../src/host/dispatch.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function openOne() {
  const clock = new FakeClock();
  const events: string[] = [];
  const session = createSessions(clock)((eventText) => events.push(eventText));
  return { clock, events, session };
}
const line = (message: string) => JSON.stringify({ level: 'log', message });
const timer = (id: number, delayMs = 10, repeats = false) =>
  JSON.stringify({ id, delayMs, repeats });

describe('createSessions()', () => {
  test("a session keeps what its own run prints, and no other's", () => {
    const opened = createSessions(new FakeClock());
    const [one, two] = [opened(() => {}), opened(() => {})];
    one.call('console.write', line('first'));
    expect(one.logsJson()).toBe('[{"level":"log","message":"first"}]');
    expect(two.logsJson()).toBe('');
  });

  test('a session waits while a timer is open, and brings its event', () => {
    const { clock, events, session } = openOne();
    expect(session.isWaiting).toBe(false);
    session.call('timer.start', timer(4));
    expect(session.isWaiting).toBe(true);
    clock.advance(10);
    expect(events).toEqual(['{"event":"timer","id":4}']);
    expect(session.isWaiting).toBe(false);
  });

  test('a session brings nothing once it is disposed, and may be disposed twice', () => {
    const { clock, events, session } = openOne();
    session.call('timer.start', timer(1));
    session.call('timer.start', timer(2, 1, true));
    session[Symbol.dispose]();
    session[Symbol.dispose]();
    clock.advance(100);
    expect(events).toEqual([]);
    expect(session.isWaiting).toBe(false);
  });

  test.each(['', 'fetch', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'console'])(
    'a session has no call named %j',
    (name) => {
      expect(() => openOne().session.call(name, '{}')).toThrow(`Cannot answer host call '${name}'`);
    },
  );

  // `MAX_TIMERS` is written down and asked by nobody: a run holds as many as it has time to start.
  test('a session opens no more timers than one run may have', () => {
    const { session, clock, events } = openOne();
    try {
      for (let id = 1; id <= MAX_TIMERS * 3; id++) session.call('timer.start', timer(id));
    } catch {
      // To refuse by an error is as good.
    }
    clock.advance(10);
    expect(events.length).toBeLessThanOrEqual(MAX_TIMERS);
  });
});
