/** `assert.CallTracker`: functions that are counted. @see Node's lib/internal/assert/calltracker.js */
import { ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { validateUint32 } from '../validate.ts';
import { AssertionError, type AssertionPart } from './assertion-error.ts';

interface Call {
  readonly thisArg: unknown;
  readonly arguments: readonly unknown[];
}

type AnyFunction = (...args: unknown[]) => unknown;

class Tracked {
  #calls: Call[] = [];
  readonly #expected: number;
  readonly #name: string;
  // biome-ignore lint/suspicious/useErrorMessage: of it there is the stack alone
  readonly #stack = new Error();

  constructor(expected: number, name: string) {
    this.#expected = expected;
    this.#name = name;
  }

  add(thisArg: unknown, args: readonly unknown[]): void {
    this.#calls.push(Object.freeze({ thisArg, arguments: Object.freeze(args.slice()) }));
  }

  reset(): void {
    this.#calls = [];
  }

  get calls(): readonly Call[] {
    return Object.freeze(this.#calls.slice());
  }

  report(): AssertionPart[] {
    const { length } = this.#calls;
    if (length === this.#expected) return [];
    const message = `Expected the ${this.#name} function to be executed ${this.#expected} time(s) but was executed ${length} time(s).`;
    const stack = this.#stack;
    return [{ message, actual: length, expected: this.#expected, operator: this.#name, stack }];
  }
}

export class CallTracker {
  readonly #all: Tracked[] = [];
  readonly #byFunction = new WeakMap<object, Tracked>();

  #find(tracked: unknown): Tracked {
    const found = this.#byFunction.get(tracked as object);
    if (found) return found;
    throw new ERR_INVALID_ARG_VALUE('tracked', tracked, 'is not a tracked function');
  }

  calls(given?: unknown, times: unknown = 1): AnyFunction {
    const isCount = typeof given === 'number';
    const fn = (isCount || given === undefined ? Function.prototype : given) as AnyFunction;
    const expected = isCount ? given : times;
    validateUint32(expected, 'expected', true);
    const tracked = new Tracked(expected, fn.name || 'calls');
    const handler = {
      // Or whatever a snippet gave to all objects would be a trap.
      __proto__: null,
      apply(target: AnyFunction, self: unknown, args: unknown[]) {
        tracked.add(self, args);
        return Reflect.apply(target, self, args) as unknown;
      },
    };
    const proxy = new Proxy(fn, handler as ProxyHandler<AnyFunction>);
    this.#all.push(tracked);
    this.#byFunction.set(proxy, tracked);
    return proxy;
  }

  getCalls(tracked: unknown): readonly Call[] {
    return this.#find(tracked).calls;
  }

  reset(tracked?: unknown): void {
    for (const each of tracked === undefined ? this.#all : [this.#find(tracked)]) each.reset();
  }

  report(): AssertionPart[] {
    return this.#all.flatMap((each) => each.report());
  }

  verify(): void {
    const details = this.report();
    const [first] = details;
    if (first === undefined) return;
    const several = 'Functions were not called the expected number of times';
    throw new AssertionError({ message: details.length === 1 ? first.message : several, details });
  }
}
