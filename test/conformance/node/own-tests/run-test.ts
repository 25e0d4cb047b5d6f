/** Runs one of Node's test files inside of a snippet, and tells what became of it. */
import process from 'node:process';
import { mustCall, unmetChecks } from './call-checks.ts';
import { common, unmetWarnings } from './common.ts';
import { fixtures, fs, readFixtureText, setFixtures } from './fixtures.ts';
import { internals } from './internals.ts';
import { LeftOut, lacking } from './leave-out.ts';
import { runTests, testModule } from './test-runner.ts';
import { IDLE_MS, TO_HOST } from './to-host.ts';

export type Outcome =
  | { readonly is: 'passed' }
  | { readonly is: 'failed'; readonly why: string }
  | { readonly is: 'left out'; readonly why: string };

type Require = (name: string) => unknown;
type TestFile = (
  exports: object,
  require: Require,
  module: { exports: object },
  filename: string,
  dirname: string,
  watch: (value: unknown) => unknown,
) => unknown;

export interface TestInput {
  readonly name: string;
  readonly fixtures: Readonly<Record<string, string>>;
}

const DIRECTORY = '/node/test/parallel';

const STAND_INS: Readonly<Record<string, unknown>> = {
  ...internals,
  '../common': common,
  '../common/index.mjs': common,
  '../common/fixtures': fixtures,
  '../common/fixtures.mjs': fixtures,
  '../common/countdown': class Countdown {
    #left: number;
    readonly #done: () => void;

    constructor(left: number, done: () => void) {
      this.#left = left;
      this.#done = mustCall(done) as () => void;
    }

    dec(): number {
      if (--this.#left === 0) this.#done();
      return this.#left;
    }

    get remaining(): number {
      return this.#left;
    }
  },
  '../common/tmpdir': { refresh() {}, path: '/tmp' },
  fs,
  test: testModule,
  // There is one realm: a value of another is like one of this.
  vm: {
    runInNewContext: (code: string, context: object = {}) =>
      new Function(...Object.keys(context), `return eval(${JSON.stringify(code)})`)(
        ...Object.values(context),
      ),
  },
};

/** As they are before a test has changed them. */
const { setTimeout: startTimer } = globalThis;

const whenIdle = (): Promise<void> => new Promise((resolve) => startTimer(resolve, IDLE_MS));

/** Tells the host which timers hold up nobody. */
function watchTimers(): void {
  for (const made of [setTimeout(() => {}, 0), setImmediate(() => {})]) {
    const prototype = Object.getPrototypeOf(made) as Record<string, () => unknown>;
    for (const name of ['ref', 'unref']) {
      const method = prototype[name] as () => unknown;
      Object.defineProperty(prototype, name, {
        configurable: true,
        writable: true,
        value: {
          [name](this: object) {
            const id = Symbol.toPrimitive in this ? Number(this) : 'last';
            console.debug(`${TO_HOST}${name} ${id}`);
            return Reflect.apply(method, this, []);
          },
        }[name],
      });
    }
    Reflect.apply(prototype['close'] ?? clearImmediate, made, [made]);
  }
}

export async function runNodeTest(
  file: TestFile,
  guestRequire: Require,
  input: TestInput,
): Promise<Outcome> {
  watchTimers();
  // Some tests ask how their Node was built.
  Reflect.set(process, 'config', { variables: {} });
  setFixtures(input.fixtures);
  let fail: (thrown: unknown) => void = () => {};
  const failing = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const watch = (value: unknown): unknown => {
    if (value instanceof Promise) value.then(undefined, fail);
    return value;
  };
  const body = async () => {
    const module = { exports: {} };
    const requires = requireFor(guestRequire);
    const filename = `${DIRECTORY}/${input.name}`;
    await file.call(module.exports, module.exports, requires, module, filename, DIRECTORY, watch);
    const problem = await runTests();
    if (problem !== '') throw new Error(problem);
    await whenIdle();
    process.emit('beforeExit', 0);
    await whenIdle();
    process.emit('exit', 0);
    const unmet = [unmetChecks(), unmetWarnings()].filter((each) => each !== '').join('; ');
    if (unmet !== '') throw new Error(unmet);
  };
  try {
    await Promise.race([body(), failing]);
    return { is: 'passed' };
  } catch (thrown) {
    return thrown instanceof LeftOut
      ? { is: 'left out', why: thrown.message }
      : { is: 'failed', why: textOf(thrown) };
  }
}

function textOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `threw ${String(thrown)}`;
  const frames = String(thrown.stack)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return `${thrown.name}: ${thrown.message}\n${frames.slice(0, 6).join('\n')}`;
}

const FIXTURE = /^\/node\/test\/fixtures\/|^\.\.\/fixtures\//;
/** What Node's tests share, and is taken as it is. */
const HELPERS = ['../common/crypto'];

function requireFor(guestRequire: Require): Require {
  return function require(name) {
    const bare = name.replace(/^node:/, '');
    if (Object.hasOwn(STAND_INS, bare)) return STAND_INS[bare];
    return requireOfTests(name, require) ?? requireOfGuest(name, guestRequire);
  };
}

/** What lies beside the tests; undefined for a module. */
function requireOfTests(name: string, requires: Require): unknown {
  if (FIXTURE.test(name)) return requireFixture(name);
  if (HELPERS.includes(name)) return requireHelper(`${name.slice(3)}.js`, requires);
  return name.startsWith('.') ? lacking(name) : undefined;
}

function requireOfGuest(name: string, guestRequire: Require): unknown {
  if (/^(node:)?internal\//.test(name)) return lacking(name);
  try {
    return guestRequire(name);
  } catch (thrown) {
    if ((thrown as Error).name === 'SecurityError') return lacking(name);
    throw thrown;
  }
}

function requireHelper(path: string, requires: Require): object {
  const module = { exports: {} };
  const text = readFixtureText(`/node/test/fixtures/${path}`);
  new Function('module', 'exports', 'require', text)(module, module.exports, requires);
  return module.exports;
}

/** A fixture that is data as code: a module without any of its own. */
function requireFixture(name: string): unknown {
  const path = `/node/test/${name.replace(/^\/node\/test\/|^\.\.\//, '')}`;
  const text = readFixtureText(
    path.endsWith('.json') || path.endsWith('.js') ? path : `${path}.js`,
  );
  if (path.endsWith('.json')) return JSON.parse(text);
  const module = { exports: {} };
  new Function('module', 'exports', text)(module, module.exports);
  return module.exports;
}
