/**
 * Attack: Whatever `fetch` and its classes look at is hostile: getters, proxies, thenables, iterators that change
 * their minds, and prototypes that a snippet poisoned.
 * Answer: Only the snippet's own world is hurt: each run ends by its own fault or in order, and the host sees
 * nothing but texts and bytes.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { NETWORK_ENV } from '../../support/network-conformance.ts';
import { shareUpstream } from '../../support/shared-upstream.ts';

const target = shareTarget(NETWORK_ENV);
const upstream = shareUpstream();

const HOSTILE: Readonly<Record<string, string>> = {
  throwing:
    'new Proxy({}, { get() { throw "trap" }, ownKeys() { throw "trap" }, getPrototypeOf() { throw "trap" }, has() { throw "trap" } })',
  endless: '({ get [key]() { for (;;); } })',
  thenable: '({ then(done) { done(this) }, toString() { return input } })',
  changing: '(n => ({ toString: () => n++ ? "file:///etc/passwd" : input + "/text" }))(0)',
  symbol: 'Symbol("s")',
  nullish: 'Object.create(null)',
  callable: 'Object.assign(() => {}, { toString: () => input })',
  iterator: '({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: ["a", "b"] }) }) })',
  inner:
    '({ [Symbol.asyncIterator]() { return { next: () => ({ then(done) { done({ done: false, value: { byteLength: -1 } }) } }) } } })',
  tagged: '({ [Symbol.toStringTag]: "Blob", size: -1, stream() { throw "s" } })',
  formed:
    '({ [Symbol.toStringTag]: "FormData", append() {}, get() {}, *[Symbol.iterator]() { for (;;) yield ["a", "b"] } })',
  streamed: 'Object.setPrototypeOf({}, ReadableStream.prototype)',
  signal:
    '({ aborted: false, addEventListener(_, f) { f(); f() }, get reason() { throw "reason" } })',
};

const KEYS = [
  'method',
  'headers',
  'body',
  'signal',
  'redirect',
  'referrer',
  'integrity',
  'mode',
  'duplex',
  'keepalive',
];

const CALLS: readonly string[] = Object.values(HOSTILE).flatMap((value) => [
  `const key = "method"; return await (await fetch(${value})).text()`,
  `const key = "a"; return [...new Headers(${value})].length`,
  `const key = "status"; return new Response("x", ${value}).status`,
  `const key = "a"; return await new Response(${value}).text()`,
  `const key = "a"; return await (await fetch(input + "/echo", ${value})).text()`,
  ...KEYS.map(
    (key) =>
      `const key = "${key}"; return await (await fetch(input + "/echo", { method: "POST", duplex: "half", ${key}: ${value} })).text()`,
  ),
  `const key = "data"; return (await require("axios").post(input + "/echo", ${value})).data`,
  `const key = "timeout"; return (await require("axios").get(input + "/echo", ${value})).data`,
  `const key = "method"; return new Promise((done, fail) => require("http").request(${value}, done).on("error", fail).end())`,
]);

const POISONS: readonly string[] = [
  'Promise.prototype.then = () => { throw "then" };',
  'Promise.prototype.then = function () { return this };',
  'Object.defineProperty(Promise, Symbol.species, { value: class { constructor() { throw "species" } } });',
  'Promise.prototype.constructor = 5;',
  'Headers.prototype.append = Headers.prototype.set = Headers.prototype.entries = () => { throw "headers" };',
  'ReadableStream.prototype.getReader = () => ({ read: () => ({ done: false, value: 5 }), cancel() {} });',
  'Response.prototype.text = () => "lie"; Response.prototype.constructor = null;',
  'Object.defineProperty(Object.prototype, "hasBody", { get() { return true }, set() {} });',
  'for (const key of ["isWhole", "data", "bytes"]) Object.defineProperty(Object.prototype, key, { get() { return true }, set() {} });',
  'Array.prototype.push = Array.prototype.shift = () => { throw "array" };',
  'Object.defineProperty(Object.prototype, "status", { set() { throw "status" }, configurable: true });',
  'Object.defineProperty(Object.prototype, "id", { get: () => 7, set() {}, configurable: true });',
  'Object.defineProperty(Object.prototype, "toJSON", { value: () => ({ url: "http://169.254.169.254/", id: -1 }) });',
  'Object.defineProperty(Array.prototype, "0", { get: () => "x", set() {}, configurable: true });',
  'Array.prototype[Symbol.iterator] = function* () { yield "http://169.254.169.254/" };',
  'Array.prototype.flat = Array.prototype.join = () => "a\\nb\\nc";',
  'String.prototype.toLowerCase = String.prototype.replace = () => "content-length";',
  'Map.prototype.get = Map.prototype.set = () => ({ name: "a", value: "b" });',
  'WeakRef.prototype.deref = () => { throw "weak" };',
  'Uint8Array.prototype.set = Uint8Array.prototype.subarray = function () { return this };',
  'JSON.parse = JSON.stringify = () => { throw "json" };',
  'Reflect.apply = Reflect.ownKeys = () => { throw "reflect" };',
  'RegExp.prototype.exec = RegExp.prototype.test = () => { throw "pattern" };',
  'AbortSignal.prototype.addEventListener = () => { throw "listen" };',
  'Error.prototype.toString = () => { throw "text" }; Object.defineProperty(Error.prototype, "cause", { get() { for (;;); } });',
];

const AFTER: readonly string[] = [
  'return (await fetch(input + "/json")).json()',
  'return (await fetch(input + "/echo", { method: "POST", body: "x", headers: { a: "b" } })).text()',
  'const r = await fetch(input + "/text"); const reader = r.body.getReader(); return (await reader.read()).done',
  'const c = new AbortController(); setTimeout(() => c.abort(), 10); return fetch(input + "/silent", { signal: c.signal })',
  'return fetch(input + "/reset")',
  'return (await require("axios").post(input + "/echo", { a: 1 })).data',
  'return new Promise((done, fail) => require("http").get(input + "/text", (r) => { r.on("data", done); r.on("error", fail) }).on("error", fail))',
];

test('fetch survives hostile arguments', async () => {
  await target().survives(CALLS.map((code) => ({ code, input: upstream().url })));
});

test('fetch survives poisoned prototypes', async () => {
  const attacks = POISONS.flatMap((poison) => AFTER.map((after) => `${poison} ${after}`));
  await target().survives(attacks.map((code) => ({ code, input: upstream().url })));
});
