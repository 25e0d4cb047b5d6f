/** Functions that know how often they must be called. */
import { inspect } from 'node:util';

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
interface Check {
  readonly name: string;
  readonly wanted: string;
  isMet(): boolean;
  calls: number;
}

const checks: Check[] = [];
const nothing: AnyFunction = () => {};

/** Without what a test may have given to all objects. */
const descriptorOf = (value: unknown) =>
  ({ __proto__: null, value, configurable: true }) as PropertyDescriptor;

function counted(given: unknown, times: unknown, isAtLeast: boolean): AnyFunction {
  const [fn, wanted] =
    typeof given === 'number' ? [nothing, given] : [given ?? nothing, times ?? 1];
  const check: Check = {
    name: (fn as AnyFunction).name || '<anonymous>',
    wanted: `${isAtLeast ? 'at least' : 'exactly'} ${wanted}`,
    isMet: () => (isAtLeast ? check.calls >= Number(wanted) : check.calls === wanted),
    calls: 0,
  };
  checks.push(check);
  function called(this: unknown, ...args: unknown[]): unknown {
    check.calls++;
    return (fn as AnyFunction).apply(this, args);
  }
  for (const key of ['name', 'length'] as const) {
    const value = (fn as AnyFunction)[key];
    Reflect.defineProperty(called, key, descriptorOf(value));
  }
  return called;
}

export const mustCall = (fn?: unknown, times?: number): AnyFunction => counted(fn, times, false);
export const mustCallAtLeast = (fn?: unknown, times?: number): AnyFunction =>
  counted(fn, times, true);

export function mustNotCall(message = 'function should not have been called'): AnyFunction {
  const refuse: AnyFunction = (...args) => {
    throw new Error(`${message}, called with ${inspect(args)}`);
  };
  Reflect.defineProperty(refuse, 'name', descriptorOf('mustNotCall'));
  return refuse;
}

/** What was called too seldom or too often, as text; empty where all is well. */
export function unmetChecks(): string {
  return checks
    .filter((each) => !each.isMet())
    .map(({ name, wanted, calls }) => `'${name}' was to be called ${wanted} times, was ${calls}`)
    .join('; ');
}
