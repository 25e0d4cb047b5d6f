/** Packages that bring their own tests are held to them inside of the guest. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installCorpora } from '../../support/corpora.ts';
import { type PackageTests, runPackageTests } from '../../support/package-tests.ts';
import { PROJECT_ROOT } from '../../support/ways.ts';

setDefaultTimeout(300_000);

const isInstalled = installCorpora();

const OWN_COPY = 'compares with a function of its own copy of lib/utils';
const REAL_TIME =
  'waits for a timer of the package, and time does not pass between two turns of a test';
const NO_FRAMES = 'looks at the frames of a stack as V8 writes them';
const NO_V8 = 'needs something of V8 or of vitest that replaces what is there';

const ZOD = 'node_modules/zod/src/v4/classic/tests';
/** Files of zod that cannot be run here, and why. */
const ZOD_FILES_LEFT_OUT: Readonly<Record<string, string>> = {
  'hash.test.ts': 'imports node:crypto in the midst of a test',
  'redos.test.ts': 'needs a checker of regular expressions that is no part of zod',
  'to-json-schema.test.ts': 'needs a validator of OpenAPI that is no part of zod',
};

interface Suite extends PackageTests {
  /** Fewest tests that there must be. */
  readonly fewest: number;
  /** Tests that fail here, and why. */
  readonly gaps: Readonly<Record<string, string>>;
}

const SUITES: Readonly<Record<string, Suite>> = {
  qs: {
    files: ['parse', 'stringify', 'utils'].map((name) => `node_modules/qs/test/${name}.js`),
    runner: 'tape',
    own: { '../': 'qs' },
    fewest: 400,
    gaps: {
      'parse() > does not crash when the global Object prototype is frozen':
        "expects V8's words for a write to what is read-only",
      'parse() > receives the default decoder as a second argument': OWN_COPY,
      'stringify() > receives the default encoder as a second argument': OWN_COPY,
    },
  },
  papaparse: {
    files: ['node_modules/papaparse/tests/test-cases.js'],
    runner: 'mocha',
    own: { '../papaparse.js': 'papaparse' },
    fewest: 250,
    gaps: {
      'Custom Tests > Duplicate values in a data row are not renamed after resume (Regression Test for Issue #998)':
        REAL_TIME,
      'Custom Tests > Empty trailing fields stay empty after resume (Regression Test for Issue #985)':
        REAL_TIME,
      'Browser Tests > When parsing synchronously inside a web-worker not owned by PapaParse we should not invoke postMessage':
        'there are no workers and no pages',
    },
  },
  zod: {
    files: readdirSync(join(PROJECT_ROOT, ZOD))
      .filter((name) => !Object.hasOwn(ZOD_FILES_LEFT_OUT, name))
      .map((name) => `${ZOD}/${name}`),
    runner: 'vitest',
    own: { zod: 'zod', 'zod/v4': 'zod' },
    fewest: 1400,
    gaps: {
      'big base64 and base64url': 'needs more memory than a snippet has',
      'codec transform error handling': "expects V8's words for what is no JSON",
      'vi.spyOn wraps a prototype method that was never read': NO_V8,
      'a finished parse pins nothing on the schema': NO_V8,
      'parse errors capture the caller stack frame': NO_FRAMES,
      'codec errors capture the caller stack frame': NO_FRAMES,
      'async errors that fail after suspending capture the caller stack frame': NO_FRAMES,
      'an error is a real Error, minus the captured frames': NO_FRAMES,
      'an engine without captureStackTrace keeps the frames on a thrown error': NO_FRAMES,
      'a realm that hardens Error after import degrades instead of throwing': NO_V8,
      'an engine with no stackTraceLimit is never written to': NO_V8,
      'safeParse builds the error on first read > reading the error releases the parsed input':
        NO_V8,
      'safeParse builds the error on first read > no reader frames leak into the error, however late it is read':
        NO_FRAMES,
      "safeParse builds the error on first read > a lazy build gives back the caller's stackTraceLimit, not the parse-time one":
        NO_FRAMES,
    },
  },
};

test.skipIf(!isInstalled).each(Object.keys(SUITES))(
  '%s passes its own tests, but for what is listed with a reason',
  async (name) => {
    const suite = SUITES[name];
    if (suite === undefined) throw new Error(`Cannot find the tests of '${name}'`);
    const outcomes = await runPackageTests(suite);
    const failed = outcomes.filter(([, problem]) => problem !== null);
    expect(outcomes.length).toBeGreaterThan(suite.fewest);
    expect(failed.filter(([each]) => !Object.hasOwn(suite.gaps, each))).toEqual([]);
    const names = new Set(failed.map(([each]) => each));
    expect(Object.keys(suite.gaps).filter((each) => !names.has(each))).toEqual([]);
  },
);
