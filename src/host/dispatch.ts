/**
 * Every call a guest makes of its host arrives here and goes to its capability. One session serves one
 * run; when it is disposed, whatever it has open ends, and what comes late finds nobody.
 */
import type { Clock } from '../base/clock.ts';
import type { HostSession, OpenSession } from '../sandbox/capability.ts';
import type { HostCallName, HostCalls } from '../wire/host-calls.ts';
import { ConsoleCapture } from './console.ts';
import { TimerSet } from './timers.ts';

type Handlers = { readonly [K in HostCallName]: (argument: HostCalls[K]) => void };

/** Opens the host's side of a run. */
export function createSessions(clock: Clock): OpenSession {
  return (deliver): HostSession => {
    const console = new ConsoleCapture();
    const timers = new TimerSet(clock, (event, lateMs) => deliver(JSON.stringify(event), lateMs));
    const handlers: Handlers = {
      'console.write': (line) => console.write(line),
      'timer.start': (timer) => timers.start(timer),
      'timer.clear': (timer) => timers.clear(timer),
    };
    return {
      call(name, argument) {
        if (!Object.hasOwn(handlers, name)) throw new Error(`Cannot answer host call '${name}'`);
        (handlers[name as HostCallName] as (argument: unknown) => void)(JSON.parse(argument));
      },
      get isWaiting() {
        return !timers.isEmpty;
      },
      logsJson: () => console.toJson(),
      [Symbol.dispose]: () => timers.clearAll(),
    };
  };
}
