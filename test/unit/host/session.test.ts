import { describe, expect, test } from 'bun:test';
import { MAX_HOST_BYTES_OUT } from '../../../src/base/limits.ts';
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

  test('Session answers so many bytes and no more', () => {
    const { call } = makeSession();
    for (let sent = 0; sent + MIB <= MAX_HOST_BYTES_OUT; sent += MIB) {
      expect(call('mib')).toBeInstanceOf(Uint8Array);
    }
    expect(call('mib')).toStartWith(REFUSED);
  });
});
