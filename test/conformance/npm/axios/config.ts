/** Configs, instances, interceptors and transforms: what happens before and after a request. */
import { withHead } from './common.ts';

const ECHO = `
  const adapter = async (config) => ({ data: JSON.stringify({ url: axios.getUri(config), method: config.method, data: config.data ?? null, headers: config.headers.toJSON() }), status: 200, statusText: 'OK', headers: { a: 'b' }, config, request: {} });
  const order = [];
  const note = (name, value) => (given) => { order.push(name); return value ?? given };
`;

const MERGES: readonly string[] = [
  '{ a: 1 }, { a: 2 }',
  '{ a: { b: 1 } }, { a: { c: 2 } }',
  '{ params: { x: 1 } }, { params: { y: 2 } }',
  '{ data: { x: 1 } }, { data: { y: 2 } }',
  "{ url: '/a', method: 'get' }, { }",
  "{ }, { url: '/a', method: 'post', data: 1 }",
  '{ headers: { common: { A: 1 }, get: { B: 2 }, C: 3 } }, { headers: { common: { D: 4 }, c: 5 } }',
  '{ timeout: 5 }, { timeout: undefined }',
  '{ timeout: 5 }, { timeout: null }',
  '{ auth: { username: 1 } }, { auth: { password: 2 } }',
  '{ validateStatus: () => 1 }, { validateStatus: null }',
  '{ transformRequest: [1, 2] }, { transformRequest: [3] }',
  '{ foo: [1, 2] }, { foo: [3] }',
  '{ foo: null }, { foo: { a: 1 } }',
  "{ baseURL: 'a' }, { baseURL: '' }",
  '{ nested: { a: { b: { c: 1 } } } }, { nested: { a: { b: { d: 2 } } } }',
  '{ transitional: { silentJSONParsing: true } }, { transitional: { forcedJSONParsing: false } }',
  '{}, null',
  'null, {}',
  'undefined, undefined',
  '{ d: new Date(0) }, {}',
  'JSON.parse(\'{"__proto__": { "x": 1 }, "y": 2 }\'), {}',
  '{}, JSON.parse(\'{"headers": { "__proto__": { "x": 1 } }, "constructor": 1 }\')',
  '{ maxRedirects: 5, maxBodyLength: 1 }, { maxRedirects: 0 }',
  "{ responseType: 'json' }, { responseType: 'text' }",
  "{ params: new URLSearchParams('a=1') }, { params: { b: 2 } }",
  '{ httpAgent: { keepAlive: true } }, { httpAgent: { a: 1 } }',
  '{ paramsSerializer: { indexes: null } }, { paramsSerializer: { dots: true } }',
  '{ env: { a: 1 } }, { env: { b: 2 } }',
  '{ proxy: { host: 1 } }, { proxy: false }',
];

