/** Snippets that call a server, to be run here and in Node; `input` is the server's address. */

const look =
  'const look = (r) => [r.status, r.statusText, r.ok, r.type, r.url.replace(input, ""), r.redirected, r.bodyUsed, r.body === null];';
const failure =
  'const failure = (e) => [e.name, e.message, e.cause === undefined ? null : [e.cause.name, e.cause.message], e instanceof Error];';

const asked = (call: string) => `return (await (${call})).json()`;
const refused = (call: string) =>
  `${failure} try { return await (${call}) } catch (e) { return failure(e) }`;

const CODES = [200, 201, 204, 205, 206, 304, 400, 404, 418, 500, 503, 599];

const ECHOED: readonly string[] = [
  'fetch(input + "/echo")',
  'fetch(new URL(input + "/echo?q=1#hash"))',
  'fetch(new Request(input + "/echo", { headers: { "X-A": "1" } }))',
  'fetch(new Request(input + "/echo", { method: "PUT", body: "x" }), { headers: { "X-B": "2" } })',
  ...['post', 'PUT', 'PATCH', 'delete', 'OPTIONS', 'PROPFIND'].map(
    (method) => `fetch(input + "/echo", { method: "${method}" })`,
  ),
  ...[
    '"text é"',
    '""',
    'new Uint8Array([0, 255, 128])',
    'new URLSearchParams({ a: "1 2" })',
    'new Blob(["blob"], { type: "a/b" })',
    'new ArrayBuffer(3)',
    '5',
    'JSON.stringify({ a: 1 })',
  ].map((body) => `fetch(input + "/echo", { method: "POST", body: ${body} })`),
  'fetch(input + "/echo", { method: "POST", body: new Response("streamed").body, duplex: "half", headers: { "content-length": "8" } })',
  'fetch(input + "/echo", { method: "POST", headers: { "Content-Type": "x/y", Authorization: "Basic eA==", Cookie: "a=1", "X-Latin": "caf\\u00e9", accept: "q/r", "accept-language": "de" } })',
  'fetch(input + "/echo", { headers: [["X-Two", "1"], ["x-two", "2"]] })',
  'fetch(input + "/echo", { cache: "no-store" })',
  'fetch(input + "/echo", { cache: "no-cache" })',
  'fetch(input + "/echo", { cache: "reload", headers: { pragma: "mine" } })',
  'fetch(input + "/echo", { headers: { "If-None-Match": "x" } })',
  'fetch(input + "/echo", { referrer: input + "/from#x" })',
  'fetch(input + "/echo", { referrer: "http://other.test/from" })',
  'fetch(input + "/echo", { referrer: "http://other.test/from", referrerPolicy: "unsafe-url" })',
  ...[301, 302, 303, 307, 308].flatMap((code) => [
    `fetch(input + "/redirect?code=${code}&to=/echo", { method: "POST", body: "b", headers: { "X-Kept": "1" } })`,
    `fetch(input + "/redirect?code=${code}&to=/echo", { headers: { authorization: "a", cookie: "c" } })`,
  ]),
  'fetch(input + "/redirect?to=" + encodeURIComponent("/redirect?to=/echo"))',
  'fetch(input + "/redirect?to=" + encodeURIComponent(input.replace("127.0.0.1", "localhost") + "/echo"), { headers: { authorization: "a", cookie: "c", "x-kept": "1" } })',
];

const LOOKED: readonly string[] = [
  ...CODES.flatMap((code) => [
    `fetch(input + "/status?code=${code}")`,
    `fetch(input + "/status?code=${code}&phrase=Odd%20One", { method: "HEAD" })`,
  ]),
  'fetch(input + "/redirect?to=/text", { redirect: "manual" })',
  'fetch(input + "/redirect?to=/text%23part")',
  'fetch(input + "/redirect?to=/text#mine")',
  'fetch(input + "/redirect?code=300&to=/text")',
  'fetch(input + "/nowhere")',
  'fetch("data:text/plain;charset=x,hello%20there")',
  'fetch("data:,a#b")',
];

