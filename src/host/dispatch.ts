/**
 * Every call a guest makes of its host arrives here and goes to its capability, within the run's
 * budget.
 */
import type { Clock } from '../base/clock.ts';
import type { OpenSession } from '../sandbox/capability.ts';
import type { ModuleText } from '../wire/host-calls.ts';
import { BYTES_CALLS } from './bytes.ts';
import { COMPRESSION_LATER_CALLS } from './compression.ts';
import { CONSOLE_CALLS } from './console.ts';
import { CRYPTO_CALLS, CRYPTO_LATER_CALLS } from './crypto/calls.ts';
import type { Handlers, LaterHandlers } from './host-run.ts';
import { INTL_CALLS } from './intl/calls.ts';
import { moduleCalls } from './modules.ts';
import { networkCalls } from './net/calls.ts';
import type { NetworkHost } from './net/network-host.ts';
import { type Calls, Session } from './session.ts';
import { TEXT_CALLS } from './text.ts';
import { TIMER_CALLS } from './timers.ts';
import { URL_CALLS } from './url.ts';

/** Those whose capability bounds what a run may do with them, and that cost next to nothing. */
const OFF_BUDGET: readonly (keyof Handlers)[] = [
  'console.write',
  'timer.start',
  'timer.clear',
  'bytes.of',
  'bytes.count',
  'bytes.text',
];

/** @param tryRead the code of a module; see `ModuleTexts` */
export function createCalls(
  tryRead: (name: string) => ModuleText | undefined,
  networkHost: NetworkHost,
): Calls {
  const network = networkCalls(networkHost);
  const handlers: Handlers = {
    ...CONSOLE_CALLS,
    ...TIMER_CALLS,
    ...CRYPTO_CALLS,
    ...URL_CALLS,
    ...TEXT_CALLS,
    ...BYTES_CALLS,
    ...INTL_CALLS,
    ...moduleCalls(tryRead),
    ...network.now,
  };
  const later: LaterHandlers = {
    ...COMPRESSION_LATER_CALLS,
    ...CRYPTO_LATER_CALLS,
    ...network.later,
  };
  return {
    now: new Map(Object.entries(handlers)) as Calls['now'],
    later: new Map(Object.entries(later)) as Calls['later'],
    offBudget: new Set(OFF_BUDGET),
  };
}

/** Opens the host's side of a run. */
export function createSessions(clock: Clock, calls: Calls): OpenSession {
  return (run) => new Session(clock, calls, run);
}
