/** What ends a request or a response before it is done: sizes, time, signals. */
import { withHead } from './common.ts';

const SIGNALS: Readonly<Record<string, string>> = {
  signal:
    'const c = new AbortController(); const config = { signal: c.signal }; const stop = () => c.abort();',
  'signal with a reason':
    "const c = new AbortController(); const config = { signal: c.signal }; const stop = () => c.abort(new Error('mine'));",
  token:
    "const s = axios.CancelToken.source(); const config = { cancelToken: s.token }; const stop = () => s.cancel('enough');",
  'token made by a function':
    'let stop; const config = { cancelToken: new axios.CancelToken((cancel) => { stop = () => cancel() }) };',
};

export const LIMITS: readonly string[] = withHead([
  ...[0, 1, 99, 100, 101].flatMap((limit) => [
    `return tried(axios.get(input + '/bytes?size=100', { maxContentLength: ${limit}, responseEncoding: 'latin1' }))`,
    `return tried(axios.post(input + '/echo', 'x'.repeat(100), { maxBodyLength: ${limit}, transformResponse: (d) => d.length }))`,
  ]),
  "return tried(axios.get(input + '/bytes?size=100', { maxContentLength: -1, responseEncoding: 'latin1' }))",
  "return tried(axios.get(input + '/bytes?size=100', { maxContentLength: Infinity, responseEncoding: 'latin1' }))",
  "return tried(axios.get(input + '/bytes?size=500000', { maxContentLength: 100000, responseType: 'arraybuffer' }))",
  "return tried(axios.get(input + '/gzip', { maxContentLength: 500 }))",
  "return tried(axios.get(input + '/endless', { maxContentLength: 100000 }))",
  "return tried(axios.post(input + '/echo', { a: 'é'.repeat(60) }, { maxBodyLength: 100 }))",
  "return tried(axios.post(input + '/echo', Buffer.alloc(101), { maxBodyLength: 100 }))",
  "return tried(axios.post(input + '/echo', new ArrayBuffer(101), { maxBodyLength: 100 }))",
  "return tried(axios.post(input + '/echo', new Uint8Array(101), { maxBodyLength: 100 }))",
  "return tried(axios.post(input + '/echo', new URLSearchParams({ a: 'x'.repeat(100) }), { maxBodyLength: 100 }))",
  "const { Readable } = require('stream'); return tried(axios.post(input + '/echo', Readable.from(['x'.repeat(60), 'y'.repeat(60)]), { maxBodyLength: 100 }))",
  "const { Readable } = require('stream'); return tried(axios.post(input + '/echo', Readable.from(['x'.repeat(60), 'y'.repeat(40)]), { maxBodyLength: 100, transformResponse: (d) => JSON.parse(d).body.length }))",
  "const { Readable } = require('stream'); return tried(axios.post(input + '/echo', Readable.from(['x'.repeat(60), 'y'.repeat(60)]), { maxBodyLength: 100, maxRedirects: 0 }))",
  "const f = new FormData(); f.append('a', 'x'.repeat(200)); return tried(axios.post(input + '/echo', f, { maxBodyLength: 100 }))",
  "const r = await axios.get(input + '/bytes?size=1000', { maxContentLength: 100, responseType: 'stream' }); return read(r.data).then((t) => t.length, failure)",
  "const r = await axios.get(input + '/text', { maxContentLength: 4, responseType: 'stream' }); return read(r.data)",
  "const r = await axios.get(input + '/text', { maxContentLength: 3, responseType: 'stream' }); return new Promise((resolve) => r.data.on('data', () => {}).on('error', (e) => resolve(failure(e))).on('end', () => resolve('ended')))",
  // What has begun must have done so before its time is over, on a slow machine too.
  ...Object.entries({ silent: 60, stalled: 500 }).flatMap(([path, ms]) => [
    `return tried(axios.get(input + '/${path}', { timeout: ${ms} }))`,
    `return tried(axios.get(input + '/${path}', { timeout: ${ms}, maxRedirects: 0 }))`,
    `return tried(axios.get(input + '/${path}', { timeout: '${ms}' }))`,
    `return tried(axios.get(input + '/${path}', { timeout: ${ms}, timeoutErrorMessage: 'mine', transitional: { clarifyTimeoutError: true } }))`,
    `return tried(axios.create({ baseURL: input, timeout: ${ms} }).get('${path}'))`,
    `return tried(axios.post(input + '/${path}', { a: 1 }, { timeout: ${ms} }))`,
  ]),
  "return tried(axios.get(input + '/text', { timeout: 'soon' }))",
  "return tried(axios.get(input + '/text', { timeout: {} }))",
  "return tried(axios.get(input + '/text', { timeout: 5000 }))",
  "return tried(axios.get(input + '/text', { timeout: 0 }))",
  "return tried(axios.get(input + '/parts?count=10', { timeout: 10000 }))",
  ...Object.values(SIGNALS).flatMap((make) => [
    `${make} stop(); return tried(axios.get(input + '/text', config))`,
    `${make} setTimeout(stop, 40); return tried(axios.get(input + '/silent', config))`,
    `${make} setTimeout(stop, 40); return tried(axios.get(input + '/silent', { ...config, maxRedirects: 0 }))`,
    `${make} setTimeout(stop, 400); return tried(axios.get(input + '/stalled', config))`,
    `${make} setTimeout(stop, 40); return tried(axios.post(input + '/silent', 'x'.repeat(1e5), config))`,
    `${make} const r = await axios.get(input + '/text', config); stop(); return told(r)`,
    `${make} setTimeout(stop, 40); return Promise.all([1, 2].map(() => tried(axios.get(input + '/silent', config))))`,
    `${make} const r = await axios.get(input + '/stalled', { ...config, responseType: 'stream' }); setTimeout(stop, 40); return read(r.data).then((t) => t, failure)`,
  ]),
  "return tried(axios.get(input + '/silent', { signal: AbortSignal.timeout(40) }))",
  "const c = new AbortController(); setTimeout(() => c.abort(), 40); return tried(axios.get(input + '/silent', { signal: c.signal, timeout: 5000 }))",
  "const c = new AbortController(); setTimeout(() => c.abort(), 5000); return tried(axios.get(input + '/silent', { signal: c.signal, timeout: 40 }))",
  "const c = new AbortController(); const a = axios.create(); a.interceptors.request.use((config) => { c.abort(); return config }); return tried(a.get(input + '/text', { signal: c.signal }))",
  "const c = new AbortController(); const a = axios.create(); a.interceptors.response.use((r) => { c.abort(); return r }); return tried(a.get(input + '/text', { signal: c.signal }))",
  "const s = axios.CancelToken.source(); s.cancel('a'); s.cancel('b'); return [s.token.reason.message, s.token.reason.name, attempt(() => s.token.throwIfRequested()), await s.token.promise.then((e) => e.message)]",
  "const s = axios.CancelToken.source(); const seen = []; const f = (e) => seen.push(e.message); s.token.subscribe(f); s.token.subscribe((e) => seen.push('2' + e.message)); s.token.unsubscribe(f); s.cancel('x'); await wait(1); s.token.subscribe((e) => seen.push('3' + e.message)); return seen",
  "const s = axios.CancelToken.source(); const signal = s.token.toAbortSignal(); const before = signal.aborted; s.cancel('x'); await wait(1); return [before, signal.aborted, typeof signal.unsubscribe]",
  'return [attempt(() => new axios.CancelToken()), attempt(() => new axios.CancelToken({}))]',
  "const e = new axios.CanceledError('m', { url: '/a' }, { r: 1 }); return [failure(e), e.__CANCEL__, e.toJSON().code, axios.isCancel({ __CANCEL__: true }), axios.Cancel === axios.CanceledError, new axios.CanceledError().message]",
]);
