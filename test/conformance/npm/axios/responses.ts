/** Responses: their types, codings, streams and headers. */
import { withHead } from './common.ts';

const TYPES = ['arraybuffer', 'stream', 'text', 'json', 'document', 'blob'];
const ENCODINGS = ['utf8', 'latin1', 'ascii', 'base64', 'hex', 'binary', 'utf16le'];

export const RESPONSES: readonly string[] = withHead([
  ...TYPES.flatMap((type) =>
    ['text', 'json', 'bytes?size=20', 'status?code=204', 'br', 'bom'].map(
      (path) =>
        `const r = await axios.get(input + '/${path}', { responseType: '${type}' }); const { data } = r; return [r.status, Buffer.isBuffer(data) ? data.toString('hex') : typeof data?.pipe === 'function' ? Buffer.from(await read(data)).toString('hex').slice(0, 60) : data, { ...r.headers, date: 0, 'keep-alive': 0 }]`,
    ),
  ),
  ...ENCODINGS.flatMap((encoding) =>
    ['text', 'bytes?size=20', 'bom'].map(
      (path) => `return tried(axios.get(input + '/${path}', { responseEncoding: '${encoding}' }))`,
    ),
  ),
  "return tried(axios.get(input + '/text', { responseEncoding: 'nonsense' }))",
  ...[
    'gzip',
    'x-gzip',
    'deflate',
    'raw-deflate',
    'br',
    'GZIP',
    'identity',
    'nonsense',
    'gzip-cut',
  ].flatMap((coding) => [
    `const r = await axios.get(input + '/coded?coding=${coding}', { responseType: 'arraybuffer' }).catch(failure); return [r.status, r.message ?? null, r.data?.toString('latin1').slice(0, 30), r.headers?.['content-encoding'] ?? null]`,
    `const r = await axios.get(input + '/coded?coding=${coding}', { responseType: 'arraybuffer', decompress: false }).catch(failure); return [r.status, r.message ?? null, r.data?.length, r.headers?.['content-encoding'] ?? null]`,
    `const r = await axios.head(input + '/coded?coding=${coding}'); return [r.status, r.data, r.headers['content-encoding'] ?? null]`,
  ]),
  "const r = await axios.get(input + '/redirect?to=/gzip', { responseType: 'arraybuffer', decompress: false }); return [r.data[0], r.data[1], r.headers['content-encoding']]",
  "const r = await axios.get(input + '/gzip', { responseType: 'stream', decompress: false }); let size = 0; for await (const c of r.data) size += c.length; return [size < 300, r.headers['content-encoding']]",
  "const agent = new (require('http').Agent)({ keepAlive: true }); const r = await axios.get(input + '/gzip', { responseType: 'arraybuffer', decompress: false, httpAgent: agent }); return [r.data[0], r.config.decompress, r.config.httpAgent.keepAlive]",
  // Streams.
  "const { PassThrough } = require('stream'); const r = await axios.get(input + '/bytes?size=200000', { responseType: 'stream' }); const through = r.data.pipe(new PassThrough()); let size = 0; for await (const c of through) size += c.length; return size",
  "const { pipeline, Transform, Writable } = require('stream'); const r = await axios.get(input + '/text', { responseType: 'stream' }); const out = []; await new Promise((resolve, reject) => pipeline(r.data, new Transform({ transform(c, e, done) { done(null, String(c).toUpperCase()) } }), new Writable({ write(c, e, done) { out.push(String(c)); done() } }), (e) => e ? reject(e) : resolve())); return out",
  "const { pipeline } = require('stream/promises'); const { PassThrough } = require('stream'); const r = await axios.get(input + '/cut', { responseType: 'stream' }); return pipeline(r.data, new PassThrough().resume()).then(() => 'whole', (e) => [e.code, e.message])",
  "const r = await axios.get(input + '/parts?count=3', { responseType: 'stream' }); r.data.setEncoding('utf8'); return new Promise((resolve) => { let text = ''; r.data.on('data', (c) => { text += c }); r.data.on('end', () => resolve([text, r.data.statusCode, r.data.readableEnded])) })",
  "const r = await axios.get(input + '/endless', { responseType: 'stream' }); let size = 0; for await (const c of r.data) { size += c.length; if (size > 1e5) break } return [size > 1e5, r.data.destroyed]",
  "const r = await axios.get(input + '/endless', { responseType: 'stream' }); return new Promise((resolve) => { r.data.on('close', () => resolve('closed')); r.data.once('data', () => r.data.destroy()) })",
  "const r = await axios.get(input + '/text', { responseType: 'stream' }); return [r.data.statusCode, r.data.statusMessage, r.data.httpVersion, r.data.headers['content-length'], Array.isArray(r.data.rawHeaders), r.data.req === r.request]",
  "const e = await axios.get(input + '/status?code=404&body=gone', { responseType: 'stream' }).catch((e) => e); return [e.status, await read(e.response.data)]",
  "const r = await axios.get(input + '/bytes?size=100', { responseType: 'stream' }); const w = await axios.post(input + '/echo', r.data, { headers: { 'Content-Type': 'a/b' } }); return w.data.body.length",
  // Headers.
  "const { headers } = await axios.get(input + '/headers'); return [headers instanceof axios.AxiosHeaders, headers.get('set-cookie'), headers.getSetCookie(), headers['x-twice'], headers['X-Twice'] ?? null, headers.get('X-TWICE'), headers.has('x-empty'), headers['x-empty'], headers.get('X-Latin')]",
  "const { headers } = await axios.get(input + '/json'); return [headers.getContentType(), headers.getContentType(true) ?? null, headers.getContentType(/json/)?.[0], headers.get('content-type', 'charset') ?? null, headers.hasContentLength?.()]",
  "const r = await axios.get(input + '/text'); return [Object.keys(r).sort(), typeof r.duration, r.request.constructor.name, r.request.method, r.request.path, r.request.getHeader('accept'), r.request.getHeader('User-Agent'), r.request.getHeader('accept-encoding'), r.request.res.statusCode]",
  "const r = await axios.get(input + '/text?a=1', { params: { b: 2 } }); return [r.request.path, r.request.protocol, r.request.host, Object.keys(r.config).sort(), r.config.method, r.config.headers.toJSON()]",
  "const r = await axios.get(input + '/asked'); return r.data",
  "const r = await axios.post(input + '/asked', { a: 1 }, { headers: { 'User-Agent': 'mine/1', Accept: 'text/plain' } }); return r.data",
  "const r = await axios.get(input + '/asked', { headers: { 'User-Agent': false, Accept: null } }); return r.data.encoding",
  "const r = await axios.get(input + '/status?code=200&phrase=Fine'); return [r.status, r.statusText]",
  // What becomes of a body.
  "return tried(axios.get(input + '/status?code=200&body=%7Bnot json', { responseType: 'json' }))",
  "return tried(axios.get(input + '/status?code=200&body=%7Bnot json', { responseType: 'json', transitional: { silentJSONParsing: false } })).then(({ message, cause, ...rest }) => rest)",
  "return tried(axios.get(input + '/json', { transitional: { forcedJSONParsing: false } }))",
  "return tried(axios.get(input + '/json', { transitional: { forcedJSONParsing: false }, responseType: 'json' }))",
  "return tried(axios.get(input + '/json', { parseReviver: (k, v) => typeof v === 'number' ? v + 1 : v }))",
  "return tried(axios.get(input + '/json', { transformResponse: [(d) => JSON.parse(d), (d, headers, status) => ({ d, type: headers.getContentType(), status })] }))",
  "return tried(axios.get(input + '/status?code=404&body=%7B%22a%22:1%7D', { transformResponse: (d, h, status) => [status, d] }))",
  "return tried(axios.get(input + '/text', { transformResponse: () => { throw new Error('bad body') } }))",
  "return tried(axios.get(input + '/bytes?size=0'))",
  "return tried(axios.get(input + '/lie?says=10&sends=3'))",
]);
