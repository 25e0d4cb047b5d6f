/** The guest's Node modules are held to Node's own test files, run inside of the guest. */
import { setDefaultTimeout } from 'bun:test';
import { holdToNodeTests } from '../../support/node-tests-held.ts';

setDefaultTimeout(120_000);

const NO_PROCESS_WARNINGS = 'expects a warning that only a process started with a flag gives';
const BINDINGS = "calls the C++ below Node's own modules";
const ENGINE_MEMORY = 'wants more memory than a snippet has';
const LATER_NODE = 'Node 20.20 gives what leads to devices in another way';
const LEGACY_TIMERS =
  'calls what Node 20 calls deprecated and has no documents of: enroll, active and the like';
const NO_UNCAUGHT = 'goes on after an error that nobody caught: here it ends the run';
const NO_SOURCE = 'shows the line of the source, which a snippet cannot look at';
const NO_OBJECT_URLS = 'there are no URLs of blobs';
const NO_CHANNELS = 'needs MessageChannel';
const NO_LOOK_INSIDE =
  'shows what only V8 can look at: states of promises, rests of iterators, proxies, lost classes';
const TOO_LONG = 'takes long';
const ENGINE_WORDS = "compares the engine's own words, which are not V8's";

const SPAWNED = [{ from: 'common.spawnPromisified', to: '\n}\n', why: 'starts a process' }];

await holdToNodeTests({
  buffer: {
    beginnings: ['test-buffer-', 'test-btoa', 'test-string-decoder', 'test-stringbytes-'],
    fewest: 45,
    gaps: {
      'test-buffer-alloc.js': ENGINE_WORDS,
      'test-buffer-constants.js': ENGINE_MEMORY,
      'test-buffer-constructor-deprecation-error.js': NO_PROCESS_WARNINGS,
      'test-buffer-constructor-outside-node-modules.js': NO_PROCESS_WARNINGS,
      'test-buffer-pending-deprecation.js': NO_PROCESS_WARNINGS,
      'test-buffer-pool-untransferable.js': 'a Buffer here has no pool to be taken from',
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
    notRun: { 'test-buffer-indexof.js': TOO_LONG, 'test-stringbytes-external.js': TOO_LONG },
  },
  querystring: { beginnings: ['test-querystring'], fewest: 4, gaps: {} },
  assert: {
    beginnings: ['test-assert', 'test-util-isDeepStrictEqual', 'test-btoa'],
    fewest: 11,
    gaps: {
      'test-assert-deep.js': ENGINE_WORDS,
      'test-assert-first-line.js': NO_SOURCE,
      'test-assert.js': NO_SOURCE,
      'test-assert-esm-cjs-message-verify.js': 'starts processes',
      'test-assert-fail-deprecation.js': 'leaves frames out of a stack, as V8 can',
    },
    cuts: {
      'test-assert-calltracker-calls.js': [
        { from: "process.on('exit'", to: 'const msg', why: 'of a process that ends' },
      ],
    },
  },
  path: {
    beginnings: ['test-path'],
    fewest: 15,
    gaps: { 'test-path-glob.js': 'path.matchesGlob is experimental, and not here' },
    cuts: {
      'test-path-makelong.js': [
        { from: String.raw`toNamespacedPath('\\\\?\\foo')`, to: 'assert', why: LATER_NODE },
      ],
      'test-path-normalize.js': [{ from: String.raw`'\\\\?\\test/../?`, why: LATER_NODE }],
      'test-path-resolve.js': [
        { from: 'if (!common.isWindows) {', why: 'puts another process.cwd' },
      ],
    },
  },
  timers: {
    beginnings: ['test-timers-'],
    fewest: 36,
    gaps: {
      'test-timers-active.js': LEGACY_TIMERS,
      'test-timers-clearImmediate-als.js': 'needs AsyncLocalStorage',
      'test-timers-enroll-invalid-msecs.js': LEGACY_TIMERS,
      'test-timers-enroll-second-time.js': LEGACY_TIMERS,
      'test-timers-interval-promisified.js':
        'waits a turn less than the engine takes to end a generator',
      'test-timers-interval-throw.js': NO_UNCAUGHT,
      'test-timers-max-duration-warning.js': LEGACY_TIMERS,
      'test-timers-ordering.js': 'a clock here tells whole milliseconds',
      'test-timers-reset-process-domain-on-throw.js': 'needs domain',
      'test-timers-uncaught-exception.js': NO_UNCAUGHT,
      'test-timers-unenroll-unref-interval.js': LEGACY_TIMERS,
      'test-timers-unref-active.js': LEGACY_TIMERS,
      'test-timers-unref-remove-other-unref-timers-only-one-fires.js': LEGACY_TIMERS,
      'test-timers-unref-remove-other-unref-timers.js': LEGACY_TIMERS,
      'test-timers-unref-throw-then-ref.js': NO_UNCAUGHT,
    },
    cuts: {
      'test-timers-immediate-promisified.js': SPAWNED,
      'test-timers-interval-promisified.js': SPAWNED,
      'test-timers-timeout-promisified.js': SPAWNED,
    },
  },
  url: {
    beginnings: ['test-url-', 'test-whatwg-url-'],
    fewest: 22,
    gaps: {
      'test-url-is-url-internal.js': BINDINGS,
      'test-url-revokeobjecturl.js': NO_OBJECT_URLS,
      'test-whatwg-url-custom-inspect.js': 'shows what is inside of a URL of Node',
      'test-whatwg-url-custom-properties.js': ENGINE_WORDS,
      'test-whatwg-url-invalidthis.js': ENGINE_WORDS,
      'test-whatwg-url-properties.js': NO_OBJECT_URLS,
    },
    notRun: {
      'test-url-canParse-whatwg.js': TOO_LONG,
      'test-url-parse-invalid-input.js': TOO_LONG,
      'test-whatwg-url-canparse.js': TOO_LONG,
    },
  },
  util: {
    beginnings: ['test-util-', 'test-util.js', 'test-punycode'],
    fewest: 10,
    gaps: {
      'test-punycode.js': NO_PROCESS_WARNINGS,
      'test-util-format.js': NO_LOOK_INSIDE,
      'test-util-inspect-namespace.js': 'makes a module of text',
      'test-util-inspect-proxy.js': NO_LOOK_INSIDE,
      'test-util-inspect.js': NO_LOOK_INSIDE,
      'test-util-promisify-custom-names.mjs': 'names functions of fs and readline',
      'test-util-sleep.js': BINDINGS,
      'test-util-types.js': 'needs values that only C++ can make',
    },
    notRun: { 'test-util-inspect-long-running.js': TOO_LONG },
  },
  events: {
    beginnings: ['test-event-', 'test-events-', 'test-eventtarget', 'test-eventemitter'],
    fewest: 30,
    gaps: {
      'test-event-capture-rejections.js': NO_UNCAUGHT,
      'test-events-uncaught-exception-stack.js': NO_UNCAUGHT,
      'test-eventtarget-brandcheck.js': 'has emitters that are targets, of the inside of Node',
      'test-eventtarget-memoryleakwarning.js': NO_CHANNELS,
      'test-eventtarget.js': NO_UNCAUGHT,
    },
  },
});
