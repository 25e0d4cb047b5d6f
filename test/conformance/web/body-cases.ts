/** Expressions over the bodies of `Request` and `Response`, to be evaluated here and in Node. */

export const BODIES: readonly string[] = [
  '',
  'undefined',
  'null',
  "''",
  "'text'",
  '5',
  'true',
  '1n',
  'Symbol()',
  '{}',
  '[1, 2]',
  '() => 1',
  'new Uint8Array([104, 105])',
  'new Uint8Array([104, 105]).buffer',
  'new DataView(new Uint8Array([104, 105, 33]).buffer, 1)',
  'new Uint16Array([26984])',
  'new URLSearchParams({ a: "1 2", b: "é" })',
  "new Blob(['bl'], { type: 'a/b' })",
  "new Blob(['bl'])",
  "new File(['fi'], 'n.txt', { type: 'T/X' })",
  "'\\ud800x'",
  "'\\ufeffbom'",
  'new SharedArrayBuffer(2)',
  'new Uint8Array(new SharedArrayBuffer(2))',
  'new Uint8Array(new ArrayBuffer(2, { maxByteLength: 4 }))',
  "Object('boxed')",
];

const METHODS = ['text', 'json', 'arrayBuffer', 'bytes'];
const blobbed = '(async (b) => [b.size, b.type, await b.text(), b.constructor.name])';
const formed =
  "(async (f) => Promise.all([...f].map(async ([k, v]) => [k, typeof v === 'string' ? v : [v.name, v.type, await v.text()]])))";

const MULTIPART = [
  '--B\\r\\nContent-Disposition: form-data; name="a"\\r\\n\\r\\n1\\r\\n--B--\\r\\n',
  '--B\\r\\nContent-Disposition: form-data; name="a"\\r\\n\\r\\n1\\r\\n--B--',
  '\\r\\n--B\\r\\ncontent-disposition:form-data; name="a%22b"\\r\\n\\r\\n\\r\\n--B--\\r\\n\\r\\n',
  '--B\\r\\nContent-Disposition: form-data; name="f"; filename="x.txt"\\r\\nContent-Type: text/css \\r\\n\\r\\nbody\\r\\nmore\\r\\n--B--',
  '--B\\r\\nContent-Disposition: form-data; name="f"; filename="x.txt"\\r\\n\\r\\nbody\\r\\n--B--',
  '--B\\r\\nContent-Disposition: form-data; name="f"; filename=x\\r\\n\\r\\nbody\\r\\n--B--',
  '--B\\r\\nContent-Disposition: form-data; name=f\\r\\n\\r\\nbody\\r\\n--B--',
  '--B\\r\\nContent-Disposition: form-data; name="é"\\r\\n\\r\\né\\r\\n--B\\r\\nContent-Disposition: form-data; name="é"\\r\\n\\r\\n2\\r\\n--B--',
  '--B\\r\\nContent-Disposition: attachment; name="a"\\r\\n\\r\\n1\\r\\n--B--',
  '--B\\r\\n\\r\\n1\\r\\n--B--',
  '--B--',
  '--B',
  '',
  'x',
  '--C\\r\\n',
  '--B\\nContent-Disposition: form-data; name="a"\\n\\n1\\n--B--',
  '--B\\r\\nX: y\\r\\nContent-Disposition: form-data; name="a"\\r\\nContent-Transfer-Encoding: base64\\r\\n\\r\\naGk=\\r\\n--B--',
  '--B\\r\\nContent-Disposition: form-data; name="a"\\r\\n\\r\\n1\\r\\n--B',
  '--B\\r\\nbad header\\r\\n\\r\\n1\\r\\n--B--',
  '--B\\r\\nContent-Disposition: form-data; name="a"; other="x"\\r\\n\\r\\n1\\r\\n--B--',
];
const TYPES = [
  'multipart/form-data; boundary=B',
  'multipart/form-data; boundary="B"',
  'Multipart/Form-Data;Boundary=B;x=y',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=x',
  'text/plain',
  'nonsense',
  '',
  'text/plain, application/x-www-form-urlencoded',
  '*/*',
  'a/b;c="d\\\\"e";f= g ;h',
  'a/b; charset=x, a/b',
  'A/B;P="a;b", */*',
];

/** Long texts are decoded in pieces: what stands across two of them must not show it. */
const LONG = [0, 1, 2, 3].flatMap((shift) => [
  `'x'.repeat(${65536 - shift}) + '\\u{1f600}é你'.repeat(30000)`,
  `Uint8Array.from({ length: 140000 }, (_, i) => i % 65536 > ${65532 + shift} ? 0xf0 : 0x61)`,
  `Uint8Array.from({ length: 140000 }, (_, i) => (i * ${7 + shift}) & 255)`,
]);

