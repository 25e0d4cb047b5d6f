/** What `zod` uses of `vitest`: its assertions are vitest's own. */
import { chai, format, plugins, useAll } from '#vitest-parts';
import { add, after, before, group } from './harness.ts';

type Expect = ((value: unknown) => object) & { readonly assertions: unknown };

useAll();
export const expect = chai.expect as Expect;
Object.assign(expect, { assertions: () => {} });

chai.util.addMethod(
  chai.Assertion.prototype,
  'toMatchInlineSnapshot',
  function toMatchInlineSnapshot(this: object, snapshot?: string) {
    compare(print(chai.util.flag(this, 'object')), snapshot);
  },
);
chai.util.addMethod(
  chai.Assertion.prototype,
  'toThrowErrorMatchingInlineSnapshot',
  function toThrowErrorMatchingInlineSnapshot(this: object, snapshot?: string) {
    const run = chai.util.flag(this, 'object') as () => unknown;
    try {
      run();
    } catch (thrown) {
      const { name, message } = thrown as Error;
      compare(`[${name}: ${message}]`, snapshot);
      return;
    }
    throw new Error('nothing was thrown');
  },
);

const print = (value: unknown): string =>
  format(value, {
    escapeString: false,
    escapeRegex: true,
    printFunctionName: false,
    printBasicPrototype: false,
    plugins,
  });

function compare(printed: string, snapshot = ''): void {
  const wanted = withoutIndentation(snapshot).trim();
  if (printed.trim() !== wanted) {
    throw new Error(`the snapshot differs: ${printed.slice(0, 120)}`);
  }
}

/** Written as deep as the code around it. */
function withoutIndentation(snapshot: string): string {
  const indentation = /^\n([ \t]+)/.exec(snapshot)?.[1] ?? '';
  const lines = snapshot.split('\n');
  return lines
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trim()))
    .join('\n');
}

type Run = (...given: unknown[]) => unknown;

function each(rows: readonly unknown[]) {
  return (name: string, run: Run) => {
    for (const [i, row] of rows.entries()) {
      add(`${name} ${i}`, () => (Array.isArray(row) ? run(...row) : run(row)));
    }
  };
}

const skip = () => {};
export const test = Object.assign((name: string, run: Run) => add(name, () => run()), {
  each,
  skip,
  todo: skip,
});
export const it = test;
export const describe = Object.assign(group, { skip });
export const beforeEach = (hook: () => unknown) => before.push(hook);
export const afterEach = (hook: () => unknown) => after.push(hook);
export const beforeAll = skip;
export const afterAll = skip;

/** Types are not looked at. */
export const expectTypeOf = (): unknown => anything;
export const assertType = skip;
const anything: unknown = new Proxy(() => anything, { get: () => anything });
export const vi = {
  fn: (run: Run = skip) => run,
};
