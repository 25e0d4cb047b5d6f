import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { makeLocalRun } from '../../../support/net-attack.ts';

type Handle = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

const TEXT = 'what a server says '.repeat(1000);

const ROUTES: Readonly<Record<string, Handle>> = {
  '/hello': (_, response) => response.setHeader('x-a', 'b').end('hello'),
  '/echo': (request, response, body) => {
    const { method, headers, url } = request;
    response.end(JSON.stringify({ method, headers, url, body: body.toString() }));
  },
  '/gzip': (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(TEXT)),
  '/br': (_, response) =>
    response.setHeader('content-encoding', 'br').end(brotliCompressSync(TEXT)),
  '/zstd': (_, response) =>
    response.setHeader('content-encoding', 'zstd').end(zstdCompressSync(TEXT)),
  '/deflate': (_, response) =>
    response.setHeader('content-encoding', 'deflate').end(deflateSync(TEXT)),
  '/deflate-raw': (_, response) =>
    response.setHeader('content-encoding', 'deflate').end(deflateRawSync(TEXT)),
  '/twice': (_, response) =>
    response.setHeader('content-encoding', 'br, gzip').end(gzipSync(brotliCompressSync(TEXT))),
  '/bomb': (_, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(64 * 1024 * 1024))),
  '/chunked': (_, response) => {
    for (let i = 0; i < 100; i++) response.write(`${i},`);
    response.end();
  },
  '/large': (_, response) => response.end(Buffer.alloc(5_000_000, 1)),
  '/short': (_, response) => response.end(Buffer.alloc(32 * 1024, 1)),
  '/longer': (_, response) => response.end(Buffer.alloc(32 * 1024 + 1, 1)),
  '/nothing': (_, response) => response.end(),
  '/swells': (_, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1024 * 1024))),
  '/empty': (_, response) => response.writeHead(204).end(),
  '/to-hello': (_, response) => response.writeHead(302, { location: '/hello#here' }).end('gone'),
  '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
  '/see-other': (_, response) => response.writeHead(303, { location: '/echo' }).end(),
  '/temporary': (_, response) => response.writeHead(307, { location: '/echo' }).end(),
  '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-inside': (_, response) => response.writeHead(302, { location: 'http://127.0.0.3/' }).end(),
};

let server: Server;
let base: string;
let port: number;
beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const handle = ROUTES[new URL(request.url ?? '', 'http://x').pathname];
      handle?.(request, response, Buffer.concat(parts));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  base = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const makeRun = (setup = {}) => makeLocalRun({ allow: '127.0.0.1, 127.0.0.2', ...setup });

describe('net.open', () => {
  test('it gives the head, and net.read the body', async () => {
    using run = makeRun();
    const { status, statusText, headers, url, redirected, text } = await run.fetch(`${base}/hello`);
    expect({ status, statusText, url, redirected, text }).toEqual({
      status: 200,
      statusText: 'OK',
      url: `${base}/hello`,
      redirected: false,
      text: 'hello',
    });
    expect(headers).toContainEqual(['x-a', 'b']);
    expect(run.traffic).toEqual({ requests: 1, bytesOut: 0, bytesIn: 5 });
  });

  test('it sends method, header fields and body, and drops the fields that are not the guest’s', async () => {
    using run = makeRun();
    const headers =
      'X-Own\nyes\nHost\nevil\nContent-Length\n3\nConnection\nupgrade\nProxy-A\nb\nSec-X\n1';
    const { text } = await run.fetch(`${base}/echo?q=1`, { method: 'POST', headers, body: 'déjà' });
    const seen = JSON.parse(text);
    expect(seen).toMatchObject({ method: 'POST', url: '/echo?q=1', body: 'déjà' });
    expect(Object.keys(seen.headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'content-length',
      'host',
      'user-agent',
      'x-own',
    ]);
    expect(seen.headers).toMatchObject({ host: `127.0.0.1:${port}`, 'content-length': '6' });
    expect(run.traffic).toMatchObject({ requests: 1, bytesOut: 6 });
  });

  test.each(['/gzip', '/br', '/zstd', '/deflate', '/deflate-raw', '/twice'])(
    'it takes the coding of %s off',
    async (path) => {
      using run = makeRun();
      const { text, headers } = await run.fetch(base + path);
      expect(text).toBe(TEXT);
      expect(headers.map(([name]) => name)).toContain('content-encoding');
      expect(run.traffic.bytesIn).toBe(TEXT.length);
    },
  );

  test('it leaves the coding on where it is told to', async () => {
    using run = makeRun();
    const { bytes } = await run.fetch(`${base}/gzip`, { decodes: false });
    expect(bytes).toEqual(new Uint8Array(gzipSync(TEXT)));
  });

  test('it gives a body in chunks, a large one, and one that there is not', async () => {
    using run = makeRun();
    expect((await run.fetch(`${base}/chunked`)).text).toStartWith('0,1,2,');
    expect((await run.fetch(`${base}/large`)).bytes.length).toBe(5_000_000);
    expect(await run.fetch(`${base}/empty`)).toMatchObject({ status: 204, hasBody: false });
    expect(await run.fetch(`${base}/hello`, { method: 'HEAD' })).toMatchObject({ hasBody: false });
  });

  test('it counts bytes after decompression', async () => {
    using run = makeRun();
    await expect(run.fetch(`${base}/bomb`)).rejects.toMatchObject({
      refusal: { name: 'NetworkLimitError', details: { code: 'ERR_NET_LIMIT' } },
    });
    expect(run.traffic.bytesIn).toBeLessThanOrEqual(33_554_432);
  });
});

