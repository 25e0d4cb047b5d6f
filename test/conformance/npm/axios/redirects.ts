/** Redirects: how many, with what, and who has a say. `/hops?left=3` leads to `/hops?left=2`. */
import { withHead } from './common.ts';

const ELSEWHERE = "input.replace('127.0.0.1', 'localhost')";

export const REDIRECTS: readonly string[] = withHead([
  ...[301, 302, 303, 307, 308].flatMap((code) =>
    ['get', 'head', 'post', 'put', 'patch', 'delete'].map(
      (verb) =>
        `return echo(axios({ method: '${verb}', url: input + '/redirect?code=${code}&to=/echo', data: { a: 1 }, headers: { 'X-A': 'b' } }))`,
    ),
  ),
  ...[300, 304, 305].map(
    (code) => `return tried(axios.get(input + '/redirect?code=${code}&to=/text'))`,
  ),
  "return tried(axios.get(input + '/status?code=302&body=x'))",
  ...[
    [3, 3],
    [3, 2],
    [3, 5],
    [21, 0],
    [22, 0],
    [1, 0],
  ].map(
    ([left, most]) =>
      `return tried(axios.get(input + '/hops?left=${left}'${most === 0 ? '' : `, { maxRedirects: ${most} }`}))`,
  ),
  "return tried(axios.get(input + '/hops?left=2', { maxRedirects: 0 }))",
  "return tried(axios.get(input + '/hops?left=2', { maxRedirects: 0, validateStatus: () => true }).then((r) => ({ ...r, data: r.headers.location })))",
  "const r = await axios.get(input + '/hops?left=3'); return [r.request.res.responseUrl.replace(input, ''), r.request.path, r.request.method, r.request.host, r.config.url.replace(input, '')]",
  "return tried(axios.get(input + '/redirect?to=' + encodeURIComponent('ftp://h/')))",
  "return tried(axios.get(input + '/redirect?to=' + encodeURIComponent('http://[')))",
  "return tried(axios.get(input + '/redirect?to=%3Fcode=302%26to=/text'))",
  "return echo(axios.get(input + '/redirect?to=' + encodeURIComponent('/echo?a=b c#d')))",
  "const seen = []; const r = await axios.get(input + '/hops?left=2', { beforeRedirect: (options, response, request) => { seen.push([options.href.replace(input, ''), options.method, options.hostname, options.protocol, options.path, response.statusCode, response.headers.location, request.url.replace(input, ''), request.method, Object.keys(request.headers).sort()]) } }); return [seen, r.data]",
  "return tried(axios.get(input + '/hops?left=2', { beforeRedirect: () => { throw new Error('no further') } }))",
  "return echo(axios.get(input + '/redirect?to=/echo', { beforeRedirect: (options) => { options.headers['X-Added'] = '1'; delete options.headers['X-A'] }, headers: { 'X-A': 'b', 'X-C': 'd' } }))",
  "return echo(axios.get(input + '/redirect?to=/text', { beforeRedirect: (options) => { options.path = '/echo?changed' } }))",
  `return echo(axios.get(input + '/redirect?to=' + encodeURIComponent(${ELSEWHERE} + '/echo'), { headers: { Authorization: 'Bearer t', Cookie: 'a=1', 'X-A': 'b' } }))`,
  "return echo(axios.get(input + '/redirect?to=/echo', { headers: { Authorization: 'Bearer t', Cookie: 'a=1', 'X-A': 'b' } }))",
  `return echo(axios.get(input + '/redirect?to=' + encodeURIComponent(${ELSEWHERE} + '/echo'), { auth: { username: 'u', password: 'p' } }))`,
  "return echo(axios.get(input + '/redirect?to=/echo', { auth: { username: 'u', password: 'p' } }))",
  "return echo(axios.get(input.replace('//', '//u:p@') + '/redirect?to=/echo'))",
  `return echo(axios.get(input + '/redirect?to=' + encodeURIComponent(${ELSEWHERE} + '/echo'), { sensitiveHeaders: ['X-Key'], headers: { 'x-key': 'k', 'X-A': 'b' } }))`,
  "return echo(axios.get(input + '/redirect?to=/echo', { sensitiveHeaders: ['X-Key'], headers: { 'x-key': 'k', 'X-A': 'b' } }))",
  "return tried(axios.get(input + '/redirect?to=/echo', { sensitiveHeaders: 'X-Key' }))",
  "return tried(axios.get(input + '/redirect?to=/echo', { sensitiveHeaders: [1] }))",
  "return echo(axios.post(input + '/redirect?code=307&to=/echo', Buffer.from([0, 255, 1]), { headers: { 'Content-Type': 'a/b' } }))",
  "const { Readable } = require('stream'); return echo(axios.post(input + '/redirect?code=307&to=/echo', Readable.from(['a', 'b']), { headers: { 'Content-Type': 'a/b' } })).then((r) => r.body)",
  "const f = new FormData(); f.append('a', '1'); return echo(axios.post(input + '/redirect?code=308&to=/echo', f)).then((r) => [r.method, r.body.includes('name=\"a\"')])",
  "const r = await axios.get(input + '/redirect?to=/text', { responseType: 'stream' }); return [await read(r.data), r.data.responseUrl.replace(input, '')]",
  "return tried(axios.get(input + '/redirect?to=/silent', { timeout: 60 }))",
  "return tried(axios.get(input + '/redirect?to=/reset'))",
  "return tried(axios.get(input + '/redirect?to=/status?code=404'))",
]);
