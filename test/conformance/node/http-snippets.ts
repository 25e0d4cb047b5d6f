/** Snippets that call a server by Node's `http`, to be run here and in Node; `input` is the server's address. */

/** What comes of a request: the response with its body, or the error. */
const SEND = `
  const http = require('http');
  const told = (r, body) => [r.statusCode, r.statusMessage, body, r.complete, r.httpVersion];
  const read = (r) => new Promise((resolve, reject) => {
    let body = '';
    r.setEncoding('utf8');
    r.on('data', (chunk) => { body += chunk; });
    r.on('end', () => resolve(told(r, body)));
    r.on('error', (e) => reject(e));
  });
  const failure = (e) => [e.name, e.message, e.code];
  const send = (options, body, more) => new Promise((resolve, reject) => {
    const req = http.request(input + (options.path ?? '/echo'), options, (r) => read(r).then(resolve, reject));
    req.on('error', reject);
    more?.(req);
    if (body === undefined) req.end(); else req.end(body);
  }).catch(failure);
  const echo = async (...args) => { const [status, , body] = await send(...args); return [status, JSON.parse(body)] };
  const url = new URL(input);
`;

const BODIES: readonly string[] = [
  'return echo({})',
  "return echo({ method: 'post', headers: { 'X-A': 'b', 'x-list': ['1', '2'], 'X-Num': 5 } })",
  "return echo({ method: 'POST', headers: { 'Content-Length': 4 } }, 'text')",
  "return echo({ method: 'PUT', headers: { 'content-length': 3 } }, Buffer.from([1, 2, 255]))",
  "return echo({ method: 'DELETE' })",
  "return echo({ auth: 'user:pa ss' })",
  "return echo({ method: 'POST', headers: { 'content-length': 6 } }, 'three', (req) => { req.write('a') })",
  "return echo({}, undefined, (req) => { req.setHeader('X-Set', '1'); req.setHeader('x-gone', '1'); req.removeHeader('X-Gone') })",
  "return new Promise((resolve) => http.get(input + '/text', (r) => read(r).then(resolve)))",
  "return new Promise((resolve) => http.get(new URL(input + '/echo?q=1'), (r) => read(r).then(resolve)))",
  "return new Promise((resolve) => http.get({ hostname: url.hostname, port: url.port, path: '/echo?x' }, (r) => read(r).then(resolve)))",
  "return new Promise((resolve) => http.get({ host: url.hostname, port: Number(url.port), path: '/text' }).on('response', (r) => read(r).then(resolve)))",
  "return new Promise((resolve) => http.get(input + '/headers', (r) => { r.resume(); resolve([r.headers['set-cookie'], r.headers['x-twice'], r.headers['x-empty'], r.headers['x-latin'], r.rawHeaders.slice(0, 4), r.headersDistinct['x-twice']]) }))",
  "return new Promise((resolve) => http.get(input + '/redirect?to=/text', (r) => { r.resume(); resolve([r.statusCode, r.headers.location]) }))",
  "return new Promise((resolve) => http.get(input + '/status?code=404&phrase=Gone%20Fishing&body=x', (r) => read(r).then(resolve)))",
  "return new Promise((resolve) => http.request(input + '/text', { method: 'HEAD' }, (r) => read(r).then(resolve)).end())",
  "return new Promise((resolve) => http.get(input + '/gzip', async (r) => { const chunks = []; for await (const chunk of r) chunks.push(chunk); const all = Buffer.concat(chunks); resolve([r.headers['content-encoding'], all[0], all[1], all.length]) }))",
  "return new Promise((resolve) => http.get(input + '/parts?count=4', async (r) => { let text = ''; for await (const chunk of r) text += chunk; resolve([text, Buffer.isBuffer(text)]) }))",
  "return new Promise((resolve) => http.get(input + '/bytes?size=200000', async (r) => { let size = 0; r.on('data', (chunk) => { size += chunk.length }); r.on('end', () => resolve(size)) }))",
  "return send({ path: '/reset' })",
  "return send({ path: '/cut' })",
  "return send({ path: '/silent' }, undefined, (req) => req.setTimeout(40, () => req.destroy(new Error('too slow'))))",
  "return send({ path: '/silent', timeout: 40 }, undefined, (req) => req.on('timeout', () => req.destroy()))",
  "return send({ path: '/silent' }, undefined, (req) => setTimeout(() => req.abort(), 40))",
  "return send({ path: '/silent' }, undefined, (req) => setTimeout(() => req.destroy(), 40))",
  "return send({ path: '/silent', signal: AbortSignal.timeout(40) })",
  "const c = new AbortController(); setTimeout(() => c.abort(), 40); return send({ path: '/silent', signal: c.signal })",
  "const seen = []; return new Promise((resolve) => { const req = http.get(input + '/text'); for (const name of ['response', 'finish', 'close', 'abort', 'error']) req.on(name, () => seen.push(name)); req.on('response', (r) => { r.resume(); r.on('end', () => seen.push('end')) }); req.on('close', () => resolve(seen)) })",
  "const seen = []; return new Promise((resolve) => { const req = http.get(input + '/silent'); for (const name of ['abort', 'error', 'close']) req.on(name, () => seen.push(name)); req.on('close', () => resolve([seen, req.destroyed, req.aborted])); setTimeout(() => req.abort(), 30) })",
  "const req = http.request(input, { headers: { 'X-A': '1', b: ['2', '3'] } }); req.on('error', () => {}); const seen = [req.getHeader('x-a'), req.getHeader('B'), req.hasHeader('X-a'), req.hasHeader('q'), req.getHeaders()['x-a'], req.method, req.path, req.protocol, req.host, req.headersSent]; req.destroy(); return seen",
  "try { http.request('https://h/') } catch (e) { return failure(e) }",
  "try { http.request('nonsense') } catch (e) { return failure(e) }",
  "try { http.request({ path: '/a b' }) } catch (e) { return failure(e) }",
  "try { http.request({ method: 'A B' }) } catch (e) { return failure(e) }",
  'try { http.request({ method: 5 }) } catch (e) { return failure(e) }',
  'try { http.request({ hostname: 5 }) } catch (e) { return failure(e) }',
  "try { http.request({ headers: { 'a b': 1 } }) } catch (e) { return failure(e) }",
  'try { http.request({ headers: { a: undefined } }) } catch (e) { return failure(e) }',
  "try { http.request({ headers: { a: 'x\\ny' } }) } catch (e) { return failure(e) }",
  "try { require('https').request('http://h/') } catch (e) { return failure(e) }",
  "return [http.STATUS_CODES[418], http.METHODS.length, typeof http.globalAgent, new http.Agent({ keepAlive: true }).keepAlive, require('https').globalAgent.defaultPort]",
  'return [http.request.length, typeof http.ClientRequest, typeof http.IncomingMessage, http.maxHeaderSize]',
  "try { http.validateHeaderName('a b') } catch (e) { return failure(e) }",
  "try { http.validateHeaderValue('a', undefined) } catch (e) { return failure(e) }",
  "const req = http.request(input + '/echo', { method: 'POST' }); const done = new Promise((resolve) => req.on('response', (r) => read(r).then(resolve))); req.write('x'); try { req.setHeader('a', 'b') } catch (e) { req.end(); await done; return failure(e) }",
  "const { pipeline } = require('stream/promises'); const { Writable } = require('stream'); const r = await new Promise((resolve) => http.get(input + '/parts?count=3', resolve)); let text = ''; await pipeline(r, new Writable({ write(chunk, _, done) { text += chunk; done() } })); return text",
  "const { Readable } = require('stream'); return new Promise((resolve) => { const req = http.request(input + '/echo', { method: 'POST' }, (r) => read(r).then(([, , body]) => resolve(JSON.parse(body).body))); Readable.from(['a', 'b', 'c']).pipe(req) })",
  "const r = await new Promise((resolve) => http.get(input + '/stalled', resolve)); return new Promise((resolve) => { r.on('close', () => resolve([r.destroyed, r.complete])); r.once('data', () => r.destroy()) })",
  // Hosts, and what a response answers.
  "return ['http://h/', 'http://h:80/', 'http://h:81/', 'http://[::1]:81/'].map((to) => { const req = http.request(to); req.on('error', () => {}); const host = req.getHeader('host'); req.destroy(); return [host, Object.keys(req.getHeaders()), req.getRawHeaderNames()] })",
  "const req = http.request(input, { headers: { host: 'mine' } }); req.on('error', () => {}); req.destroy(); return [req.getHeader('Host'), req.getRawHeaderNames()]",
  "return new Promise((resolve) => { const req = http.get(input + '/text', (r) => { r.resume(); r.on('end', () => resolve([r.req === req, req.res === r, new http.IncomingMessage(r.socket).req ?? null])) }) })",
  // Time that passes without anything.
  "const r = await new Promise((resolve) => http.get(input + '/stalled', resolve)); return new Promise((resolve) => { const seen = []; for (const name of ['aborted', 'error', 'close', 'end']) r.on(name, (e) => seen.push([name, e?.message, e?.code])); r.on('close', () => resolve([seen, r.aborted, r.destroyed, r.complete])); r.setTimeout(60, () => { seen.push(['timeout']); r.destroy() }); r.resume() })",
  "return new Promise((resolve) => { const req = http.get(input + '/stalled', { timeout: 300 }, (r) => { r.resume(); r.on('error', (e) => resolve([e.message, e.code, r.aborted])) }); req.on('timeout', () => req.destroy()) })",
  "return new Promise((resolve) => { let times = 0; const req = http.get(input + '/parts?count=20', (r) => read(r).then((told) => resolve([told[0], told[2].length, times]))); req.setTimeout(5000, () => { times++ }) })",
  "return new Promise((resolve) => { const req = http.get(input + '/silent'); req.on('error', (e) => resolve(failure(e))); req.on('socket', (s) => { s.setTimeout(40); s.on('timeout', () => s.destroy()) }) })",
  "return new Promise((resolve) => { const req = http.get(input + '/silent'); req.on('error', (e) => resolve(failure(e))); req.setTimeout(40, () => req.socket.destroy(new Error('enough'))) })",
  "return new Promise((resolve) => { const req = http.get(input + '/silent'); req.on('error', () => {}); req.setTimeout(30); req.setTimeout(0); let timed = false; req.on('timeout', () => { timed = true }); setTimeout(() => { req.destroy(); resolve(timed) }, 80) })",
  // What is called off.
  "const r = await new Promise((resolve) => http.get(input + '/stalled', resolve)); return new Promise((resolve) => { const seen = []; for (const name of ['aborted', 'end', 'close']) r.on(name, () => seen.push(name)); r.on('close', () => setTimeout(() => resolve([seen, r.aborted, r.errored?.message ?? null]), 5)); r.req.on('error', () => {}); r.resume(); r.destroy(new Error('mine')) })",
  "const r = await new Promise((resolve) => http.get(input + '/stalled', resolve)); return new Promise((resolve) => { const seen = []; for (const name of ['aborted', 'error', 'close']) r.on(name, (e) => seen.push([name, e?.message])); r.on('close', () => setTimeout(() => resolve([seen, r.aborted]), 5)); r.req.on('error', () => {}); r.resume(); r.destroy(new Error('mine')) })",
  "const r = await new Promise((resolve) => http.get(input + '/stalled', resolve)); return new Promise((resolve) => { const seen = []; for (const name of ['aborted', 'error', 'close']) r.on(name, (e) => seen.push([name, e?.message, e?.code])); r.on('close', () => setTimeout(() => resolve([seen, r.aborted]), 5)); r.resume(); r.req.destroy() })",
  "const r = await new Promise((resolve) => http.get(input + '/stalled', resolve)); return new Promise((resolve) => { const seen = []; for (const name of ['aborted', 'error', 'close']) r.on(name, (e) => seen.push([name, e?.message, e?.code])); r.on('close', () => setTimeout(() => resolve([seen, r.aborted]), 5)); r.resume(); r.socket.destroy() })",
  "const r = await new Promise((resolve) => http.get(input + '/cut', resolve)); return new Promise((resolve) => { const seen = []; for (const name of ['aborted', 'close', 'end']) r.on(name, () => seen.push(name)); r.on('close', () => setTimeout(() => resolve([seen, r.aborted, r.complete]), 5)); r.resume() })",
  "const r = await new Promise((resolve) => http.get(input + '/text', resolve)); return new Promise((resolve) => { const seen = []; for (const name of ['aborted', 'error', 'end', 'close']) r.on(name, () => seen.push(name)); r.on('close', () => resolve([seen, r.aborted, r.complete, r.readableEnded])); r.resume() })",
  ...['-1', 'NaN', 'Infinity', "'60'", '{}', 'null', '1e12', '0.5', '5n'].flatMap((ms) => [
    `const req = http.request(input + '/text'); req.on('error', () => {}); try { return [req.setTimeout(${ms}) === req] } catch (e) { return failure(e) } finally { req.destroy() }`,
    `try { const req = http.request(input + '/text', { timeout: ${ms} }); req.on('error', () => {}); req.destroy(); return 'made' } catch (e) { return failure(e) }`,
  ]),
];

export const HTTP_SNIPPETS: readonly string[] = BODIES.map((body) => `${SEND} ${body}`);
