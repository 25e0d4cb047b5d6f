/** What stands for `node:test`: tests one after the other, in the order in which they are written. */
import assert from 'node:assert';
import { inspect } from 'node:util';

type Fn = (context: object) => unknown;
interface Suite {
  readonly name: string;
  readonly beforeEach: Fn[];
  readonly afterEach: Fn[];
  readonly after: Fn[];
  readonly parent: Suite | undefined;
}

const makeSuite = (name: string, parent: Suite | undefined): Suite => {
  return { name, beforeEach: [], afterEach: [], after: [], parent };
};

let suite = makeSuite('', undefined);
let queue: Promise<void> = Promise.resolve();
const failures: string[] = [];

const around = (from: Suite, which: 'beforeEach' | 'afterEach'): Fn[] =>
  from.parent ? [...around(from.parent, which), ...from[which]] : from[which];

async function attempt(name: string, fns: readonly Fn[], context: object): Promise<void> {
  try {
    for (const fn of fns) await call(fn, context);
  } catch (thrown) {
    failures.push(`${name}: ${inspect(thrown)}`);
  }
}

/** A test with two parameters ends when it calls the second. */
function call(fn: Fn, context: object): unknown {
  if (fn.length < 2) return fn(context);
  return new Promise((resolve, reject) => {
    const done = (error: unknown) => (error ? reject(error) : resolve(undefined));
    (fn as (context: object, done: unknown) => void)(context, done);
  });
}

function contextOf(name: string): object {
  const afterwards: Fn[] = [];
  return {
    name,
    assert,
    diagnostic() {},
    skip() {},
    plan() {},
    after: (fn: Fn) => afterwards.push(fn),
    afterwards,
    mock,
    async test(...args: unknown[]) {
      const [inner, fn] = nameAndFn(args);
      await attempt(`${name} > ${inner}`, [fn], contextOf(inner));
    },
  };
}

function nameAndFn(args: readonly unknown[]): [name: string, fn: Fn] {
  const fn = args.find((each) => typeof each === 'function') as Fn | undefined;
  const options = args.find((each) => typeof each === 'object' && each !== null);
  const name = typeof args[0] === 'string' ? args[0] : (fn?.name ?? '');
  const isSkipped = Boolean((options as { skip?: unknown } | undefined)?.skip);
  return [name, isSkipped || !fn ? () => {} : fn];
}

function addTest(...args: unknown[]): Promise<void> {
  const [name, fn] = nameAndFn(args);
  const around_ = suite;
  queue = queue.then(async () => {
    const context = contextOf(name);
    const fns = [...around(around_, 'beforeEach'), fn, ...around(around_, 'afterEach')];
    await attempt(name, fns, context);
    await attempt(name, (context as { afterwards: Fn[] }).afterwards, context);
  });
  return queue;
}

function addSuite(...args: unknown[]): void {
  const [name, fn] = nameAndFn(args);
  const outer = suite;
  const inner = makeSuite(name, outer);
  suite = inner;
  try {
    fn({});
  } finally {
    suite = outer;
  }
  queue = queue.then(() => attempt(name, inner.after, {}));
}

interface Call {
  readonly arguments: unknown[];
  readonly this: unknown;
  readonly result?: unknown;
}

function mockFn(implementation: (...args: unknown[]) => unknown = () => undefined) {
  const calls: Call[] = [];
  function mocked(this: unknown, ...args: unknown[]): unknown {
    const result = implementation.apply(this, args);
    calls.push({ arguments: args, this: this, result });
    return result;
  }
  return Object.assign(mocked, { mock: { calls, callCount: () => calls.length } });
}

const mock = {
  fn: mockFn,
  method(object: Record<string, (...args: unknown[]) => unknown>, name: string) {
    const mocked = mockFn(object[name]);
    object[name] = mocked;
    return mocked;
  },
  reset() {},
};

const nothing = () => {};
const withSkips = (fn: (...args: unknown[]) => unknown) =>
  Object.assign(fn, { skip: nothing, todo: nothing, only: fn });

const test = withSkips(addTest);
const describe = withSkips(addSuite);
/** Of the outermost ones the first is run at once, as the tests that follow would be after it. */
const hook = (which: 'beforeEach' | 'afterEach' | 'after') => (fn: Fn) => {
  suite[which].push(fn);
};

export const testModule: object = Object.assign(test, {
  test,
  it: test,
  describe,
  suite: describe,
  before(fn: Fn) {
    queue = queue.then(() => attempt('before', [fn], {}));
  },
  after: hook('after'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
  mock,
});

/** Waits for every test; gives what failed as text. */
export async function runTests(): Promise<string> {
  for (let before: unknown; before !== queue; ) {
    before = queue;
    await queue;
  }
  return failures.join('; ');
}
