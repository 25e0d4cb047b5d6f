import { describe, test } from 'bun:test';
import { fileURLToPath } from 'node:url';

/** How a server under test runs: in this process without a port, as `bun src/main.ts`, or as the executable. */
export type Way = 'in-process' | 'source' | 'binary';
export type ProcessWay = Exclude<Way, 'in-process'>;

export const WAYS: readonly Way[] = ['in-process', 'source', 'binary'];
export const PROCESS_WAYS: readonly ProcessWay[] = ['source', 'binary'];

export const PROJECT_ROOT: string = fileURLToPath(new URL('../../', import.meta.url));

/** The executable under test, an absolute path. */
export const BINARY_PATH: string =
  Bun.env['FLOW_CODEBLOCK_BINARY'] ?? `${PROJECT_ROOT}dist/flow-codeblock`;

const hasBinary = await Bun.file(BINARY_PATH).exists();
// A machine that gates a change must not pass for want of a build: there the tests run, and fail.
const skipsBinary = !hasBinary && !Bun.env['CI'];
if (skipsBinary) {
  console.warn(
    `No executable at ${BINARY_PATH}: its tests are skipped; run \`bun run build\` first`,
  );
}

/** Declares one suite once for each way that can run here. */
export function describeWays<W extends Way>(
  name: string,
  ways: readonly W[],
  suite: (how: W) => void,
): void {
  for (const how of ways) {
    if (how === 'binary' && skipsBinary) test.skip(`${name} (${how})`, () => {});
    else describe(`${name} (${how})`, () => suite(how));
  }
}
