/** Makes tests of groups of Node's own test files: each passes, cannot be run in a snippet, or is a gap with a reason. */
import { expect, test } from 'bun:test';
import type { Outcome } from '../conformance/node/own-tests/run-test.ts';
import { fetchNodeTests, nodeTestsNamed } from './node-sources.ts';
import type { Cut } from './node-test-text.ts';
import { makeNodeTests, type NodeTests } from './node-tests.ts';

export interface NodeTestGroup {
  /** How the files' names begin. */
  readonly beginnings: readonly string[];
  /** Fewest files that must pass. */
  readonly fewest: number;
  /** Files that fail, and why. */
  readonly gaps: Readonly<Record<string, string>>;
  /** Parts of files that are not run; the rest is. */
  readonly cuts?: Readonly<Record<string, readonly Cut[]>>;
  /** Files that are not run, and why. */
  readonly notRun?: Readonly<Record<string, string>>;
}

export async function holdToNodeTests(
  groups: Readonly<Record<string, NodeTestGroup>>,
): Promise<void> {
  const tests = await fetchNodeTests();
  let runner: Promise<NodeTests> | undefined;
  test.skipIf(tests === undefined).each(Object.keys(groups))(
    "%s passes Node's own tests, but for what is listed with a reason",
    async (name) => {
      runner ??= makeNodeTests(tests ?? '');
      await hold(groups[name] as NodeTestGroup, tests ?? '', await runner);
    },
  );
}

async function hold(group: NodeTestGroup, tests: string, runner: NodeTests): Promise<void> {
  const failed: Record<string, string> = {};
  let passed = 0;
  for (const file of nodeTestsNamed(tests, group.beginnings)) {
    if (Object.hasOwn(group.notRun ?? {}, file)) continue;
    const outcome: Outcome = await runner.run(file, group.cuts?.[file]);
    if (outcome.is === 'failed') failed[file] = outcome.why;
    if (outcome.is === 'passed') passed++;
  }
  const unlisted = Object.entries(failed).filter(([file]) => !Object.hasOwn(group.gaps, file));
  expect(unlisted).toEqual([]);
  expect(Object.keys(group.gaps).filter((file) => failed[file] === undefined)).toEqual([]);
  expect(passed).toBeGreaterThanOrEqual(group.fewest);
}
