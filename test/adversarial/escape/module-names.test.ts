/**
 * Attack: `require` with names that change, climb or lie: objects, getters, paths, prototype keys,
 * other protocols.
 * Answer: A name is read once, as a text, and looked up among the modules there are; no file is
 * ever touched.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { type ExactRow, endsExactly } from '../../support/exact-endings.ts';

const target = shareTarget();

const ROWS: readonly ExactRow[] = [
  ['return require("fs")', 'guest_threw'],
  ['return require("node:fs")', 'guest_threw'],
  ['return require("child_process")', 'guest_threw'],
  ['return require("bun")', 'guest_threw'],
  ['return require("bun:ffi")', 'guest_threw'],
  ['return require("bun:sqlite")', 'guest_threw'],
  ['return require("vm")', 'guest_threw'],
  ['return require("module")', 'guest_threw'],
  ['return require("worker_threads")', 'guest_threw'],
  ['return require("inspector")', 'guest_threw'],
  ['return require("./worker.js")', 'guest_threw'],
  ['return require("../main")', 'guest_threw'],
  ['return require("/etc/passwd")', 'guest_threw'],
  ['return require("file:/etc/passwd")', 'guest_threw'],
  ['return require("http://127.0.0.1/x.js")', 'guest_threw'],
  ['return require("data:text/javascript,1")', 'guest_threw'],
  ['return require("__proto__")', 'guest_threw'],
  ['return require("constructor")', 'guest_threw'],
  ['return require("toString")', 'guest_threw'],
  ['return require("hasOwnProperty")', 'guest_threw'],
  ['return require("")', 'guest_threw'],
  ['return require(" ")', 'guest_threw'],
  ['return require("fs\\0")', 'guest_threw'],
  ['return require("%66s")', 'guest_threw'],
  ['return require("FS")', 'guest_threw'],
  ['return require("fs/")', 'guest_threw'],
  ['return require("./fs")', 'guest_threw'],
  ['return require("lodash/../../fs")', 'guest_threw'],
  ['return require("lodash/./../fs")', 'guest_threw'],
  ['return require("\\u0066s")', 'guest_threw'],
  ['return require(["fs"])', 'guest_threw'],
  ['return require({ toString: () => "fs" })', 'guest_threw'],
  ['let n = 0; return require({ toString: () => (n++ ? "fs" : "not-there") })', 'guest_threw'],
  ['return require({ [Symbol.toPrimitive]: () => "fs" })', 'guest_threw'],
  ['return require(Symbol("fs"))', 'guest_threw'],
  ['return require(Object.create(null))', 'guest_threw'],
  ['return require(new Proxy({}, {}))', 'guest_threw'],
  ['return require(undefined)', 'guest_threw'],
  ['return require()', 'guest_threw'],
  ['return require(1n)', 'guest_threw'],
  ['return require.call({ cache: {} }, "fs")', 'guest_threw'],
  ['return new require("fs")', 'guest_threw'],
  ['return require`fs`', 'guest_threw'],
  ['return Reflect.apply(require, null, ["fs"])', 'guest_threw'],
  ['return ["fs"].map(require)', 'guest_threw'],
  [
    'return JSON.stringify(require.cache ?? null) + JSON.stringify(require.main ?? null)',
    'ok',
    'nullnull',
  ],
  [
    'return typeof module + typeof exports + typeof __filename + typeof __dirname',
    'ok',
    'undefinedundefinedundefinedundefined',
  ],
  ['Object.prototype.fs = { readFileSync: () => "forged" }; return require("fs")', 'guest_threw'],
  ['Object.prototype["x"] = () => "forged"; return require("x")', 'guest_threw'],
  [
    'String.prototype.startsWith = () => true; Map.prototype.get = () => () => "forged"; Map.prototype.has = () => true; return require("fs")',
    'guest_threw',
  ],
  ['return await import("fs")', 'guest_threw'],
  ['return await import("./main")', 'guest_threw'],
  ['return await import("data:text/javascript,export default 1")', 'guest_threw'],
  ['return await import({ toString: () => "fs" })', 'guest_threw'],
  ['return await import("fs", { with: { type: "json" } })', 'guest_threw'],
  ['return import.meta.url', 'syntax_error'],
];

test('No name leads to a module that is not there', async () => {
  await endsExactly(target(), ROWS);
});