export const BODY_CASES: readonly string[] = [
  ...LONG.map(
    (body) =>
      `new Response(${body}).text().then((t) => [t.length, t.slice(65500, 65560), t.slice(-9)])`,
  ),
  ...BODIES.flatMap((body) => METHODS.map((name) => `new Response(${body}).${name}()`)),
  ...BODIES.map((body) => `new Response(${body}).blob().then(${blobbed})`),
  ...METHODS.flatMap((name) => [
    `(async (r) => [await r.${name}().catch(e => e.name), r.bodyUsed, await r.text().catch(e => e)])(new Response('12'))`,
    `(async (r) => [await r.${name}(), r.bodyUsed])(new Response())`,
    `Response.prototype.${name}.call({})`,
    `new Request('http://h/', { method: 'POST', body: '7' }).${name}()`,
    `(async (r) => [await r.clone().${name}(), await r.${name}()])(new Response('12'))`,
  ]),
  "(async (r) => { await r.text(); return [r.body.locked, r.bodyUsed, r.body === r.body] })(new Response('a'))",
  "(async (r) => { await r.text(); return r.clone() })(new Response('a'))",
  "(async (r) => { r.body.getReader(); return r.text() })(new Response('a'))",
  "(async (r) => { r.body.getReader(); return [r.bodyUsed, r.body.locked] })(new Response('a'))",
  "(async (r) => { r.body.getReader(); return r.clone() })(new Response('a'))",
  "(async (r) => { const reader = r.body.getReader(); return [await reader.read(), await reader.read(), r.bodyUsed] })(new Response('abc'))",
  "(async (r) => { await r.body.cancel(); return [r.bodyUsed, await r.text().catch(e => e.message)] })(new Response('abc'))",
  "(async (r) => { const out = []; for await (const chunk of r.body) out.push(chunk); return out })(new Response('abc'))",
  "(async (r) => { const c = r.clone(); const first = await r.body.getReader().read(); return [first, await c.text()] })(new Response('abc'))",
  "(async (r) => { r.body; const c = r.clone(); return [await r.text(), await c.text()] })(new Response('abc'))",
  '(async (s) => [await new Response(s).text()])(new ReadableStream({ start(c) { c.enqueue(new Uint8Array([97])); c.enqueue(new Uint8Array([98])); c.close() } }))',
  "(async (s) => [await new Response(s).text()])(new ReadableStream({ start(c) { c.enqueue('text'); c.close() } }))",
  "(async (s) => [await new Response(s).text()])(new ReadableStream({ start(c) { c.error(new RangeError('mine')) } }))",
  '(async (s) => { const r = new Response(s); return [r.body === s, r.bodyUsed, await r.bytes(), r.bodyUsed] })(new ReadableStream({ start(c) { c.close() } }))',
  '(async (s) => { const [a, b] = [new Response(s), 0]; const c = a.clone(); return [await a.text(), await c.text()] })(new ReadableStream({ start(c) { c.enqueue(new Uint8Array([97])); c.close() } }))',
  'new Response((async function* () { yield new Uint8Array([104]); yield new Uint8Array([105]) })()).text()',
  "new Response((async function* () { yield 'h'; yield 'i' })()).text()",
  "new Response((async function* () { throw new RangeError('gone') })()).text()",
  "(async (r) => { const s = new Request(r); return [r.bodyUsed, await s.text(), await r.text().catch(e => e.message)] })(new Request('http://h/', { method: 'POST', body: 'x' }))",
  "(async (r) => { const c = r.clone(); return [await r.text(), await c.text(), r.bodyUsed] })(new Request('http://h/', { method: 'POST', body: 'x' }))",
  "(async (r) => { await r.text(); return r.clone() })(new Request('http://h/', { method: 'POST', body: 'x' }))",
  "(async (r) => { await r.text(); return new Request(r) })(new Request('http://h/', { method: 'POST', body: 'x' }))",
  '(async (a, b) => { const buffer = await new Response(a).arrayBuffer(); a[0] = 9; return [[...new Uint8Array(buffer)], buffer.constructor.name] })(new Uint8Array([1, 2]))',
  '(async (a) => { const r = new Response(a); a[0] = 9; return r.bytes() })(new Uint8Array([1, 2]))',
  "(async (r) => (await r.json()).a)(Response.json({ a: [1, 'é'] }))",
  "new Response('{').json()",
  "new Response('').json()",
  "new Response('\\ufeff1').json()",
  ...MULTIPART.map(
    (body) =>
      `new Response('${body}', { headers: { 'content-type': 'multipart/form-data; boundary=B' } }).formData().then(${formed})`,
  ),
  ...TYPES.flatMap((type) => [
    `new Response('a=1&b=%20+x&a=&=c&é=ü', { headers: { 'content-type': '${type}' } }).formData().then(${formed})`,
    `new Response('x', { headers: { 'content-type': '${type}' } }).blob().then(${blobbed})`,
  ]),
  `new Response().formData().then(${formed})`,
  `new Response(null, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }).formData().then(${formed})`,
  `(async (f) => { f.append('a', '1\\n2'); f.append('b"c', new Blob(['x'], { type: 't/y' }), 'n"m.txt'); f.append('é', 'ü'); return ${formed}(await new Response(f).formData()) })(new FormData())`,
  "(async (f) => { f.append('a', '1'); const r = new Response(f); return [r.headers.get('content-type').replace(/boundary=.*/, 'boundary'), (await r.text()).replace(/--+[-\\w]*?\\d{6,}/g, 'BOUNDARY')] })(new FormData())",
  `(async (r) => ${formed}(await r.formData()))(new Request('http://h/', { method: 'POST', body: new URLSearchParams('q=1&q=2') }))`,
];
