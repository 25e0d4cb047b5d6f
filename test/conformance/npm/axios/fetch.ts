/** By the adapter over \`fetch\`. */
import { withHead } from './common.ts';

export const BY_FETCH: readonly string[] = withHead(
  [
    "return tried(axios.get(input + '/text'))",
    "return tried(axios.get(input + '/json'))",
    "return echo(axios.post(input + '/echo', { a: 1 }, { headers: { 'X-A': 'b' }, params: { c: 'd e' } }))",
    "return echo(axios.post(input + '/echo', new URLSearchParams({ a: 'é' })))",
    "return tried(axios.get(input + '/status?code=404&body=no'))",
    "return tried(axios.get(input + '/silent', { timeout: 60 }))",
    "const c = new AbortController(); setTimeout(() => c.abort(), 40); return tried(axios.get(input + '/silent', { signal: c.signal }))",
    "const r = await axios.get(input + '/bytes?size=5', { responseType: 'arraybuffer' }); return [Object.prototype.toString.call(r.data), [...new Uint8Array(r.data)]]",
    "const r = await axios.get(input + '/text', { responseType: 'stream' }); return [r.data.constructor.name, await new Response(r.data).text()]",
    "const r = await axios.get(input + '/text', { responseType: 'blob' }); return [r.data.size, await r.data.text()]",
    "const r = await axios.get(input + '/form', { responseType: 'formdata' }); return [r.data.get('a')]",
    "return tried(axios.get(input + '/bytes?size=100', { maxContentLength: 10 }))",
    "return tried(axios.post(input + '/echo', 'x'.repeat(100), { maxBodyLength: 10 }))",
    "return tried(axios.get(input + '/reset')).then((e) => [e.name, e.message, e.code])",
    "return echo(axios.get(input + '/echo', { auth: { username: 'u', password: 'p' } }))",
    "return tried(axios.get(input + '/redirect?to=/text'))",
    "const seen = []; const r = await axios.get(input + '/bytes?size=1000', { onDownloadProgress: (e) => seen.push(e.loaded), responseType: 'arraybuffer' }); return [r.data.byteLength, seen.at(-1)]",
    "const f = new FormData(); f.append('a', '1'); const r = await axios.post(input + '/echo', f); return [r.data.headers['content-type'].replace(/boundary=.*/, ''), r.data.body.includes('name=\"a\"')]",
    "const mine = async (request) => new Response(JSON.stringify({ to: new URL(request.url ?? request).pathname }), { status: 201 }); return tried(axios.get(input + '/text', { env: { fetch: mine } }))",
  ].map(
    (body) =>
      `axios.defaults.adapter = 'fetch'; try { return await (async () => { ${body} })() } finally { axios.defaults.adapter = ['xhr', 'http', 'fetch'] }`,
  ),
);
