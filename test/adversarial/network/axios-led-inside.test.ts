/**
 * Attack: axios, which follows redirects inside of the guest, is led to the inside: by a server, by `beforeRedirect`, a proxy, a socket in the file system, an agent or transport of the snippet's own, or HTTP/2.
 * Answer: The host judges each request by where it goes in the end; what would bypass it is without effect or refused.
 */
import { afterAll, beforeAll, expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

const target = shareTarget({ NETWORK_ALLOW: '127.0.0.1' });
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(async () => {
  await upstream[Symbol.asyncDispose]();
});

const INSIDE = 'http://127.0.0.2:8080/secret';
const GET = `const axios = require('axios');
  const get = (path, config) => axios.get(input + path, config).then((r) => ['answered', r.data], (e) => [e.name, e.code ?? null]);`;
const REFUSED = ['SecurityError', 'ERR_NET_REFUSED'];

const resultOf = (body: string) => target().resultOf(`${GET} ${body}`, upstream.url);

test.each([
  `return get('/redirect?to=' + encodeURIComponent('${INSIDE}'))`,
  `return get('/redirect?to=/text', { beforeRedirect: (options) => { options.hostname = '127.0.0.2' } })`,
  `return get('/redirect?to=/text', { beforeRedirect: (options) => { options.host = '127.0.0.2'; delete options.hostname } })`,
  `return get('/redirect?to=' + encodeURIComponent('http://2130706434:8080/'))`,
  `return get('', { baseURL: '', url: '${INSIDE}', transformRequest: [] }).then(() => axios.get('${INSIDE}').catch((e) => [e.name, e.code]))`,
])('%s', async (body) => {
  expect(await resultOf(body)).toEqual(REFUSED);
});

test.each([
  ...[
    "host: '127.0.0.2', port: 8080",
    "protocol: 'https', host: '127.0.0.2', auth: { username: 'u', password: 'p' }",
  ].map((proxy) => `return get('/text', { proxy: { ${proxy} } })`),
  "process.env.http_proxy = process.env.HTTP_PROXY = 'http://127.0.0.2:8080'; return get('/text')",
  "return get('/text', { lookup: (host, options, done) => done(null, '127.0.0.2', 4) })",
  "return get('/text', { httpAgent: { createConnection: () => { throw new Error('mine') }, addRequest: () => { throw new Error('mine') } } })",
  "return get('/text', { headers: { Host: '127.0.0.2' } })",
])('without effect: %s', async (body) => {
  expect(await resultOf(body)).toEqual(['answered', 'text']);
});

test.each([
  "return get('/text', { socketPath: '/var/run/docker.sock' })",
  "return get('/text', { socketPath: '/var/run/docker.sock', maxRedirects: 0 })",
  "return get('/text', { httpVersion: 2 })",
  "return get('/redirect?to=/text', { beforeRedirect: (options) => { options.socketPath = '/var/run/docker.sock' } })",
])('refused: %s', async (body) => {
  const [name] = (await resultOf(body)) as [string];
  expect(name).toMatch(/^SecurityError$|^Error \[ERR_FR_REDIRECTION_FAILURE\]$/);
});

test('a chain without an end is over at the most that axios follows', async () => {
  const before = upstream.seen.length;
  expect(await resultOf("return get('/hops?left=1000')")).toMatchObject({
    1: 'ERR_FR_TOO_MANY_REDIRECTS',
  });
  expect(upstream.seen.length - before).toBe(22);
});
