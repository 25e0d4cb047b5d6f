import { REQUIRABLE } from '../base/guest-modules.ts';

const NO_FILES =
  'there are no files here: take data from `input`, and give the result with `return`';
const USE_FETCH = 'use fetch, which needs no require: const data = await (await fetch(url)).json()';
const NO_SOCKETS = 'there are no sockets here: what can be asked for by HTTP, ask with fetch';
const NO_DATABASE =
  'there are no databases here: let the caller query the data and pass it in `input`';
const NO_PROCESSES = 'there are no processes or threads here: the snippet itself is all that runs';
const NO_MACHINE = 'nothing of the machine can be seen here: pass what you need in `input`';
const HAS_CRYPTO = "use Node's own: require('crypto') has hashes, ciphers, keys and random bytes";
const DATES = 'use the built-in Date: new Date(text), toISOString(), getTime()';
const COLLECTIONS =
  'use the built-in methods of arrays and objects: map, filter, reduce, flat, Object.entries, Object.fromEntries';

/** What to do instead of requiring a well-known module; each must be true of what a snippet has. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['fs', NO_FILES],
  ['fs-extra', NO_FILES],
  ['readline', NO_FILES],
  ['stream', 'there are no streams here: work on the whole of `input` at once'],
  ['zlib', 'there is no compression here: pass plain data in `input`'],
  ['child_process', NO_PROCESSES],
  ['cluster', NO_PROCESSES],
  ['worker_threads', NO_PROCESSES],
  ['process', NO_MACHINE],
  ['os', NO_MACHINE],
  ['v8', NO_MACHINE],
  ['inspector', NO_MACHINE],
  ['perf_hooks', 'use Date.now() to measure time'],
  ['vm', 'code cannot be made from text here: write the code itself'],
  ['vm2', 'code cannot be made from text here: write the code itself'],
  ['module', 'a snippet is no module: put all the code into the one snippet'],
  ['net', NO_SOCKETS],
  ['dgram', NO_SOCKETS],
  ['dns', NO_SOCKETS],
  ['tls', NO_SOCKETS],
  ['http2', NO_SOCKETS],
  ['ws', NO_SOCKETS],
  ['undici', USE_FETCH],
  ['axios', USE_FETCH],
  ['node-fetch', USE_FETCH],
  ['got', USE_FETCH],
  ['request', USE_FETCH],
  ['superagent', USE_FETCH],
  ['request-promise', USE_FETCH],
  ['ky', USE_FETCH],
  ['cross-fetch', USE_FETCH],
  ['isomorphic-fetch', USE_FETCH],
  ['needle', USE_FETCH],
  ['nodemailer', 'there is no mail here: call the HTTP API of a mail service with fetch'],
  ['mysql', NO_DATABASE],
  ['mysql2', NO_DATABASE],
  ['pg', NO_DATABASE],
  ['sqlite3', NO_DATABASE],
  ['better-sqlite3', NO_DATABASE],
  ['mssql', NO_DATABASE],
  ['mongodb', NO_DATABASE],
  ['mongoose', NO_DATABASE],
  ['redis', NO_DATABASE],
  ['ioredis', NO_DATABASE],
  ['crypto-js', HAS_CRYPTO],
  ['bcrypt', HAS_CRYPTO],
  ['jsonwebtoken', HAS_CRYPTO],
  [
    'uuid',
    'let the caller make ids and pass them in `input`; Math.random() is enough where they need not be safe',
  ],
  [
    'nanoid',
    'let the caller make ids and pass them in `input`; Math.random() is enough where they need not be safe',
  ],
  ['path', "paths are plain text here: use split('/'), slice and join('/')"],
  [
    'url',
    'take addresses apart with a regular expression, and use encodeURIComponent and decodeURIComponent',
  ],
  ['querystring', "use encodeURIComponent, decodeURIComponent and split('&')"],
  ['qs', "use encodeURIComponent, decodeURIComponent and split('&')"],
  ['util', 'use JSON.stringify to show a value, and async functions instead of promisify'],
  ['assert', 'use `if (…) throw new Error(…)`'],
  ['events', 'call functions directly: nothing here sends events'],
  ['timers', 'nothing has to be waited for here: call the function directly'],
  ['buffer', 'use Uint8Array for bytes'],
  ['string_decoder', 'text in `input` is decoded already'],
  ['lodash', COLLECTIONS],
  ['underscore', COLLECTIONS],
  ['ramda', COLLECTIONS],
  ['moment', DATES],
  ['moment-timezone', DATES],
  ['dayjs', DATES],
  ['luxon', DATES],
  ['date-fns', DATES],
  ['async', 'use async functions and Promise.all'],
  ['bluebird', 'use the built-in Promise'],
  ['xml2js', 'let the caller turn XML into JSON and pass it in `input`'],
  ['fast-xml-parser', 'let the caller turn XML into JSON and pass it in `input`'],
  ['cheerio', 'let the caller read the HTML and pass the data in `input`'],
  ['express', 'a snippet is no server: it takes `input` and returns a result'],
  ['react', 'a snippet has no page: it takes `input` and returns a result'],
]);

const DEFAULT_INSTEAD = 'this module is not among those that are here; GET /modules lists them';

export function isAvailable(name: string): boolean {
  return REQUIRABLE.has(name);
}

/** How to have the module, or what to do instead, one sentence; `node:fs` and `fs/promises` are `fs`. */
export function describeModule(name: string): string {
  if (isAvailable(name)) return `require it: require('${name}')`;
  const bare = name.startsWith('node:') ? name.slice('node:'.length) : name;
  const whole = bare.split('/', 1)[0] ?? bare;
  if (isAvailable(whole)) return `require it whole: require('${whole}')`;
  return INSTEAD.get(bare) ?? INSTEAD.get(whole) ?? DEFAULT_INSTEAD;
}
