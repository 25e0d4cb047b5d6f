/** Snippets that call a server by axios, to be run here and in Node; `input` is the server's address. */

const HEAD = `
  const axios = require('axios');
  const told = (r) => [r.status, r.statusText, r.data];
  const failure = (e) => [e.name, e.message, e.code, e.isAxiosError === true, e.response && [e.response.status, e.response.data], axios.isCancel(e)];
  const tried = (p) => p.then(told, failure);
  const echo = (p) => p.then((r) => ({ ...r.data, headers: { ...r.data.headers } }));
`;

const BODIES: readonly string[] = [
  ...['get', 'delete', 'options'].map(
    (verb) =>
      `return echo(axios.${verb}(input + '/echo', { params: { a: 1, b: ['x', 'y'], c: 'é &', d: null }, headers: { 'X-A': 'b' } }))`,
  ),
  ...['post', 'put', 'patch'].map(
    (verb) =>
      `return echo(axios.${verb}(input + '/echo', { a: 1, b: ['é'] }, { headers: { 'X-A': 'b' } }))`,
  ),
  "return tried(axios.head(input + '/text'))",
  "return echo(axios({ url: '/echo', baseURL: input, method: 'POST', data: 'plain' }))",
  "return echo(axios.post(input + '/echo', new URLSearchParams({ a: '1 2', b: 'é' })))",
  "return echo(axios.post(input + '/echo', Buffer.from([1, 2, 255])))",
  "return echo(axios.post(input + '/echo', new Uint8Array([1, 2, 255]).buffer))",
  "return echo(axios.post(input + '/echo', { a: { b: 1 } }, { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }))",
  "return echo(axios.post(input + '/echo', '{\"own\":1}', { headers: { 'Content-Type': 'application/json' } }))",
  "return echo(axios.get(input + '/echo', { auth: { username: 'user', password: 'pä ss' } }))",
  "return echo(axios.get(input.replace('//', '//us%40er:pa%20ss@') + '/echo'))",
  "const form = new FormData(); form.append('a', '1'); form.append('f', new Blob(['x'], { type: 't/y' }), 'n.txt'); const r = (await axios.post(input + '/echo', form)).data; return [r.headers['content-type'].replace(/boundary=.*/, ''), r.body.includes('filename=\"n.txt\"'), r.body.includes('t/y')]",
  "const F = require('form-data'); const form = new F(); form.append('a', '1'); form.append('f', Buffer.from('x'), { filename: 'n.txt' }); const r = (await axios.post(input + '/echo', form, { headers: form.getHeaders() })).data; return [r.headers['content-type'].replace(/boundary=.*/, ''), r.body.includes('filename=\"n.txt\"')]",
  "const { Readable } = require('stream'); return (await axios.post(input + '/echo', Readable.from(['a', 'b']), { headers: { 'Content-Type': 'a/b' } })).data.body",
  ...[
    'text',
    'json',
    'gzip',
    'deflate',
    'br',
    'status?code=204',
    'parts?count=3',
    'redirect?to=/json',
  ].map((path) => `return tried(axios.get(input + '/${path}'))`),
  ...['text', 'json', 'gzip'].flatMap((path) => [
    `const r = await axios.get(input + '/${path}', { responseType: 'arraybuffer' }); return [Buffer.isBuffer(r.data), r.data.length, r.data.toString('base64').slice(0, 40)]`,
    `const r = await axios.get(input + '/${path}', { responseType: 'stream' }); let text = ''; for await (const chunk of r.data) text += chunk; return [text, typeof r.data.pipe, r.headers['content-encoding'] ?? null]`,
    `return tried(axios.get(input + '/${path}', { responseType: 'text', transformResponse: (d) => d }))`,
    `return tried(axios.get(input + '/${path}', { responseType: 'json' }))`,
  ]),
  "const r = await axios.get(input + '/gzip', { decompress: false, responseType: 'arraybuffer' }); return [r.data[0], r.data[1], r.headers['content-encoding']]",
  "const r = await axios.get(input + '/headers'); return [r.headers['set-cookie'], r.headers['x-twice'], r.headers.get('X-Latin'), r.headers['x-empty']]",
  "const r = await axios.get(input + '/redirect?to=/text'); return [r.request.res.responseUrl.replace(input, ''), r.request.path !== undefined, r.config.url.replace(input, '')]",
  ...[400, 404, 500, 503, 302].map(
    (code) =>
      `return tried(axios.get(input + '/status?code=${code}&body=no', { maxRedirects: 0 }))`,
  ),
  "return tried(axios.get(input + '/redirect?to=/text', { maxRedirects: 0 }))",
  "return tried(axios.get(input + '/redirect?to=/text', { maxRedirects: 0, validateStatus: (s) => s < 400 }))",
  "return echo(axios.post(input + '/redirect?code=307&to=/echo', { a: 1 }))",
  "return echo(axios.post(input + '/redirect?code=302&to=/echo', { a: 1 }))",
  "return tried(axios.get(input + '/status?code=404', { validateStatus: null }))",
  "return tried(axios.get(input + '/silent', { timeout: 60 }))",
  "return tried(axios.get(input + '/silent', { timeout: 60, timeoutErrorMessage: 'mine' }))",
  "return tried(axios.get(input + '/silent', { timeout: 60, transitional: { clarifyTimeoutError: true } }))",
  "const c = new AbortController(); setTimeout(() => c.abort(), 40); return tried(axios.get(input + '/silent', { signal: c.signal }))",
  "const c = new AbortController(); c.abort(); return tried(axios.get(input + '/silent', { signal: c.signal }))",
  "const s = axios.CancelToken.source(); setTimeout(() => s.cancel('enough'), 40); return tried(axios.get(input + '/silent', { cancelToken: s.token }))",
  "const c = new AbortController(); setTimeout(() => c.abort(), 60); return tried(axios.get(input + '/stalled', { signal: c.signal }))",
  "return tried(axios.get(input + '/reset'))",
  "return tried(axios.get(input + '/cut'))",
  "return tried(axios.get(input + '/bytes?size=1000', { maxContentLength: 100 }))",
  "return tried(axios.post(input + '/echo', 'x'.repeat(200), { maxBodyLength: 100 }))",
  "return tried(axios.get('ftp://h/'))",
  "return tried(axios.post(input + '/echo', 5, { transformRequest: () => ({ a: 1 }) }))",
  "const api = axios.create({ baseURL: input, headers: { common: { 'X-All': '1' }, post: { 'X-Post': '2' } } }); api.interceptors.request.use((c) => { c.headers.set('X-In', 'v'); return c }); api.interceptors.response.use((r) => ({ ...r, data: { ...r.data, seen: true } })); return echo(api.post('/echo', { a: 1 }))",
  "const api = axios.create({ baseURL: input }); api.interceptors.response.use(undefined, async (e) => e.response.status === 503 ? api.get('/text') : Promise.reject(e)); return told(await api.get('/status?code=503'))",
  "return (await axios.all([1, 2, 3].map((n) => axios.get(input + '/echo?' + n)))).map((r) => r.data.url)",
  "return echo(axios.post(input + '/echo', { a: 1 }, { transformRequest: [(data) => 'own:' + data.a] }))",
  "try { await axios.get(input + '/status?code=418&body=%7B%22a%22%3A1%7D') } catch (e) { return [e.response.data.a, e.toJSON().message, e.status, e.config.method] }",
];

export const AXIOS_NETWORK_SNIPPETS: readonly string[] = BODIES.map((body) => `${HEAD} ${body}`);