export const CONFIG: readonly string[] = withHead(
  [
    ...MERGES.map(
      (pair) =>
        `return attempt(() => { const merged = axios.mergeConfig(${pair}); return [merged, Object.keys(merged).sort(), ({}).x ?? null] })`,
    ),
    'const a = { x: { y: 1 } }; const merged = axios.mergeConfig({}, { data: a, params: a, foo: a }); return [merged.data === a, merged.params === a, merged.foo === a]',
    // Instances.
    'const a = axios.create({ timeout: 1 }); const b = a.create({ headers: { A: 1 } }); b.defaults.timeout = 3; return [a.defaults.timeout, b.defaults.timeout, axios.defaults.timeout, b.defaults.headers.A, typeof b.get, b !== a, typeof a.interceptors.request.use]',
    "class Mine extends axios.Axios {} const a = new Mine({ adapter, headers: {} }); return [(await a.get('http://x.y/')).status, (await a.request('http://x.y/b')).config.url, a instanceof axios.Axios]",
    "const a = axios.create({ adapter }); return [(await a('http://x.y/1')).data, (await a('http://x.y/2', { method: 'PUT' })).data.method, (await a({ url: 'http://x.y/3' })).data.url, (await a.request({ url: 'http://x.y/4', method: 'delete' })).data.method]",
    "const a = axios.create({ adapter, method: 'post' }); return [(await a('http://x.y/')).data.method, (await a.get('http://x.y/')).data.method]",
    "const a = axios.create({ adapter, headers: { get: { G: 1 }, post: { P: 1 }, common: { C: 1 }, X: 1 } }); return [(await a.get('http://x.y/')).data.headers, (await a.post('http://x.y/', 1)).data.headers]",
    "const a = axios.create({ adapter }); a.defaults.headers.common['X-A'] = '1'; a.defaults.headers.post['X-P'] = '2'; a.defaults.headers['X-D'] = '3'; return [(await a.post('http://x.y/', {}, { headers: { 'x-a': '4' } })).data.headers]",
    "const a = axios.create({ adapter }); return [(await a.get('http://x.y/', { headers: { Accept: undefined } })).data.headers, (await a.get('http://x.y/', { headers: { Accept: null } })).data.headers, (await a.get('http://x.y/', { headers: { Accept: false } })).data.headers, (await a.post('http://x.y/', {}, { headers: { 'Content-Type': false } })).data.headers]",
    "const a = axios.create({ adapter }); return [(await a.get('http://x.y/', { headers: new axios.AxiosHeaders({ B: 'c' }) })).data.headers, (await a.get('http://x.y/', { headers: { A: ['1', '2'], N: 5, T: true } })).data.headers]",
    'return [Object.keys(axios.defaults).sort(), axios.defaults.headers, axios.defaults.adapter.length ?? null, axios.defaults.transitional, axios.defaults.validateStatus(299), axios.defaults.validateStatus(300), axios.defaults.transformRequest.length, axios.defaults.transformResponse.length].slice(0, 2)',
    'return [Object.keys(axios).sort(), Object.keys(axios.create()).sort(), Object.getOwnPropertyNames(axios.Axios.prototype).sort()]',
    "return ['get', 'delete', 'head', 'options', 'post', 'put', 'patch', 'query', 'postForm', 'putForm', 'patchForm', 'queryForm', 'request', 'getUri'].map((name) => [name, typeof axios[name], axios[name]?.length ?? null])",
    // Interceptors.
    "const a = axios.create({ adapter }); for (const n of [1, 2, 3]) { a.interceptors.request.use(note('q' + n)); a.interceptors.response.use(note('s' + n)) } await a.get('http://x.y/'); return order",
    "const a = axios.create({ adapter }); const ids = [1, 2, 3].map((n) => a.interceptors.request.use(note(n))); a.interceptors.request.eject(ids[1]); a.interceptors.request.eject(99); await a.get('http://x.y/'); a.interceptors.request.clear(); await a.get('http://x.y/'); return [ids, order]",
    "const a = axios.create({ adapter }); a.interceptors.request.use((c) => { c.headers.set('A', '1'); return c }, null, { synchronous: true }); a.interceptors.request.use((c) => { c.url += 'b'; return c }, null, { runWhen: (c) => c.method === 'get' }); return [(await a.get('http://x.y/')).data, (await a.post('http://x.y/')).data.url]",
    "const a = axios.create({ adapter }); a.interceptors.request.use(async (c) => { await wait(2); order.push('late'); return c }); a.interceptors.request.use(note('early'), null, { synchronous: true }); await a.get('http://x.y/'); return order",
    "const a = axios.create({ adapter }); a.interceptors.request.use(() => { throw new Error('first') }, null, { synchronous: true }); a.interceptors.request.use(note('other'), (e) => { order.push(e.message); throw e }, { synchronous: true }); return [await tried(a.get('http://x.y/')), order]",
    "const a = axios.create({ adapter }); a.interceptors.request.use(note('never'), (e) => { order.push('caught ' + e.message); return Promise.reject(e) }); a.interceptors.request.use(() => Promise.reject(new Error('refused'))); return [await tried(a.get('http://x.y/')), order]",
    "const a = axios.create({ adapter }); a.interceptors.response.use(() => { throw new Error('bad') }); a.interceptors.response.use(note('no'), (e) => ({ data: 'mended ' + e.message })); return (await a.get('http://x.y/')).data",
    "const a = axios.create({ adapter: () => Promise.reject(new axios.AxiosError('down', 'E')) }); a.interceptors.response.use(null, (e) => Promise.reject(Object.assign(e, { seen: true }))); return a.get('http://x.y/').catch((e) => [e.seen, e.code])",
    "const a = axios.create({ adapter }); a.interceptors.request.use((c) => undefined); return tried(a.get('http://x.y/')).then((e) => [e.name, e.isAxiosError])",
    "let tries = 0; const a = axios.create({ adapter: async (config) => { if (++tries < 3) throw new axios.AxiosError('busy', 'E', config); return adapter(config) } }); a.interceptors.response.use(null, (e) => a.request(e.config)); return [(await a.post('http://x.y/', { a: 1 })).data.data, tries]",
    // Transforms.
    "return (await axios.post('http://x.y/', { a: 1 }, { adapter, transformRequest: [(d, h) => { h.set('A', typeof h.setContentType); return { ...d, b: 2 } }, (d) => JSON.stringify(d)] })).data",
    "return (await axios.post('http://x.y/', { a: 1 }, { adapter, transformRequest: axios.defaults.transformRequest.concat((d) => d + '!') })).data.data",
    "return (await axios.get('http://x.y/', { adapter, transformResponse: [...axios.defaults.transformResponse, (d) => Object.keys(d)] })).data",
    "return (await axios.get('http://x.y/', { adapter, transformResponse: [] })).data",
    "return (await axios.post('http://x.y/', { a: 1 }, { adapter, transformRequest: function (d) { return [typeof this, this.method, Object.keys(d)].join() } })).data.data",
    // Addresses.
    ...[
      "{ url: '/a', params: { x: [1, { y: 2 }], z: null, d: new Date(0) } }",
      "{ url: 'a', baseURL: 'http://x.y/b/' }",
      "{ url: '/a', baseURL: 'http://x.y/b///' }",
      "{ url: '', baseURL: 'http://x.y/b' }",
      "{ baseURL: 'http://x.y/b' }",
      "{ url: '//h/a', baseURL: 'http://x.y' }",
      "{ url: 'HTTP://h/a', baseURL: 'http://x.y' }",
      "{ url: 'custom-1.0+x://h', baseURL: 'http://x.y' }",
      "{ url: '123://h', baseURL: 'http://x.y' }",
      "{ url: 'http://h/a', baseURL: 'http://x.y', allowAbsoluteUrls: false }",
      "{ url: '/a?b=1#c?d', params: { e: 1 } }",
      "{ url: '/a#c', params: { e: 1 } }",
      "{ url: '/a?', params: { e: 1 } }",
      "{ url: '/a', params: 'text' }",
      "{ url: '/a', params: new URLSearchParams('a=b c') }",
      "{ url: '/a', params: { a: 'b c:$,[]+&=é漢%' } }",
      "{ url: '/a', params: { a: true, b: 0, c: '', d: NaN } }",
      "{ url: '/a', params: { 'a[]': [1, 2], 'b{}': { c: 1 } } }",
      "{ url: '/a', params: { a: [[1, 2], [3]] }, paramsSerializer: { indexes: true } }",
      "{ url: '/a', params: { a: [1, 2] }, paramsSerializer: { indexes: null } }",
      "{ url: '/a', params: { f: () => 1, s: new Set([1]), m: new Map(), r: /x/ } }",
    ].map((config) => `return attempt(() => axios.getUri(${config}))`),
    // Adapters by name.
    "return attempt(() => axios.getAdapter('http').name)",
    "return attempt(() => typeof axios.getAdapter(['xhr', 'fetch', 'http'], {}))",
    "return attempt(() => axios.getAdapter('nonsense'))",
    "return attempt(() => axios.getAdapter('xhr'))",
    "return attempt(() => axios.getAdapter(['xhr', 'xhr']))",
    "const f = () => 1; return axios.getAdapter(f) === f && axios.getAdapter([f, 'http']) === f",
    'return attempt(() => axios.getAdapter(null))',
  ].map((body) => ECHO + body),
);
