/** Runs the tests that a package brings, inside of the guest, with the package as snippets have it. */
import { join } from 'node:path';
import type { BunPlugin, OnResolveResult } from 'bun';
import type { Outcome } from '../conformance/npm/own-tests/harness.ts';
import { corpusPath } from './corpora.ts';
import { makeSandbox, makeWorld, returnedBy, runSnippet, type TestSandbox } from './sandbox.ts';
import { PROJECT_ROOT } from './ways.ts';

const SHIMS = join(PROJECT_ROOT, 'test/conformance/npm/own-tests');
const TIMEOUT_MS = 60_000;

const PARTS = '#vitest-parts';
/** What stands for vitest: parts of it that need no runner. */
const VITEST_PARTS = `
  import * as chai from 'chai';
  import { JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from '@vitest/expect';
  import { format, plugins as all } from '@vitest/pretty-format';
  const expect = chai.expect;
  export const plugins = [all.AsymmetricMatcher];
  const parts = { expect, Assertion: chai.Assertion, util: undefined };
  export function useAll() {
    chai.use((_, util) => { parts.util = util; });
    for (const each of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(each);
    setState({ assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null, expectedAssertionsNumber: null, expectedAssertionsNumberErrorGen: null }, expect);
  }
  export { parts as chai, format };
`;

/** Modules that are written here, by their names. */
const MADE: Readonly<Record<string, string>> = {
  [PARTS]: VITEST_PARTS,
  tape: `module.exports = require('${SHIMS}/tape.ts').test;`,
  vitest: `export * from '${SHIMS}/vitest.ts';`,
  '@web-std/file': 'export const File = globalThis.File;',
  'node:v8': 'export default {};',
  'node:vm': 'export default {};',
  // Finds out by a write that strict code may not try, as all code of a snippet is.
  'has-override-mistake': 'module.exports = () => true;',
};

export interface PackageTests {
  /** Where the tests lie, below the project's folder. */
  readonly files: readonly string[];
  /** What stands for the runner that they were written for. */
  readonly runner: 'tape' | 'mocha' | 'vitest';
  /** What they require of the package itself, and the name by which a snippet has it. */
  readonly own: Readonly<Record<string, string>>;
}

export async function runPackageTests(tests: PackageTests): Promise<readonly Outcome[]> {
  const box = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
  const bundles = await Promise.all(tests.files.map((file) => bundle(file, tests)));
  return bundles.flatMap((text) => run(box, text));
}

function run(box: TestSandbox, text: string): readonly Outcome[] {
  const code = `const module = { exports: {} }; let exports = module.exports;\n${text}\nreturn await module.exports.runAll();`;
  const ran = runSnippet(box, code, { timeoutMs: TIMEOUT_MS });
  box.sandbox.become(box.image);
  return returnedBy(ran) as readonly Outcome[];
}

async function bundle(file: string, tests: PackageTests): Promise<string> {
  const built = await Bun.build({
    entrypoints: ['#tests'],
    plugins: [resolveFor(join(PROJECT_ROOT, file), tests)],
    target: 'browser',
    format: 'cjs',
    define: { 'process.env.NODE_ENV': '"test"' },
  });
  const [output] = built.outputs;
  if (!built.success || !output) {
    throw new AggregateError(built.logs, `Cannot bundle the tests of '${file}'`);
  }
  return await output.text();
}

function resolveFor(file: string, tests: PackageTests): BunPlugin {
  const entry = `import '${SHIMS}/${tests.runner}.ts'; require('${file}'); export { runAll } from '${SHIMS}/harness.ts';`;
  return {
    name: 'package-tests',
    setup(build) {
      build.onResolve({ filter: /^#/ }, ({ path }) => ({ path, namespace: 'made' }));
      build.onLoad({ filter: /./, namespace: 'made' }, ({ path }) => ({
        contents: MADE[path] ?? entry,
        loader: 'js',
      }));
      build.onResolve({ filter: /^[^/#]/ }, ({ path, importer }) => {
        const isOfTests = importer === file;
        const name = isOfTests ? tests.own[path] : undefined;
        if (name !== undefined) return { path: name, external: true };
        if (Object.hasOwn(MADE, path)) return { path, namespace: 'made' };
        return resolveTool(path, isOfTests || importer === PARTS);
      });
    },
  };
}

/** @param isDirect whether the tests themselves require it, and not one of their tools */
function resolveTool(path: string, isDirect: boolean): OnResolveResult | undefined {
  const bare = path.replace(/^node:/, '');
  if (bare !== path || (isDirect && GUESTS.has(bare))) return { path: bare, external: true };
  if (!isDirect || path.startsWith('.')) return undefined;
  return { path: Bun.resolveSync(path, corpusPath('.')) };
}

/** What the tests require besides, and a snippet has as well. */
const GUESTS: ReadonlySet<string> = new Set(['assert', 'iconv-lite', 'url', 'fs']);