const READ: readonly string[] = [
  ...[
    'text',
    'json',
    'headers',
    'gzip',
    'br',
    'deflate',
    'bytes?size=100000',
    'parts?count=5',
    'status?code=204',
    'form',
  ].flatMap((path) => [
    `return (await fetch(input + "/${path}")).text()`,
    `return [...new Uint8Array(await (await fetch(input + "/${path}")).arrayBuffer())].slice(0, 300)`,
    `return [...(await fetch(input + "/${path}")).headers].filter(([name]) => !/^(date|connection|keep-alive|transfer-encoding|content-length)$/.test(name))`,
  ]),
  'return (await (await fetch(input + "/json")).json()).a',
  'return (await fetch(input + "/headers")).headers.getSetCookie()',
  'const r = await fetch(input + "/headers"); try { r.headers.set("a", "b") } catch (e) { return [e.name, e.message] }',
  'const r = await fetch(input + "/json"); const c = r.clone(); return [await r.text(), await c.json(), c.url === r.url, c.type]',
  'const r = await fetch(input + "/parts?count=3"); let text = ""; const decoder = new TextDecoder(); for await (const chunk of r.body) text += decoder.decode(chunk, { stream: true }); return [text, r.bodyUsed]',
  'const reader = (await fetch(input + "/text")).body.getReader(); const a = await reader.read(); const b = await reader.read(); return [[...a.value], a.done, b.done, b.value === undefined]',
  'const r = await fetch(input + "/bytes?size=3000000"); let size = 0; for await (const chunk of r.body) size += chunk.length; return size',
  'const r = await fetch(input + "/stalled"); await r.body.cancel("enough"); return [r.bodyUsed]',
  'const f = await (await fetch(input + "/form")).formData(); return [f.get("a"), f.get("f").name, f.get("f").type, await f.get("f").text()]',
  'const f = new FormData(); f.append("a", "1"); f.append("b", new Blob(["x"], { type: "t/y" }), "n.txt"); const e = await (await fetch(input + "/echo", { method: "POST", body: f })).json(); return [e.headers["content-type"].replace(/=.*/, ""), e.body.replace(/----[\\w-]*\\d/g, "B")]',
  'const all = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => fetch(input + "/echo?" + n).then((r) => r.json()))); return all.map((each) => each.url)',
  'const b = await (await fetch("data:text/html;base64,aGk=")).blob(); return [b.type, await b.text()]',
  'return (await fetch("data:;charset=utf-8,%C3%A9")).headers.get("content-type")',
  'return (await fetch(input + "/text", { integrity: "sha256-mC2ePYn8c/hyE1zLaFd+cZv+qJl5KMqXKtOJQ5sKx8s= sha256-sRpoAbqyPJ2pf6SyqkG8hqQxbvxjDBnPtwj8SxLlT7A=" })).text().catch((e) => e.name)',
];

const REFUSED: readonly string[] = [
  'fetch()',
  'fetch("")',
  'fetch("/path")',
  'fetch("http://")',
  'fetch("data:text/plain;base64,***")',
  'fetch("data:nothing")',
  'fetch(input, { method: "TRACE" })',
  'fetch(input, { method: "GET", body: "x" })',
  'fetch(input.replace("//", "//user:pass@"))',
  'fetch(input + "/redirect?to=/text", { redirect: "error" })',
  'fetch(input + "/reset")',
  'fetch(input + "/cut").then((r) => r.text())',
  'fetch(input + "/text", { signal: AbortSignal.abort() })',
  'fetch(input + "/text", { signal: AbortSignal.abort(new RangeError("mine")) })',
  'fetch(input + "/silent", { signal: AbortSignal.timeout(50) })',
  '(async (c) => { setTimeout(() => c.abort(), 30); return fetch(input + "/silent", { signal: c.signal }) })(new AbortController())',
  '(async (c) => { const p = fetch(input + "/silent", { signal: c.signal }); c.abort("why"); return p.catch((e) => ["caught", e]) })(new AbortController())',
  '(async (c) => { const r = await fetch(input + "/stalled", { signal: c.signal }); setTimeout(() => c.abort(), 30); return r.text() })(new AbortController())',
  '(async (c) => { const r = await fetch(input + "/stalled", { signal: c.signal }); c.abort(); return r.text() })(new AbortController())',
  '(async (c) => { const r = await fetch(input + "/stalled", { signal: c.signal }); const reader = r.body.getReader(); await reader.read(); c.abort(new RangeError("mine")); return reader.read() })(new AbortController())',
  '(async (c) => { const r = await fetch(input + "/stalled", { signal: c.signal }); const reader = r.body.getReader(); c.abort(new RangeError("mine")); return reader.closed })(new AbortController())',
  '(async (c) => { const r = await fetch(input + "/text", { signal: c.signal }); c.abort(); return r.text() })(new AbortController())',
  '(async (c) => { const r = await fetch(input + "/text", { signal: c.signal }); const reader = r.body.getReader(); c.abort(new RangeError("mine")); return reader.read() })(new AbortController())',
  '(async (c) => { const r = await fetch(input + "/text", { signal: c.signal }); const copy = r.clone(); c.abort(); return Promise.allSettled([r.text(), copy.text()]) })(new AbortController())',
  'fetch(input + "/text").then(async (r) => { const reader = r.body.getReader(); const { value } = await reader.read(); return [value.length, (await reader.read()).done, r.bodyUsed] })',
  'fetch(input + "/text").then(async (r) => { await r.body.cancel(); return [r.bodyUsed, await r.text().catch((e) => e.name)] })',
  'fetch(input + "/bytes?size=0").then(async (r) => [r.body === null, (await r.arrayBuffer()).byteLength, r.bodyUsed])',
  'fetch(input + "/gzip").then(async (r) => { const copy = r.clone(); return [(await copy.text()).length, (await r.text()).length] })',
  '(async (c) => { const r = await fetch(input + "/text", { signal: c.signal }); const text = await r.text(); c.abort(); return [text, r.bodyUsed] })(new AbortController())',
  '(async (c) => { const q = new Request(input + "/silent", { signal: c.signal }); const p = fetch(q); c.abort(); return p })(new AbortController())',
  'fetch(input + "/text").then(async (r) => { await r.text(); return r.text() })',
  'fetch(input + "/text", { integrity: "sha256-AAAA" })',
  'fetch(input + "/echo", { method: "POST", body: new ReadableStream({ start(c) { c.error(new RangeError("mine")) } }), duplex: "half" })',
];

export const FETCH_SNIPPETS: readonly string[] = [
  ...ECHOED.map(asked),
  ...LOOKED.map((call) => `${look} return look(await ${call})`),
  ...READ,
  ...REFUSED.map(refused),
];
