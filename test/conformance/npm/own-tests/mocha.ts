/** What `papaparse` uses of `mocha`: globals. */
import { add, awaited, group } from './harness.ts';

type Run = (this: object, done?: (problem?: unknown) => void) => unknown;

const context = { timeout: () => {} };
const skip = () => {};
const it = (name: string, run: Run) => add(name, awaited(bindTo(run)));
const describe = (name: string, define: () => void) => group(name, define);

/** A function that is bound keeps how many arguments it takes. */
const bindTo = (run: Run) => run.bind(context) as (done?: (problem?: unknown) => void) => unknown;

Object.assign(globalThis, {
  it: Object.assign(it, { skip }),
  describe: Object.assign(describe, { skip }),
});
