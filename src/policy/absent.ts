import { describeModule } from './modules.ts';

const NO_TIMERS =
  'timers are disabled here: call the function directly, and wait for promises with `await`';
const NO_PAGE = 'there is no page here: a snippet takes `input` and returns a result';
const NO_MACHINE =
  'nothing of the machine can be seen here: pass what the snippet needs in `input`';
const NO_FETCH =
  'the network is disabled here: let the caller fetch the data and pass it in `input`';
const USE_FETCH = 'use fetch: const data = await (await fetch(url)).json()';
const NO_GLOBAL_OBJECT = 'the global object is disabled here: use the name itself, without it';
const IS_INPUT = 'the data the snippet was called with is in `input`';
const IS_LOG = 'use console.log(…)';
const IS_NULL = 'it is written `null` in JavaScript';
const NO_MODULES =
  'a snippet is no module: all the code is in the one snippet, and `return` gives the result';
const NO_THREADS = 'there are no threads here: the snippet itself is all that runs';
const NO_BYTES = 'use Uint8Array for bytes';

/** Names that people expect of other places where JavaScript runs, and what is there instead. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['setTimeout', NO_TIMERS],
  ['setInterval', NO_TIMERS],
  ['setImmediate', NO_TIMERS],
  ['requestAnimationFrame', NO_TIMERS],
  ['queueMicrotask', 'use Promise.resolve().then(…)'],
  ['process', NO_MACHINE],
  ['Deno', NO_MACHINE],
  ['Bun', NO_MACHINE],
  ['navigator', NO_MACHINE],
  ['__dirname', NO_MACHINE],
  ['__filename', NO_MACHINE],
  ['window', NO_PAGE],
  ['document', NO_PAGE],
  ['location', NO_PAGE],
  ['localStorage', NO_PAGE],
  ['sessionStorage', NO_PAGE],
  ['alert', IS_LOG],
  ['prompt', IS_INPUT],
  ['global', NO_GLOBAL_OBJECT],
  ['globalThis', NO_GLOBAL_OBJECT],
  ['self', NO_GLOBAL_OBJECT],
  ['fetch', NO_FETCH],
  ['XMLHttpRequest', USE_FETCH],
  ['WebSocket', 'there are no WebSockets here: what can be asked for by HTTP, ask with fetch'],
  ['EventSource', USE_FETCH],
  ['Worker', NO_THREADS],
  ['SharedArrayBuffer', NO_THREADS],
  ['Atomics', NO_THREADS],
  ['WebAssembly', 'there is no WebAssembly here: write the code in JavaScript'],
  ['FileReader', 'use await blob.text() or await blob.arrayBuffer()'],
  ['DOMParser', "use require('cheerio') for HTML, or require('fast-xml-parser') for XML"],
  ['Request', NO_FETCH],
  ['Headers', NO_FETCH],
  ['Response', NO_FETCH],
  ['$http', USE_FETCH],
  ['$request', USE_FETCH],
  ['require', NO_MODULES],
  ['module', NO_MODULES],
  ['exports', NO_MODULES],
  ['$input', IS_INPUT],
  ['$json', IS_INPUT],
  ['$items', IS_INPUT],
  ['$node', IS_INPUT],
  ['$', IS_INPUT],
  ['items', IS_INPUT],
  ['inputs', IS_INPUT],
  ['inputData', IS_INPUT],
  ['msg', IS_INPUT],
  ['payload', IS_INPUT],
  ['params', IS_INPUT],
  ['args', IS_INPUT],
  ['ctx', IS_INPUT],
  ['context', IS_INPUT],
  ['event', IS_INPUT],
  ['$now', 'use new Date()'],
  ['$today', 'use new Date()'],
  ['DateTime', 'use the built-in Date'],
  ['Temporal', 'use the built-in Date'],
  ['Intl', 'there is no Intl here: use toISOString for dates and toFixed for numbers'],
  ['Buffer', NO_BYTES],
  ['Blob', NO_BYTES],
  ['TextEncoder', NO_BYTES],
  ['TextDecoder', NO_BYTES],
  ['atob', 'there is no base64 here: let the caller decode it'],
  ['btoa', 'there is no base64 here: let the caller encode it'],
  ['URL', 'take addresses apart with a regular expression, or with split'],
  ['URLSearchParams', "use encodeURIComponent, decodeURIComponent and split('&')"],
  ['structuredClone', 'copy data with JSON.parse(JSON.stringify(value))'],
  ['performance', 'use Date.now()'],
  ['await', "`await` works in async functions only: write 'async' before the function around it"],
  ['None', IS_NULL],
  ['nil', IS_NULL],
  ['NULL', IS_NULL],
  ['print', IS_LOG],
  ['printf', IS_LOG],
  ['echo', IS_LOG],
  ['len', 'use .length'],
  ['str', 'use String(…)'],
  ['int', 'use Number(…) or Math.trunc(…)'],
  ['float', 'use Number(…)'],
]);

/** Libraries that elsewhere are global, or that people forget to require. */
const MODULE_OF: ReadonlyMap<string, string> = new Map([
  ['_', 'lodash'],
  ['lodash', 'lodash'],
  ['moment', 'moment'],
  ['dayjs', 'dayjs'],
  ['luxon', 'luxon'],
  ['axios', 'axios'],
  ['$axios', 'axios'],
  ['fs', 'fs'],
  ['CryptoJS', 'crypto-js'],
  ['jwt', 'jsonwebtoken'],
  ['uuid', 'uuid'],
  ['uuidv4', 'uuid'],
  ['nanoid', 'nanoid'],
  ['XLSX', 'xlsx'],
  ['Papa', 'papaparse'],
  ['Decimal', 'decimal.js'],
  ['BigNumber', 'bignumber.js'],
  ['Mustache', 'mustache'],
  ['qs', 'qs'],
  ['cheerio', 'cheerio'],
  ['JSZip', 'jszip'],
  ['Handlebars', 'handlebars'],
  ['marked', 'marked'],
  ['math', 'mathjs'],
  ['mathjs', 'mathjs'],
  ['jsonata', 'jsonata'],
  ['jmespath', 'jmespath'],
  ['JSONPath', 'jsonpath-plus'],
  ['Ajv', 'ajv'],
  ['z', 'zod'],
  ['yaml', 'js-yaml'],
  ['YAML', 'js-yaml'],
  ['jose', 'jose'],
  ['iconv', 'iconv-lite'],
  ['pinyin', 'pinyin-pro'],
  ['dateFns', 'date-fns'],
  ['EventEmitter', 'events'],
  ['assert', 'assert'],
  ['util', 'util'],
  ['validator', 'validator'],
  ['sm2', 'sm-crypto'],
  ['sm3', 'sm-crypto'],
  ['sm4', 'sm-crypto'],
]);

/** What to do instead of using a global that is well known, and not here. */
export function describeAbsent(name: string): string | undefined {
  const module = MODULE_OF.get(name);
  return module === undefined ? INSTEAD.get(name) : describeModule(module);
}
