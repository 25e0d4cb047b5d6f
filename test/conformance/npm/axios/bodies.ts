/** Bodies that are sent, and requests that need no server. */
import { withHead } from './common.ts';

const FORM = `
  const parts = (r) => { const boundary = /boundary=(.*)$/.exec(r.data.headers['content-type'])[1]; return [r.data.headers['content-type'].replace(/boundary=.*/, ''), r.data.body.split(boundary).join('B').replace(/axios-[\\d.]+-boundary-\\w+/g, 'B')] };
`;

export const BODIES: readonly string[] = withHead([
  ...[
    "'text'",
    "''",
    'null',
    'undefined',
    '0',
    '5',
    'true',
    'false',
    '[]',
    '[1]',
    '{}',
    '{ a: { b: [1] }, c: new Date(0), d: undefined }',
    'new Date(0)',
    'new Map([[1, 2]])',
    'Buffer.from([1, 255])',
    'new Uint8Array([1, 2, 3]).subarray(1)',
    'new Uint16Array([1, 2])',
    'new DataView(new ArrayBuffer(2))',
    'new ArrayBuffer(3)',
    "new URLSearchParams('a=1&a=2&b=%C3%A9')",
    "new Blob(['abc'], { type: 'x/y' })",
    'new Blob([])',
    "new File(['abc'], 'n.txt')",
    'Object.create({ inherited: 1 })',
    'new (class A { x = 1 })()',
    "{ toJSON: () => 'own' }",
    'Object.create(null)',
    '() => 1',
  ].flatMap((data) => [
    `return tried(axios.post(input + '/echo', ${data}))`,
    `return tried(axios.post(input + '/echo', ${data}, { headers: { 'Content-Type': 'application/json' } }))`,
    `return tried(axios.post(input + '/echo', ${data}, { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }))`,
  ]),
  ...['get', 'delete', 'head', 'options'].map(
    (verb) => `return echo(axios({ method: '${verb}', url: input + '/echo', data: { a: 1 } }))`,
  ),
  "return echo(axios.delete(input + '/echo', { data: { a: 1 } }))",
  "return echo(axios.query(input + '/echo', { a: 1 })).catch(failure)",
  "return echo(axios.post(input + '/echo', { a: 1 }, { headers: { Host: 'other', Connection: 'close' } }))",
  "return echo(axios.post(input + '/echo', 'é', { headers: { 'Content-Type': 'text/plain' } }))",
  "return echo(axios.post(input + '/echo', { a: [1, { b: 2 }], c: { d: 'é &' } }, { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, formSerializer: { dots: true, indexes: true } }))",
  // Forms.
  ...[
    "axios.postForm(input + '/echo', { a: 1, b: [1, 2], c: { d: 'é' }, e: new Date(0), f: null, g: undefined, h: true, 'i{}': { j: 1 }, 'k[]': [1] })",
    "axios.putForm(input + '/echo', { a: 1 })",
    "axios.patchForm(input + '/echo', { a: 1 })",
    "axios.post(input + '/echo', { a: [1, { b: 2 }] }, { headers: { 'Content-Type': 'multipart/form-data' } })",
    "axios.post(input + '/echo', { a: [1, { b: 2 }], c: { d: 1 } }, { headers: { 'Content-Type': 'multipart/form-data' }, formSerializer: { dots: true, indexes: null } })",
    "axios.postForm(input + '/echo', { a: [1, 2] }, { formSerializer: { indexes: true, visitor(value, key, path, helpers) { if (value === 2) { this.append('two', 'II'); return false } return helpers.defaultVisitor.call(this, value, key, path, helpers) } } })",
    "axios.postForm(input + '/echo', { a: Buffer.from('buf') })",
    "axios.postForm(input + '/echo', { a: new Uint8Array([65, 66]) })",
    "axios.postForm(input + '/echo', (() => { const f = new FormData(); f.append('a', '1'); f.append('b', new Blob(['x'], { type: 't/y' }), 'n.txt'); return f })())",
    "axios.post(input + '/echo', (() => { const f = new FormData(); f.append('a b', 'é\\n'); f.append('q\"', new File(['x'], 'ü\".txt')); return f })())",
    "axios.post(input + '/echo', (() => { const f = new FormData(); f.append('a', '1'); return f })(), { headers: { 'Content-Type': 'multipart/form-data; boundary=mine-and-only-mine' } })",
    "axios.post(input + '/echo', (() => { const F = require('form-data'); const f = new F(); f.append('a', '1'); f.append('f', Buffer.from('x'), { filename: 'n.txt', contentType: 't/y' }); return f })())",
    "axios.post(input + '/echo', (() => { const F = require('form-data'); const f = new F(); f.append('a', '1'); f.append('s', require('stream').Readable.from(['x', 'y']), { filename: 's' }); return f })())",
    "axios.post(input + '/echo', axios.toFormData({ a: 1, b: { c: 2 } }))",
  ].map((call) => `${FORM} return parts(await ${call})`),
  "const f = new FormData(); f.append('a', '1'); f.append('b[]', '2'); f.append('b[]', '3'); f.append('c[d]', '4'); return echo(axios.post(input + '/echo', f, { headers: { 'Content-Type': 'application/json' } }))",
  'const f = axios.toFormData({ a: 1 }); return [typeof f.getHeaders, typeof f.getBoundary, typeof f.append , f.getBuffer().toString().includes(\'name="a"\')]',
  'return [typeof axios.defaults.env.FormData.prototype.getHeaders, axios.defaults.env.Blob === Blob]',
  "return tried(axios.postForm(input + '/echo', { a: new Blob(['x']) }))",
  // Streams.
  "const { Readable } = require('stream'); return echo(axios.post(input + '/echo', Readable.from([Buffer.from('a'), 'b', new Uint8Array([99])]), { headers: { 'Content-Type': 'a/b' } })).then((r) => r.body)",
  "const { PassThrough } = require('stream'); const p = new PassThrough(); setTimeout(() => p.end('late'), 20); return echo(axios.post(input + '/echo', p, { headers: { 'Content-Type': 'a/b' } })).then((r) => r.body)",
  "const { Readable } = require('stream'); return tried(axios.post(input + '/echo', new Readable({ read() { this.destroy(new Error('broken')) } })))",
  "const { Readable } = require('stream'); return tried(axios.post(input + '/echo', new Readable({ read() { this.destroy() } })))",
  "const { Readable } = require('stream'); return tried(axios.post(input + '/echo', Readable.from((async function* () { yield 'a'; throw new TypeError('midway') })())))",
  // Credentials.
  ...[
    "{ username: 'u', password: 'p' }",
    "{ username: 'u' }",
    "{ password: 'p' }",
    "{ username: 'ü:', password: '漢' }",
    '{}',
    "{ username: '', password: '' }",
  ].map(
    (auth) =>
      `return echo(axios.get(input + '/echo', { auth: ${auth}, headers: { Authorization: 'Bearer t' } }))`,
  ),
  "return echo(axios.get(input.replace('//', '//user@') + '/echo'))",
  "return echo(axios.get(input.replace('//', '//user:%zz@') + '/echo'))",
  "return echo(axios.get(input.replace('//', '//user:pass@') + '/echo', { auth: { username: 'other', password: 'x' } }))",
  // Addresses.
  ...[
    "'/echo', { baseURL: input }",
    "'echo', { baseURL: input + '/' }",
    "'/../echo', { baseURL: input + '/a/b' }",
    "input + '/echo', { baseURL: 'http://nowhere.invalid' }",
    "'/echo?a=1#h', { baseURL: input, params: { b: 2 } }",
    "input.slice(5) + '/echo', { baseURL: 'http://nowhere.invalid' }",
    "'echo', { baseURL: input, allowAbsoluteUrls: false }",
    "'http:/echo', { baseURL: input, allowAbsoluteUrls: false }",
    "input + '/echo', { params: { a: [1, 2], b: { c: 1 }, d: new Date(0), e: null, f: 'é &+:$,[]', g: '' } }",
    "input + '/echo', { params: new URLSearchParams('a=1&b=2') }",
    "input + '/echo?x=1', { params: {} }",
    "input + '/echo', { params: { a: [1, [2, 3], { b: 4 }] }, paramsSerializer: { indexes: true } }",
    "input + '/echo', { params: { a: 1 }, paramsSerializer: (p) => 'own=' + p.a }",
    "input + '/echo', { params: { a: 'b c' }, paramsSerializer: { encode: (v) => v.toUpperCase() } }",
    "input + '/echo', { params: { a: { b: 1 } }, paramsSerializer: { dots: true } }",
    "input + '/echo/é ü/%20?q=é'",
    "new URL(input + '/echo')",
    "{ toString: () => input + '/echo' }",
    "input.toUpperCase().replace('HTTP', 'HTTP') + '/echo'",
  ].map((given) => `return axios.get(${given}).then((r) => r.data.url ?? told(r), failure)`),
  // Addresses with their data in them.
  ...[
    "'data:,hello'",
    "'data:text/plain;charset=utf-8,h%C3%A9llo'",
    "'data:text/plain;base64,aGVsbG8='",
    '\'data:application/json,{"a":1}\'',
    "'data:nonsense'",
    "'data:text/plain;base64,%%%'",
    "'data:;BASE64,aGk='",
  ].flatMap((url) => [
    ...['text', 'json', 'arraybuffer', ''].map(
      (type) =>
        `return axios.get(${url}, { responseType: '${type}' }).then((r) => [r.status, r.statusText, Buffer.isBuffer(r.data) ? 'buffer:' + r.data.toString('hex') : r.data, r.headers], failure)`,
    ),
    `return axios.get(${url}, { responseType: 'stream' }).then((r) => read(r.data), failure)`,
    `return axios.get(${url}, { responseType: 'blob' }).then(async (r) => [r.data.type, await r.data.text()], failure)`,
    `return tried(axios.get(${url}, { maxContentLength: 4, responseType: 'text' }))`,
  ]),
  "return tried(axios.post('data:,hello', {}))",
]);
