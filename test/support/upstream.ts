/** A server that snippets call: one route for each way in which a server may behave. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

export interface Upstream extends AsyncDisposable {
  /** Without a slash behind. */
  readonly url: string;
  readonly port: number;
  /** Requests that were seen to begin, by their path. */
  readonly seen: readonly string[];
  /** How many requests are neither answered in full nor hung up on. */
  openRequests(): number;
}

type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

/** Of the headers that arrive, those that do not depend on who sends. */
const TOLD =
  /^(?:x-.*|accept-language|authorization|content-type|content-length|cookie|referer|cache-control|pragma)$/;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(50);

/** Codings by what a test calls them: what is said of each, and how it is made. */
const CODINGS: Readonly<Record<string, readonly [string, (text: string) => Buffer]>> = {
  gzip: ['gzip', gzipSync],
  GZIP: ['GZIP', gzipSync],
  'x-gzip': ['x-gzip', gzipSync],
  'gzip-cut': ['gzip', (text) => gzipSync(text).subarray(0, 60)],
  deflate: ['deflate', deflateSync],
  'raw-deflate': ['deflate', deflateRawSync],
  br: ['br', brotliCompressSync],
};

const ROUTES: Readonly<Record<string, Route>> = {
  async '/echo'(request, response, url) {
    const body = await bodyOf(request);
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => TOLD.test(name)),
    );
    response.setHeader('content-type', 'application/json');
    const told = { method: request.method, url: url.pathname + url.search, headers };
    response.end(JSON.stringify({ ...told, body: body.toString('latin1') }));
  },
  '/text': (_, response) => void response.end('text'),
  '/json': (_, response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end('{"a":[1,"é"]}');
  },
  '/status': (_, response, url) => {
    response.statusCode = Number(url.searchParams.get('code'));
    const phrase = url.searchParams.get('phrase');
    if (phrase !== null) response.statusMessage = phrase;
    response.end(url.searchParams.get('body') ?? '');
  },
  '/headers': (_, response) => {
    response.setHeader('X-Twice', ['1', '2']);
    response.setHeader('Set-Cookie', ['a=1; Path=/', 'b=2']);
    response.setHeader('X-Empty', '');
    response.setHeader('X-Latin', 'caf\u00e9');
    response.end();
  },
  '/gzip': (_, response) => compressed(response, 'gzip', gzipSync(TEXT)),
  '/br': (_, response) => compressed(response, 'br', brotliCompressSync(TEXT)),
  '/deflate': (_, response) => compressed(response, 'deflate', deflateSync(TEXT)),
  '/redirect': (_, response, url) => {
    response.statusCode = Number(url.searchParams.get('code') ?? '302');
    response.setHeader('location', url.searchParams.get('to') ?? '');
    response.end('moved');
  },
  /** So many times it leads on to itself. */
  '/hops': (_, response, url) => {
    const left = Number(url.searchParams.get('left'));
    if (left === 0) return void response.end('arrived');
    response.writeHead(302, { location: `/hops?left=${left - 1}` }).end();
  },
  '/coded': (_, response, url) => {
    const coding = url.searchParams.get('coding') ?? '';
    const [code, encode] = CODINGS[coding] ?? [coding, Buffer.from];
    compressed(response, code, encode(TEXT));
  },
  /** What the client asks for, and who it says it is. */
  '/asked': ({ headers }, response) => {
    const { accept, 'user-agent': agent, 'accept-encoding': encoding } = headers;
    response.end(JSON.stringify({ accept, agent, encoding }));
  },
  '/bom': (_, response) => void response.end('\ufeff{"bom":1}'),
  '/bytes': (_, response, url) => {
    const size = Number(url.searchParams.get('size'));
    response.end(Buffer.from(Uint8Array.from({ length: size }, (__, i) => i * 7)));
  },
  '/parts': (_, response, url) => {
    let left = Number(url.searchParams.get('count'));
    const next = () => {
      if (left-- === 0) response.end();
      else response.write(`part ${left};`, () => setTimeout(next, 5));
    };
    next();
  },
  '/users/7': (_, response) => void response.end('{"name":"Ada","email":"ada@example.com"}'),
  async '/orders'(request, response) {
    const { item, count } = JSON.parse((await bodyOf(request)).toString());
    if (count < 1) response.statusCode = 422;
    response.end(JSON.stringify({ id: `order-${item}` }));
  },
  /** More headers than anybody reads. */
  '/flood': (_, response, url) => {
    const count = Number(url.searchParams.get('count'));
    for (let i = 0; i < count; i++) response.setHeader(`x-flood-${i}`, 'y'.repeat(20));
    response.end('flooded');
  },
  /** A body that never ends. */
  '/endless': (_, response) => {
    const chunk = Buffer.alloc(65_536, 'e');
    const write = () => {
      while (response.write(chunk));
      response.once('drain', write);
    };
    write();
  },
  /** Says its length, and sends another. */
  '/lie': (request, _, url) => {
    const { socket } = request;
    const length = url.searchParams.get('says');
    const size = Number(url.searchParams.get('sends'));
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${'l'.repeat(size)}`);
  },
  /** Begins and never goes on. */
  '/stalled': (_, response) => void response.write('begun'),
  /** Never answers. */
  '/silent': () => {},
  '/reset': (request) => void request.socket.destroy(),
  '/cut': (request, response) => {
    response.setHeader('content-length', '100');
    response.write('only this', () => setTimeout(() => request.socket.destroy(), 20));
  },
  '/form': (_, response) => {
    response.setHeader('content-type', 'multipart/form-data; boundary=XX');
    response.end(
      '--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--XX\r\nContent-Disposition: form-data; name="f"; filename="x.txt"\r\nContent-Type: text/css\r\n\r\nbody\r\n--XX--\r\n',
    );
  },
};

function compressed(response: ServerResponse, coding: string, bytes: Buffer): void {
  response.setHeader('content-encoding', coding);
  response.end(bytes);
}

export async function startUpstream(): Promise<Upstream> {
  const seen: string[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    const url = new URL(request.url ?? '/', 'http://upstream');
    seen.push(url.pathname);
    const route = ROUTES[url.pathname];
    // A body that is called off leaves nothing to be answered.
    if (route) void Promise.resolve(route(request, response, url)).catch(() => response.destroy());
    else response.writeHead(404).end('nowhere');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    openRequests: () => open.size,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