describe('redirects', () => {
  test('they are followed, and the fragment is kept', async () => {
    using run = makeRun();
    expect(await run.fetch(`${base}/to-hello`)).toMatchObject({
      status: 200,
      redirected: true,
      url: `${base}/hello#here`,
      text: 'hello',
    });
    expect(run.traffic.requests).toBe(2);
  });

  test('303 makes a GET of a POST, 307 does not', async () => {
    using run = makeRun();
    const headers = 'Content-Type\ntext/plain\nAuthorization\nme';
    const post = { method: 'POST', body: 'x', headers };
    const see = JSON.parse((await run.fetch(`${base}/see-other`, post)).text);
    expect(see).toMatchObject({ method: 'GET', body: '', headers: { authorization: 'me' } });
    expect(see.headers['content-type']).toBeUndefined();
    const same = JSON.parse((await run.fetch(`${base}/temporary`, post)).text);
    expect(same).toMatchObject({ method: 'POST', body: 'x' });
  });

  test('manual gives the response itself, error refuses it', async () => {
    using run = makeRun();
    expect(await run.fetch(`${base}/to-hello`, { redirect: 'manual' })).toMatchObject({
      status: 302,
      text: 'gone',
      redirected: false,
    });
    await expect(run.fetch(`${base}/to-hello`, { redirect: 'error' })).rejects.toMatchObject({
      refusal: { details: { cause: { message: 'unexpected redirect' } } },
    });
  });

  test('they end after as many as may be', async () => {
    using run = makeRun();
    await expect(run.fetch(`${base}/loop`)).rejects.toMatchObject({
      refusal: { name: 'TypeError', details: { cause: { message: 'redirect count exceeded' } } },
    });
    expect(run.traffic.requests).toBe(21);
  });

  test.each(['/to-file', '/to-inside'])('%s is judged as if the guest had asked', async (path) => {
    using run = makeRun();
    await expect(run.fetch(base + path)).rejects.toMatchObject({
      refusal: { name: 'SecurityError', details: { code: 'ERR_NET_REFUSED' } },
    });
  });
});

describe('net.open with a body that comes with its head', () => {
  test.each([
    ['/hello', 5],
    ['/short', 32 * 1024],
    ['/nothing', 0],
    ['/gzip', TEXT.length],
    ['/twice', TEXT.length],
  ])('%s: it gives all %d bytes, and nothing is left to be read', async (path, size) => {
    using run = makeRun();
    const { data, bytes } = await run.open({ url: base + path, id: 1 });
    expect(data).toMatchObject({ hasBody: true, isWhole: true });
    expect(bytes.length).toBe(size);
    expect(run.traffic).toEqual({ requests: 1, bytesOut: 0, bytesIn: size });
    await expect(run.read(1)).rejects.toMatchObject({ refusal: { name: 'TypeError' } });
    expect((await run.open({ url: base + path, id: 1 })).data.isWhole).toBe(true);
  });

  test.each([
    ['/longer', 32 * 1024 + 1],
    ['/large', 5_000_000],
    ['/swells', 1024 * 1024],
  ])('%s: it gives none of a long one, which is still to be read', async (path, size) => {
    using run = makeRun();
    const { data, bytes } = await run.open({ url: base + path, id: 1 });
    expect(data).toMatchObject({ hasBody: true, isWhole: false });
    expect(bytes.length).toBe(0);
    let read = 0;
    for (let isLast = false; !isLast; ) {
      const piece = await run.read(1);
      read += piece.bytes.length;
      isLast = piece.data;
    }
    expect(read).toBe(size);
  });

  test('it refuses to read on where what came is more than a run may receive', async () => {
    using run = makeRun({ maxBytesIn: 4 });
    const { data } = await run.open({ url: `${base}/hello`, id: 1 });
    expect(data).toMatchObject({ status: 200, isWhole: false });
    await expect(run.read(1)).rejects.toMatchObject({
      refusal: { name: 'NetworkLimitError', details: { code: 'ERR_NET_LIMIT' } },
    });
  });
});

describe('net.close', () => {
  test('it ends what is open, and a second time does nothing', async () => {
    using run = makeRun();
    const { data } = await run.open({ url: `${base}/large`, id: 7 });
    expect(data).toMatchObject({ hasBody: true, isWhole: false });
    run.close(7);
    run.close(7);
    await expect(run.read(7)).rejects.toMatchObject({ refusal: { name: 'TypeError' } });
  });
});
