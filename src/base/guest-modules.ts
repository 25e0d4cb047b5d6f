import { PERFORMANCE_GLOBALS, STREAM_GLOBALS, TIMER_GLOBALS } from './module-globals.ts';
import {
  CRYPTO_JS_PATHS,
  DATE_FNS_LOCALES,
  DATE_FNS_PATHS,
  DAYJS_LOCALES,
  DAYJS_PLUGINS,
  LODASH_CATEGORIES,
  LODASH_PATHS,
  MOMENT_LOCALES,
  type Paths,
} from './module-paths.ts';

/**
 * Every module that a snippet can have: data alone. A module is one file below `src/guest/`, bundled
 * with whatever it imports that is no module itself.
 */
export interface GuestModule {
  /** Its file below `src/guest/`, without `.ts`. */
  readonly id: string;
  /** Names by which a snippet requires it; it is given the default export. With `node:` before, where `id` is in `node/`. */
  readonly requires?: readonly string[];
  /** Further names, and the export that each gives. */
  readonly members?: Readonly<Record<string, string>>;
  /** Further names, and what each gives is made when it is first required: by the export `open`, from the name. */
  readonly paths?: Paths;
  /** Globals that it provides: exports of the same names. A world has them once a snippet mentions one. */
  readonly globals?: readonly string[];
  /** Methods of built-ins that it makes better: a world has it once a snippet mentions one. */
  readonly methods?: readonly string[];
  /** The npm package that it hands on; its version and licence are the module's. */
  readonly package?: string;
  /**
   * What its package's code requires and the guest has its own of, and the file that is, below `src/guest/`
   * and without `.ts`: for what would draw random numbers while it is loaded, and for what is the host's to do.
   */
  readonly replaces?: Readonly<Record<string, string>>;
  /** Whether its code must not be strict. */
  readonly isSloppy?: boolean;
  /** Whether it makes code from text: its `Function` is then the interpreter's. */
  readonly interprets?: boolean;
  /** Globals that its code mentions and can do without, and names that it requires and never needs. */
  readonly doesWithout?: readonly string[];
}

