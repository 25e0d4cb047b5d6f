import { describe, expect, test } from 'bun:test';
import { MAX_AT_ONCE_MS, MAX_HOST_BYTES_OUT } from '../../../src/base/limits.ts';
import { type Calls, Session } from '../../../src/host/session.ts';
import type { GuestCall } from '../../../src/sandbox/capability.ts';
import { OPERATION, REFUSED } from '../../../src/wire/host-calls.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const MIB = 1024 * 1024;

function makeSession() {
  const delivered: string[] = [];
  const signals: AbortSignal[] = [];
  const calls: Calls = {
    now: new Map([['mib', () => new Uint8Array(MIB)]]),
    later: new Map([
      [
        'wait',
        (_claim, _bytes, run) => {
          signals.push(run.signal);
          return new Promise((resolve) => {
            run.signal.addEventListener('abort', () => resolve('too late'));
          });
        },
      ],
    ]),
    offBudget: new Set(),
  };
  const session = new Session(new FakeClock(), calls, {
    deliver: (text) => delivered.push(text),
    fail: (thrown) => {
      throw thrown;
    },
  });
  const call = (name: string) => {
    const made: GuestCall = {
      name,
      argument: '{}',
      sizes: [],
      copyBytes: () => [],
      deadlineMs: 1000,
    };
    return session.call(made);
  };
  return { session, call, delivered, signals };
}

describe('Session', () => {
  test('Session tells what it does for a run that the run has ended, and brings nothing after that', async () => {
    const { session, call, delivered, signals } = makeSession();
    call(`wait${OPERATION}1`);
    expect([session.isWaiting, signals[0]?.aborted]).toEqual([true, false]);
    session[Symbol.dispose]();
    expect([session.isWaiting, signals[0]?.aborted]).toEqual([false, true]);
    await Bun.sleep(0);
    session.deliver('{}', 0);
    expect(delivered).toEqual([]);
  });

  // The whole worker waits for what is answered at once.
  test('Session gives a call that is answered at once little time, however far the deadline is', () => {
    const left: number[] = [];
    const calls: Calls = {
      now: new Map([['look', (_claim, _bytes, run) => void left.push(run.remainingMs())]]),
      later: new Map([
        [
          'look',
          (_claim, _bytes, run) => {
            left.push(run.remainingMs());
            return Promise.resolve(undefined);
          },
        ],
      ]),
      offBudget: new Set(),
    };
    const session = new Session(new FakeClock(), calls, { deliver() {}, fail() {} });
    const ask = (name: string, deadlineMs: number) =>
      session.call({ name, argument: '{}', sizes: [], copyBytes: () => [], deadlineMs });
    ask('look', 1000);
    ask('look', 60_000);
    ask(`look${OPERATION}1`, 60_000);
    expect(left).toEqual([1000, MAX_AT_ONCE_MS, 60_000]);
  });

  test('Session answers so many bytes and no more', () => {
    const { call } = makeSession();
    for (let sent = 0; sent + MIB <= MAX_HOST_BYTES_OUT; sent += MIB) {
      expect(call('mib')).toBeInstanceOf(Uint8Array);
    }
    expect(call('mib')).toStartWith(REFUSED);
  });
});
