/** The guest's Node modules are held to Node's own test files, run inside of the guest. */
import { setDefaultTimeout } from 'bun:test';
import { holdToNodeTests } from '../../support/node-tests-held.ts';

setDefaultTimeout(120_000);

const NO_PROCESS_WARNINGS = 'expects a warning that only a process started with a flag gives';
const BINDINGS = "calls the C++ below Node's own modules";
const ENGINE_MEMORY = 'wants more memory than a snippet has';
const ENGINE_WORDS = "compares the engine's own words, which are not V8's";

await holdToNodeTests({
  buffer: {
    beginnings: ['test-buffer-', 'test-btoa', 'test-string-decoder', 'test-stringbytes-'],
    fewest: 45,
    gaps: {
      'test-buffer-alloc.js': ENGINE_WORDS,
      'test-buffer-constants.js': ENGINE_MEMORY,
      'test-buffer-constructor-deprecation-error.js': NO_PROCESS_WARNINGS,
      'test-buffer-fill.js': 'expects an error for a length that was made up',
      'test-buffer-indexof.js': 'makes an object of a method, which has no constructor here',
      'test-buffer-isascii.js': 'expects an error for what is detached',
      'test-buffer-isutf8.js': 'expects an error for what is detached',
      'test-buffer-pending-deprecation.js': NO_PROCESS_WARNINGS,
      'test-buffer-tostring-range.js': ENGINE_MEMORY,
      'test-buffer-tostring-rangeerror.js': ENGINE_MEMORY,
    },
    cuts: {
      'test-buffer-fill.js': [
        {
          from: '// Testing process.binding. Make sure "start"',
          to: '// Make sure "end" is properly checked, even',
          why: BINDINGS,
        },
        {
          from: '// Testing process.binding. Make sure "end"',
          to: "// Test that bypassing 'length'",
          why: BINDINGS,
        },
      ],
    },
    tooLong: ['test-stringbytes-external.js'],
  },
  querystring: { beginnings: ['test-querystring'], fewest: 4, gaps: {} },
});
