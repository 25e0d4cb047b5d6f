/** Bodies of snippets in which `m` is axios, and nothing reaches the network: an adapter answers. */
const ECHO = `const plain = (headers) => Object.fromEntries(Object.entries(headers.toJSON ? headers.toJSON() : headers));
  const adapter = async (config) => ({ data: { url: m.getUri(config), method: config.method, data: config.data ?? null, headers: plain(config.headers) }, status: 200, statusText: 'OK', headers: { 'content-type': 'application/json' }, config, request: {} });`;

const FAILING = (status: number) =>
  `const adapter = (config) => { const response = { data: 'no', status: ${status}, statusText: 'S', headers: {}, config }; return config.validateStatus(${status}) ? Promise.resolve(response) : Promise.reject(new m.AxiosError('Request failed with status code ${status}', ${status} < 500 ? m.AxiosError.ERR_BAD_REQUEST : m.AxiosError.ERR_BAD_RESPONSE, config, null, response)) };`;

export const AXIOS_SNIPPETS: readonly string[] = [
  'return [m.VERSION, typeof m, Object.keys(m).sort(), m.default === m, m.Axios.name]',
  ...['get', 'delete', 'head', 'options'].map(
    (verb) =>
      `${ECHO} return (await m.${verb}('http://x.y/a', { adapter, params: { b: 1, c: [1, 2], d: { e: 'f g' }, n: null, u: undefined, t: new Date(0) } })).data`,
  ),
  ...['post', 'put', 'patch'].map(
    (verb) =>
      `${ECHO} const r = await m.${verb}('/a', { x: 1, y: ['é'] }, { adapter, baseURL: 'http://x.y/base' }); return [r.status, r.data]`,
  ),
  ...['postForm', 'putForm'].map(
    (verb) =>
      `${ECHO} const r = await m.${verb}('/a', { x: 1, y: ['é'] }, { adapter }); return [r.data.method, r.data.data.getBuffer().toString().replace(/-{10,}\\w+/g, '--'), r.data.headers]`,
  ),
  ...[
    "'text'",
    'new URLSearchParams({ a: 1 })',
    'null',
    'undefined',
    '5',
    'true',
    '[1, 2]',
    'new Uint8Array([1, 2])',
    'new ArrayBuffer(2)',
  ].map(
    (data) =>
      `${ECHO} const r = await m.post('http://x.y', ${data}, { adapter }); return [Object.prototype.toString.call(r.data.data), r.data.data?.byteLength ?? r.data.data, r.data.headers]`,
  ),
  `${ECHO} return (await m({ url: 'http://x.y', method: 'POST', data: { a: 1 }, headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-A': 'b' }, adapter })).data`,
  `${ECHO} const api = m.create({ baseURL: 'https://api.x', timeout: 5, headers: { common: { 'X-All': '1' }, post: { 'X-Post': '2' } }, adapter }); return [(await api.get('/g')).data, (await api.post('p', {})).data, api.defaults.timeout]`,
  `${ECHO} const a = m.create({ adapter }); a.defaults.headers.common.Authorization = 'Bearer t'; return (await a.get('http://x.y')).data.headers`,
  `${ECHO} const seen = []; const a = m.create({ adapter }); a.interceptors.request.use((c) => { seen.push('q1'); c.headers.set('X-Q', 'v'); return c }); a.interceptors.request.use((c) => { seen.push('q2'); return c }); a.interceptors.response.use((r) => { seen.push('s1'); r.data.more = 1; return r }); const r = await a.get('http://x.y'); return [seen, r.data]`,
  `${ECHO} const a = m.create({ adapter }); const id = a.interceptors.request.use(() => { throw new Error('stopped') }); const e = await a.get('/').catch((e) => e.message); a.interceptors.request.eject(id); return [e, (await a.get('http://x.y/')).status]`,
  `${FAILING(404)} const a = m.create({ adapter }); a.interceptors.response.use(undefined, (e) => (e.response.status === 404 ? { data: 'mended' } : Promise.reject(e))); return (await a.get('http://x.y')).data`,
  ...[400, 404, 500, 503].map(
    (status) =>
      `${FAILING(status)} try { await m.get('http://x.y', { adapter }) } catch (e) { return [m.isAxiosError(e), e.name, e.code, e.message, e.status, e.response.data, Object.keys(e.toJSON()).sort(), e instanceof m.AxiosError, e instanceof Error] }`,
  ),
  `${FAILING(404)} return (await m.get('http://x.y', { adapter, validateStatus: (s) => s < 500 })).status`,
  `${FAILING(500)} return (await m.get('http://x.y', { adapter, validateStatus: null }).catch((e) => e.name))`,
  ...['{"a":1}', '', 'text', '[1', '5', 'null'].flatMap((data) => [
    `const adapter = async (config) => ({ data: ${JSON.stringify(data)}, status: 200, statusText: '', headers: {}, config }); return (await m.get('http://x.y', { adapter })).data`,
    `const adapter = async (config) => ({ data: ${JSON.stringify(data)}, status: 200, statusText: '', headers: {}, config }); return (await m.get('http://x.y', { adapter, responseType: 'json', transitional: { silentJSONParsing: false } }).then((r) => [r.data], (e) => [e.name, e.code]))`,
  ]),
  `${ECHO} return (await m.post('http://x.y', { a: 1 }, { adapter, transformRequest: [(d, h) => { h['X-T'] = 'y'; return JSON.stringify({ w: d }) }], transformResponse: (d) => ({ got: d.data }) })).data`,
  `const source = m.CancelToken.source(); source.cancel('enough'); return await m.get('http://x.y', { cancelToken: source.token, adapter: () => 1 }).catch((e) => [m.isCancel(e), e.message, e.code, e.name])`,
  `const c = new AbortController(); c.abort(); return await m.get('http://x.y', { signal: c.signal, adapter: () => 1 }).catch((e) => [m.isCancel(e), e.message, e.code, e.name])`,
  'return await m.all([1, Promise.resolve(2)]).then(m.spread((a, b) => a + b))',
  "return [m.getUri({ url: '/a', params: { x: 'é&', y: [1, 2] } }), m.getUri({ url: '/a?b=1#h', params: { c: 2 } }), m.getUri({ baseURL: 'http://x.y/', url: 'z' }), m.create({ baseURL: 'http://b' }).getUri({ url: 'c' })]",
  ...[
    '{ indexes: null }',
    '{ indexes: true }',
    '{ indexes: false }',
    '{ dots: true }',
    '{ encode: (v) => `<${v}>` }',
    "{ serialize: () => 'own=1' }",
  ].map(
    (serializer) =>
      `return m.getUri({ url: '/a', params: { a: [1, { b: 2 }], c: { d: [3] } }, paramsSerializer: ${serializer} })`,
  ),
  "const f = m.toFormData({ a: 1, b: [1, 2], c: { d: true, e: null }, 'f{}': { g: 1 }, 'h[]': [1, 2], i: new Date(0) }, new FormData()); return [...f.entries()]",
  "return m.formToJSON(m.toFormData({ a: 1, b: [1, 2], c: { d: { e: 'x' } } }, new FormData()))",
  "const p = new URLSearchParams('a[]=1&a[]=2&b[c]=3'); return m.formToJSON(p)",
  "const h = new m.AxiosHeaders({ 'content-type': 'a/b', X: '1' }); h.set('x', '2'); h.setAuthorization?.('t'); return [h.get('X'), h.has('content-TYPE'), h.toJSON(), h.delete('x'), h.toString(), h.get('Content-Type', /b/)?.[0], [...h]]",
  "return m.AxiosHeaders.from('A: 1\\nB: 2').toJSON()",
  "return [m.AxiosHeaders.concat({ a: 1 }, { B: 2 }).toJSON(), new m.AxiosHeaders({ 'a-b': 'x' }).normalize(true).toJSON()]",
  "const e = new m.AxiosError('msg', 'ECODE', { url: '/x' }); return [e.toJSON().message, e.toJSON().code, e.toJSON().config, m.isAxiosError(e), m.isAxiosError(new Error()), m.isAxiosError({ isAxiosError: true })]",
  "return m.AxiosError.from(new TypeError('inner'), 'EX', {}).cause.message",
  'return m.HttpStatusCode.NotFound + Object.keys(m.HttpStatusCode).length',
  "return await m.get('http://x.y', { adapter: 'nonsense' }).catch((e) => [e.name, e.message, e.code])",
  'return m.mergeConfig({ headers: { a: 1 }, timeout: 1, params: { x: 1 } }, { headers: { b: 2 }, timeout: 2 })',
  'const a = m.create(); return [typeof a, typeof a.request, a.defaults.headers.common, a.defaults.timeout, a.defaults.xsrfCookieName, a.defaults.maxContentLength, a.defaults.responseType ?? null]',
];
