import { moduleOf, requirableNames } from '../base/guest-names.ts';
import { suggestName } from './nearest-name.ts';

const NO_FILES =
  'there are no files here: take data from `input`, and give the result with `return`';
const USE_FETCH = 'use fetch, which needs no require: const data = await (await fetch(url)).json()';
const NO_SOCKETS = 'there are no sockets here: what can be asked for by HTTP, ask with fetch';
const NO_DATABASE =
  'there are no databases here: let the caller query the data and pass it in `input`';
const NO_PROCESSES = 'there are no processes or threads here: the snippet itself is all that runs';
const NO_MACHINE = 'nothing of the machine can be seen here: pass what you need in `input`';
const NO_TESTS = 'a snippet runs no tests: it takes `input` and returns a result';
const use = (name: string): string => `use require('${name}')`;

/** What to do instead of requiring a well-known module that is not here; each must be true of what a snippet has. */
export const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['fs', NO_FILES],
  ['fs-extra', NO_FILES],
  ['graceful-fs', NO_FILES],
  ['glob', NO_FILES],
  ['readline', NO_FILES],
  ['multer', NO_FILES],
  ['zlib', "use new CompressionStream('gzip') and DecompressionStream"],
  ['child_process', NO_PROCESSES],
  ['cluster', NO_PROCESSES],
  ['worker_threads', NO_PROCESSES],
  ['async_hooks', NO_PROCESSES],
  ['os', NO_MACHINE],
  ['v8', NO_MACHINE],
  ['inspector', NO_MACHINE],
  ['dotenv', NO_MACHINE],
  ['vm', 'code cannot be made from text here: write the code itself'],
  ['vm2', 'code cannot be made from text here: write the code itself'],
  ['isolated-vm', 'code cannot be made from text here: write the code itself'],
  ['module', 'a snippet is no module: put all the code into the one snippet'],
  ['net', NO_SOCKETS],
  ['dgram', NO_SOCKETS],
  ['dns', NO_SOCKETS],
  ['tls', NO_SOCKETS],
  ['http2', NO_SOCKETS],
  ['ws', NO_SOCKETS],
  ['undici', USE_FETCH],
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
  ['oracledb', NO_DATABASE],
  ['mongodb', NO_DATABASE],
  ['mongoose', NO_DATABASE],
  ['redis', NO_DATABASE],
  ['ioredis', NO_DATABASE],
  ['bcrypt', "use scryptSync or pbkdf2Sync of require('crypto')"],
  ['bcryptjs', "use scryptSync or pbkdf2Sync of require('crypto')"],
  ['md5', "use require('crypto').createHash('md5')"],
  ['sha1', "use require('crypto').createHash('sha1')"],
  ['node-forge', use('crypto')],
  ['node-rsa', use('crypto')],
  ['jsrsasign', use('crypto')],
  ['sm-crypto-v2', use('sm-crypto')],
  ['gm-crypto', use('sm-crypto')],
  ['jwt-decode', "use decode of require('jsonwebtoken')"],
  ['jwt-simple', use('jsonwebtoken')],
  ['shortid', use('nanoid')],
  ['cuid', use('nanoid')],
  ['ulid', "use v7 of require('uuid'): its ids sort by time too"],
  ['underscore', use('lodash')],
  ['ramda', use('lodash/fp')],
  ['deepmerge', "use merge of require('lodash')"],
  ['fast-deep-equal', "use isEqual of require('lodash')"],
  ['luxon', use('dayjs')],
  ['@js-joda/core', use('dayjs')],
  ['numeral', "use Intl.NumberFormat, or toLocaleString of a number: `n.toLocaleString('en-US')`"],
  ['big.js', use('bignumber.js')],
  ['async', 'use async functions and Promise.all'],
  ['bluebird', 'use the built-in Promise'],
  ['rxjs', 'use async functions, generators and the methods of arrays'],
  ['query-string', use('qs')],
  ['xml2js', use('fast-xml-parser')],
  ['xml-js', use('fast-xml-parser')],
  ['xmldom', use('fast-xml-parser')],
  ['@xmldom/xmldom', use('fast-xml-parser')],
  ['jsdom', use('cheerio')],
  ['csv-parse', use('papaparse')],
  ['csv-parser', use('papaparse')],
  ['csvtojson', use('papaparse')],
  ['exceljs', use('xlsx')],
  ['node-xlsx', use('xlsx')],
  ['yaml', use('js-yaml')],
  ['iconv', use('iconv-lite')],
  ['pinyin', use('pinyin-pro')],
  ['lodash-es', use('lodash')],
  ['date-fns-tz', "use require('dayjs/plugin/timezone'), or require('moment-timezone')"],
  ['js-base64', "use Buffer.from(text, 'base64') and toString('base64')"],
  ['html-to-text', "use text() of require('cheerio')"],
  ['bn.js', 'use the built-in BigInt'],
  ['console', '`console` is there without require'],
  ['joi', use('zod')],
  ['yup', use('zod')],
  ['ejs', use('mustache')],
  ['pug', use('mustache')],
  ['nunjucks', use('mustache')],
  ['markdown-it', use('marked')],
  ['jsonpath', use('jmespath')],
  ['express', 'a snippet is no server: it takes `input` and returns a result'],
  ['koa', 'a snippet is no server: it takes `input` and returns a result'],
  ['react', 'a snippet has no page: it takes `input` and returns a result'],
  ['vue', 'a snippet has no page: it takes `input` and returns a result'],
  ['jquery', use('cheerio')],
  ['jest', NO_TESTS],
  ['mocha', NO_TESTS],
]);

const DEFAULT_INSTEAD = 'this module is not among those that are here; GET /modules lists them';

export function isAvailable(name: string): boolean {
  return moduleOf(name) !== undefined;
}

/** How to have the module, or what to do instead, one sentence; `node:fs` and `fs/promises` are `fs`. */
export function describeModule(name: string): string {
  if (isAvailable(name)) return `require it: require('${name}')`;
  const bare = name.startsWith('node:') ? name.slice('node:'.length) : name;
  if (isAvailable(bare)) return `it is no module of Node: require('${bare}')`;
  const whole = bare.split('/', 1)[0] ?? bare;
  return INSTEAD.get(bare) ?? INSTEAD.get(whole) ?? describeUnknown(bare, whole);
}

function describeUnknown(name: string, whole: string): string {
  // Packages of one function are named so: `lodash.get`.
  const family = whole.split('.', 1)[0] ?? whole;
  const path = isAvailable(whole) ? name : name.replace('.', '/');
  const parent = [whole, family].find(isAvailable);
  if (parent === undefined) {
    if (isAvailable(`${name}.js`)) return ask(`${name}.js`);
    const near = name.length < MIN_NAME ? undefined : suggestName(name, packages());
    return near === undefined ? DEFAULT_INSTEAD : ask(near);
  }
  if (isAvailable(path)) return `require it by its path: require('${path}')`;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const near = suggestName(path.slice(folder.length), namesIn(folder));
  return near === undefined ? `require it whole: require('${parent}')` : ask(folder + near);
}

/** A shorter name is near to too many that are something else altogether. */
const MIN_NAME = 4;

function packages(): string[] {
  return [...requirableNames().keys()].filter((name) => !/[:/]/.test(name));
}

function namesIn(folder: string): string[] {
  return [...requirableNames().keys()]
    .filter((name) => name.startsWith(folder))
    .map((name) => name.slice(folder.length));
}

const ask = (name: string): string => `did you mean require('${name}')?`;
