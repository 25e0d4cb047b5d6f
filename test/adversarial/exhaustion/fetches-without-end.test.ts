/**
 * Attack: Requests by the thousand, awaited or not, read or not, and bodies that never end in either direction.
 * Answer: A run's requests are counted, the rest is refused; what is open when the run ends is closed by the host, and
 * memory is the run's own.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { eventually } from '../../support/eventually.ts';
import { NETWORK_ENV } from '../../support/network-conformance.ts';
import { shareUpstream } from '../../support/shared-upstream.ts';

const target = shareTarget(NETWORK_ENV);
const upstream = shareUpstream();

const ATTACKS: readonly string[] = [
  'for (let i = 0; i < 5000; i++) fetch(input + "/text").catch(() => {}); return 1',
  'for (let i = 0; i < 5000; i++) fetch(input + "/silent").catch(() => {}); return new Promise(() => {})',
  'const all = []; for (let i = 0; i < 500; i++) all.push(fetch(input + "/silent")); return Promise.all(all)',
  'const all = []; for (let i = 0; i < 500; i++) all.push(fetch(input + "/stalled").catch((e) => e.name)); return (await Promise.all(all)).length',
  'for (;;) await fetch(input + "/text")',
  'for (;;) await fetch(input + "/text").catch(() => {})',
  'const kept = []; for (;;) kept.push(await fetch(input + "/stalled"))',
  'const kept = []; for (;;) kept.push(await fetch(input + "/bytes?size=32768"))',
  'const kept = []; for (;;) kept.push((await fetch(input + "/bytes?size=32768")).clone())',
  'return (await fetch(input + "/endless")).text()',
  'for await (const chunk of (await fetch(input + "/endless")).body) chunk.fill(0)',
  'const [a, b] = (await fetch(input + "/endless")).body.tee(); for await (const chunk of a) void chunk',
  'const r = await fetch(input + "/endless"); const c = r.clone(); return c.text()',
  'return fetch(input + "/echo", { method: "POST", duplex: "half", body: new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(65536)) } }) })',
  'return fetch(input + "/echo", { method: "POST", duplex: "half", body: (async function* () { for (;;) yield new Uint8Array(1) })() })',
  'return fetch(input + "/echo", { method: "POST", duplex: "half", body: { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) } })',
  'return fetch(input + "/echo", { method: "POST", body: new Uint8Array(50e6) })',
  'return (await fetch(input + "/flood?count=1500")).text()',
  'return (await fetch(input + "/redirect?to=" + encodeURIComponent("/redirect?to=/"))).text()',
  'const h = new Headers(); for (let i = 0; ; i++) h.append("a", "x".repeat(1000))',
  'const h = new Headers(); for (let i = 0; i < 2e5; i++) h.append("a" + i, "x"); return fetch(input + "/echo", { headers: h })',
  'return fetch(input + "/echo", { headers: { a: "x".repeat(1e6) } })',
  'const { get } = require("http"); for (let i = 0; i < 5000; i++) get(input + "/silent").on("error", () => {}); return new Promise(() => {})',
  'const { request } = require("http"); const r = request(input + "/echo", { method: "POST" }); for (;;) r.write("x".repeat(1e5))',
  'const { get } = require("axios"); for (let i = 0; i < 5000; i++) get(input + "/silent").catch(() => {}); return new Promise(() => {})',
  'return (await require("axios").get(input + "/endless")).data',
  'return (await require("axios").get(input + "/endless", { responseType: "arraybuffer", maxContentLength: 1e5 })).data',
  'const { Readable } = require("stream"); return require("axios").post(input + "/echo", Readable.from((async function* () { for (;;) yield "x" })()))',
  'new Response("a=b&".repeat(1e6), { headers: { "content-type": "application/x-www-form-urlencoded" } }).formData(); return 1',
  'const b = "--B\\r\\n".repeat(1e5); return new Response(b, { headers: { "content-type": "multipart/form-data; boundary=B" } }).formData()',
  'return new Response("x", { headers: { "content-type": "a/b;" + "p=\\"".repeat(1e5) } }).blob()',
  'const f = (r) => f(r.clone()); f(new Response("x"))',
];

test('POST /execute bounds what is asked of servers', async () => {
  await target().survives(
    ATTACKS.map((code) => ({ code, input: upstream().url })),
    { timeoutMs: 400 },
  );
  await eventually(
    async () => upstream().openRequests(),
    (open) => open === 0,
    10_000,
  );
});

test('POST /execute closes what a run leaves unread', async () => {
  const left = [
    'const r = await fetch(input + "/stalled"); return r.status',
    'const r = await fetch(input + "/endless"); await r.body.getReader().read(); return r.status',
    'fetch(input + "/silent"); await fetch(input + "/text"); return 200',
    'return new Promise((done) => require("http").get(input + "/stalled", (r) => done(r.statusCode)))',
  ];
  for (const code of left) expect(await target().resultOf(code, upstream().url)).toBe(200);
  const open = await eventually(
    async () => upstream().openRequests(),
    (count) => count === 0,
    10_000,
  );
  expect(open).toBe(0);
});

test('POST /execute lets go of a response that the snippet let go of', async () => {
  // More than may be open at once: each has to be closed before the next can begin.
  const code = `
    let count = 0;
    for (let i = 0; i < 60; i++) count += (await fetch(input + "/stalled")).ok ? 1 : 0;
    return count`;
  expect(await target().resultOf(code, upstream().url)).toBe(60);
});

test('POST /execute answers more requests than may be open, whose bodies are read when all are there', async () => {
  const code = `
    const all = await Promise.all(Array.from({ length: 60 }, () => fetch(input + '/bytes?size=150000')));
    const bodies = await Promise.all(all.map((each) => each.arrayBuffer()));
    return bodies.filter(({ byteLength }) => byteLength === 150000).length`;
  expect(await target().resultOf(code, upstream().url)).toBe(60);
});

test.each([
  [
    'http',
    'new Promise((done, fail) => require("http").get(url, (r) => done(r.statusCode)).on("error", fail))',
  ],
  ['fetch', 'fetch(url).then((r) => (kept.push(r), r.status))'],
])(
  'POST /execute answers more requests than may be open, whose bodies nobody reads: %s',
  async (_, get) => {
    for (const path of ['/text', '/bytes?size=300000', '/stalled', '/endless']) {
      const code = `
      const kept = [];
      const get = (url) => ${get};
      const all = await Promise.all(Array.from({ length: 60 }, () => get(input + '${path}')));
      return all.every((status) => status === 200)`;
      expect(await target().resultOf(code, upstream().url)).toBe(true);
    }
  },
);