export const GUEST_MODULES: readonly GuestModule[] = [
  { id: 'web/console', globals: ['console'] },
  {
    id: 'web/timers',
    globals: TIMER_GLOBALS,
  },
  { id: 'web/base64', globals: ['atob', 'btoa'] },
  { id: 'node/errors' },
  { id: 'node/validate' },
  { id: 'node/warnings' },
  { id: 'node/capture-stack', methods: ['captureStackTrace'] },
  { id: 'node/inspect' },
  { id: 'node/buffer/bytes' },
  { id: 'node/buffer/fast-buffer' },
  { id: 'node/buffer/encodings' },
  { id: 'node/buffer/latin1' },
  { id: 'node/buffer/utf8' },
  { id: 'node/buffer/base64' },
  { id: 'web/blob', globals: ['Blob'] },
  { id: 'web/file', globals: ['File'] },
  { id: 'web/form-data', globals: ['FormData'] },
  { id: 'node/buffer', requires: ['buffer'], globals: ['Buffer'] },
  { id: 'node/string-decoder', requires: ['string_decoder'] },
  { id: 'node/querystring', requires: ['querystring'] },
  { id: 'node/path/posix' },
  { id: 'node/path', requires: ['path', 'path/posix'], members: { 'path/win32': 'win32' } },
  { id: 'web/url', globals: ['URL', 'URLSearchParams'] },
  { id: 'node/stream-heirs' },
  { id: 'node/crypto/bytes' },
  { id: 'node/crypto/crypto-errors' },
  { id: 'node/crypto/random' },
  { id: 'node/crypto/key-object' },
  { id: 'node/crypto/key-input' },
  { id: 'node/crypto/cipher' },
  { id: 'web/crypto', globals: ['crypto', 'Crypto', 'CryptoKey', 'SubtleCrypto'] },
  { id: 'web/text-codec', globals: ['TextEncoder', 'TextDecoder'] },
  { id: 'node/punycode', requires: ['punycode'], package: 'punycode' },
  { id: 'node/crypto', requires: ['crypto'] },
  { id: 'web/dom-exception', globals: ['DOMException'] },
  { id: 'web/clock' },
  {
    id: 'web/performance',
    globals: PERFORMANCE_GLOBALS,
  },
  { id: 'node/perf-hooks', requires: ['perf_hooks'] },
  { id: 'web/microtask', globals: ['queueMicrotask'] },
  { id: 'web/event', globals: ['Event', 'CustomEvent'] },
  { id: 'web/event-target', globals: ['EventTarget'] },
  { id: 'web/abort', globals: ['AbortController', 'AbortSignal'] },
  { id: 'web/structured-clone', globals: ['structuredClone'] },
  {
    id: 'web/streams',
    globals: STREAM_GLOBALS,
  },
  { id: 'web/text-streams', globals: ['TextEncoderStream', 'TextDecoderStream'] },
  {
    id: 'web/messaging',
    globals: ['BroadcastChannel', 'MessageChannel', 'MessageEvent', 'MessagePort'],
  },
  { id: 'web/compression', globals: ['CompressionStream', 'DecompressionStream'] },
  { id: 'web/multipart' },
  { id: 'web/fetch/transfer' },
  { id: 'web/fetch', globals: ['fetch', 'Headers', 'Request', 'Response'] },
  {
    id: 'web/intl/intl',
    globals: ['Intl'],
    methods: [
      'toLocaleString',
      'toLocaleDateString',
      'toLocaleTimeString',
      'localeCompare',
      'toLocaleUpperCase',
      'toLocaleLowerCase',
    ],
  },
  { id: 'node/inspect/inspect', doesWithout: ['URL', 'process'] },
  { id: 'node/util/types', requires: ['util/types'] },
  { id: 'node/util/deep-equal' },
  { id: 'node/util/deprecate' },
  { id: 'node/util', requires: ['util'], members: { sys: 'default' } },
  { id: 'node/events', requires: ['events'] },
  { id: 'node/events/async-resource' },
  { id: 'node/timers', requires: ['timers'] },
  { id: 'node/timers/promises', requires: ['timers/promises'] },
  { id: 'node/process', requires: ['process'], globals: ['process'] },
  { id: 'node/process/output' },
  {
    id: 'node/assert',
    requires: ['assert'],
    members: { 'assert/strict': 'strict' },
  },
  {
    id: 'node/stream',
    requires: ['stream'],
    members: {
      'stream/promises': 'promises',
      'stream/consumers': 'consumers',
      'readable-stream': 'readable',
    },
  },
  { id: 'node/stream/web', requires: ['stream/web'] },
  { id: 'node/http/client' },
  { id: 'node/http', requires: ['http'] },
  { id: 'node/https', requires: ['https'] },
  { id: 'node/url', requires: ['url'] },
  {
    id: 'npm/lodash',
    requires: ['lodash'],
    paths: LODASH_PATHS,
    package: 'lodash',
    isSloppy: true,
  },
  { id: 'npm/lodash-categories', paths: LODASH_CATEGORIES, package: 'lodash', isSloppy: true },
  { id: 'npm/lodash-fp', requires: ['lodash/fp'], package: 'lodash', isSloppy: true },
  { id: 'npm/dayjs', requires: ['dayjs'], package: 'dayjs', isSloppy: true },
  { id: 'npm/dayjs-plugins', paths: DAYJS_PLUGINS, package: 'dayjs', isSloppy: true },
  { id: 'npm/dayjs-locales', paths: DAYJS_LOCALES, package: 'dayjs', isSloppy: true },
  { id: 'npm/moment', requires: ['moment'], package: 'moment', isSloppy: true },
  { id: 'npm/moment-locales', paths: MOMENT_LOCALES, package: 'moment', isSloppy: true },
  {
    id: 'npm/moment-timezone',
    requires: ['moment-timezone'],
    package: 'moment-timezone',
    isSloppy: true,
  },
  { id: 'npm/qs', requires: ['qs'], package: 'qs' },
  {
    id: 'npm/crypto-js',
    requires: ['crypto-js'],
    paths: CRYPTO_JS_PATHS,
    package: 'crypto-js',
    isSloppy: true,
  },
  {
    id: 'npm/sm-crypto',
    requires: ['sm-crypto'],
    package: 'sm-crypto',
    replaces: { './rng': 'npm/sm-crypto/rng', jsbn: 'npm/sm-crypto/big-integer' },
    isSloppy: true,
  },
  { id: 'npm/uuid', requires: ['uuid'], package: 'uuid' },
  {
    id: 'npm/nanoid',
    requires: ['nanoid'],
    members: { 'nanoid/non-secure': 'nonSecure' },
    package: 'nanoid',
  },
  { id: 'npm/jsonwebtoken', requires: ['jsonwebtoken'], package: 'jsonwebtoken', isSloppy: true },
  { id: 'npm/jose', requires: ['jose'], package: 'jose' },
  { id: 'npm/mustache', requires: ['mustache'], package: 'mustache', isSloppy: true },
  { id: 'npm/jmespath', requires: ['jmespath'], package: 'jmespath', isSloppy: true },
  { id: 'npm/papaparse', requires: ['papaparse'], package: 'papaparse', isSloppy: true },
  { id: 'npm/validator', requires: ['validator'], package: 'validator', isSloppy: true },
  { id: 'npm/jsonata', requires: ['jsonata'], package: 'jsonata', isSloppy: true },
  { id: 'npm/iconv-lite', requires: ['iconv-lite'], package: 'iconv-lite', isSloppy: true },
  { id: 'npm/pinyin-pro', requires: ['pinyin-pro'], package: 'pinyin-pro', isSloppy: true },
  { id: 'npm/form-data', requires: ['form-data'], package: 'form-data', isSloppy: true },
  { id: 'npm/date-fns', requires: ['date-fns'], paths: DATE_FNS_PATHS, package: 'date-fns' },
  { id: 'npm/date-fns-fp', requires: ['date-fns/fp'], package: 'date-fns' },
  {
    id: 'npm/date-fns-locales',
    requires: ['date-fns/locale'],
    paths: DATE_FNS_LOCALES,
    package: 'date-fns',
  },
  {
    id: 'npm/mathjs',
    requires: ['mathjs'],
    package: 'mathjs',
    replaces: { seedrandom: 'npm/mathjs/seedrandom' },
  },
  { id: 'npm/zod', requires: ['zod', 'zod/v4'], package: 'zod' },
  { id: 'npm/fast-xml-parser', requires: ['fast-xml-parser'], package: 'fast-xml-parser' },
  { id: 'npm/cheerio', requires: ['cheerio'], package: 'cheerio' },
  { id: 'npm/js-yaml', requires: ['js-yaml'], package: 'js-yaml' },
  { id: 'npm/marked', requires: ['marked'], package: 'marked' },
  { id: 'npm/decimal', requires: ['decimal.js'], package: 'decimal.js', isSloppy: true },
  { id: 'npm/bignumber', requires: ['bignumber.js'], package: 'bignumber.js', isSloppy: true },
  { id: 'npm/xlsx', requires: ['xlsx'], package: '@e965/xlsx', isSloppy: true },
  {
    id: 'npm/axios',
    requires: ['axios'],
    package: 'axios',
    // What it does over a connection itself is the host's here.
    replaces: {
      http: 'npm/axios/http',
      https: 'npm/axios/https',
      http2: 'npm/axios/http2',
      zlib: 'npm/axios/codings',
    },
    doesWithout: [
      'fetch',
      'Request',
      'Response',
      'ReadableStream',
      'Headers',
      'debug',
      'https-proxy-agent',
    ],
  },
  {
    id: 'npm/jszip',
    requires: ['jszip'],
    package: 'jszip',
    isSloppy: true,
    doesWithout: ['setimmediate'],
  },
  {
    id: 'npm/interpreter',
    isSloppy: true,
    // What it would hand on to code that mentions them: none does that is interpreted here.
    doesWithout: [
      'console',
      'crypto',
      'Intl',
      'URL',
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
    ],
  },
  {
    id: 'npm/ajv',
    requires: ['ajv'],
    members: {
      'ajv/dist/2019': 'draft2019',
      'ajv/dist/2020': 'draft2020',
      'ajv/dist/compile/codegen': 'codegen',
    },
    package: 'ajv',
    interprets: true,
  },
  { id: 'npm/ajv-formats', requires: ['ajv-formats'], package: 'ajv-formats' },
  {
    id: 'npm/handlebars',
    requires: ['handlebars'],
    package: 'handlebars',
    isSloppy: true,
    interprets: true,
    doesWithout: ['source-map'],
  },
  { id: 'npm/jsonpath-plus', requires: ['jsonpath-plus'], package: 'jsonpath-plus' },
];

/** Sets that are wanted together so often that they are baked as well. */
export const BAKED_SETS: readonly (readonly string[])[] = [['npm/dayjs', 'npm/lodash']];
