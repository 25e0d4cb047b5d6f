import { describe, expect, test } from 'bun:test';
import { MAX_TIMERS } from '../../../src/base/limits.ts';
import { createSessions } from '../../../src/host/dispatch.ts';
import type { GuestCall } from '../../../src/sandbox/capability.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { NOBODY, SERVER_CALLS } from '../../support/sandbox.ts';

/** A call as it comes from the guest. */
function guestCall(name: string, argument: string): GuestCall {
  return { name, argument, sizes: [], copyBytes: () => [], deadlineMs: 1000 };
}

function openOne() {
  const clock = new FakeClock();
  const events: string[] = [];
  const session = createSessions(
    clock,
    SERVER_CALLS,
  )({
    ...NOBODY,
    deliver: (eventText) => void events.push(eventText),
  });
  return { clock, events, session };
}
const line = (message: string) => JSON.stringify({ level: 'log', message });
const timer = (id: number, delayMs = 10, repeats = false) =>
  JSON.stringify({ id, delayMs, repeats });

describe('createSessions()', () => {
  test("a session keeps what its own run prints, and no other's", () => {
    const opened = createSessions(new FakeClock(), SERVER_CALLS);
    const [one, two] = [opened(NOBODY), opened(NOBODY)];
    one.call(guestCall('console.write', line('first')));
    expect(one.logsJson()).toBe('[{"level":"log","message":"first"}]');
    expect(two.logsJson()).toBe('');
  });

  test('a session waits while a timer is open, and brings its event', () => {
    const { clock, events, session } = openOne();
    expect(session.isWaiting).toBe(false);
    session.call(guestCall('timer.start', timer(4)));
    expect(session.isWaiting).toBe(true);
    clock.advance(10);
    expect(events).toEqual(['{"event":"timer","id":4}']);
    expect(session.isWaiting).toBe(false);
  });

  test('a session brings nothing once it is disposed, and may be disposed twice', () => {
    const { clock, events, session } = openOne();
    session.call(guestCall('timer.start', timer(1)));
    session.call(guestCall('timer.start', timer(2, 1, true)));
    session[Symbol.dispose]();
    session[Symbol.dispose]();
    clock.advance(100);
    expect(events).toEqual([]);
    expect(session.isWaiting).toBe(false);
  });

  test.each(['', 'fetch', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'console'])(
    'a session has no call named %j',
    (name) => {
      expect(() => openOne().session.call(guestCall(name, '{}'))).toThrow(
        `Cannot answer host call '${name}'`,
      );
    },
  );

  test.each([
    ['console.write', '{"level":"trace","message":""}'],
    ['console.write', '{"level":"log","message":1}'],
    ['console.write', '{}'],
    ['console.write', 'null'],
    ['console.write', '"text"'],
    ['console.write', '{"__proto__":{"level":"log","message":"m"}}'],
    ['timer.start', '{"id":1,"delayMs":"1","repeats":false}'],
    ['timer.start', '{"id":1,"delayMs":1e99,"repeats":false}'],
    ['timer.start', '{"id":-1,"delayMs":1,"repeats":false}'],
    ['timer.clear', '{"id":{"valueOf":1}}'],
  ])('a session refuses %s with %s', (name, argument) => {
    const { session } = openOne();
    expect(session.call(guestCall(name, argument))).toStartWith('!{"name":"TypeError"');
    expect([session.isWaiting, session.logsJson()]).toEqual([false, '']);
  });

  // `MAX_TIMERS` is written down and asked by nobody: a run holds as many as it has time to start.
  test('a session opens no more timers than one run may have', () => {
    const { session, clock, events } = openOne();
    try {
      for (let id = 1; id <= MAX_TIMERS * 3; id++)
        session.call(guestCall('timer.start', timer(id)));
    } catch {
      // To refuse by an error is as good.
    }
    clock.advance(10);
    expect(events.length).toBeLessThanOrEqual(MAX_TIMERS);
  });
});
