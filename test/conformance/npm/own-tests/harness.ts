/** Collects the tests of a package inside of the guest, and runs them one after the other. */

interface Case {
  readonly name: string;
  readonly run: () => unknown;
}

/** The name of a test, and what was wrong; null when nothing was. */
export type Outcome = readonly [name: string, problem: string | null];

const LONGEST_PROBLEM = 300;
/** How many turns a test may take, and after how many the next timer is due: real time does not pass for it. */
const MOST_TURNS = 20_000;
const TURNS_TO_TIMER = 50;

interface Timer {
  readonly dueMs: number;
  readonly call: () => void;
}

let nowMs = 0;
let timers: Timer[] = [];
Object.assign(globalThis, {
  setTimeout: (call: () => void, ms = 0) => {
    timers.push({ dueMs: nowMs + ms, call });
  },
});

const cases: Case[] = [];
const path: string[] = [];

export function add(name: string, run: () => unknown): void {
  cases.push({ name: [...path, name].join(' > '), run });
}

/** Called before each test and after it, in whichever group they are named. */
export const before: (() => unknown)[] = [];
export const after: (() => unknown)[] = [];

/** Puts a name before those of the tests that are added meanwhile. */
export function group(name: string, define: () => void): void {
  path.push(name);
  define();
  path.pop();
}

export async function runAll(): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, run } of cases) {
    try {
      await settled(runWithHooks(run));
      outcomes.push([name, null]);
    } catch (thrown) {
      outcomes.push([name, String(thrown).slice(0, LONGEST_PROBLEM)]);
    }
  }
  return outcomes;
}

async function runWithHooks(run: () => unknown): Promise<void> {
  for (const each of before) each();
  try {
    await run();
  } finally {
    for (const each of after) each();
  }
}

async function settled(ending: unknown): Promise<void> {
  let isOver = false;
  const over = Promise.resolve(ending).finally(() => {
    isOver = true;
  });
  for (let turn = 1; turn < MOST_TURNS && !isOver; turn++) {
    await Promise.race([over, null]);
    if (turn % TURNS_TO_TIMER === 0) callNextTimer();
  }
  if (!isOver) throw new Error('it never ends');
  await over;
}

function callNextTimer(): void {
  const next = timers.toSorted((a, b) => a.dueMs - b.dueMs)[0];
  if (next === undefined) return;
  timers = timers.filter((each) => each !== next);
  nowMs = next.dueMs;
  next.call();
}

/** Has a function that takes a callback be waited for. */
export function awaited(run: (done?: (problem?: unknown) => void) => unknown): () => unknown {
  if (run.length === 0) return () => run();
  return () =>
    new Promise<void>((resolve, reject) => {
      run((problem) => (problem ? reject(problem) : resolve()));
    });
}
