/**
 * Attack: A server sends without end what is neither a header nor a body: extensions of a chunk, zeros of its length, blank lines, a reason phrase, trailers, responses before the response, and more after it.
 * Answer: Every byte is counted where it is read from the socket, whatever it is for, and the connection ends with the run's budget; what comes after a response ends it as well.
 */
import { describe, expect, test } from 'bun:test';
import type { Socket } from 'node:net';
import { CA_CERTIFICATE, GOOD_CERTIFICATE, SERVER_KEY } from '../../support/certificates.ts';
import { eventually } from '../../support/eventually.ts';
import { pour, startHostileServer } from '../../support/hostile-server.ts';
import { failsBy, LIMIT, makeLocalRun, OK } from '../../support/net-attack.ts';

const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const LONG = 'x'.repeat(65_536);

/** What comes first, and what comes then for ever. */
const FLOODS: Readonly<Record<string, readonly [first: string, then: string]>> = {
  'an extension of a chunk': [`${CHUNKED}1;`, LONG],
  'extensions of small chunks': [CHUNKED, `1;${LONG}\r\nx\r\n`],
  'zeros of a length': [CHUNKED, '0'.repeat(65_536)],
  'blank lines': ['', '\r\n'.repeat(10_000)],
  'a reason phrase': ['HTTP/1.1 200 ', LONG],
  'a reason phrase of a response that does not count': ['HTTP/1.1 103 ', LONG],
  'a header field of a response that does not count': ['HTTP/1.1 100 Continue\r\nX: ', LONG],
};

const flood =
  ([first, then]: readonly [string, string]) =>
  (socket: Socket) => {
    socket.write(first);
    pour(socket, then);
  };

const hangsUp = (server: { readonly open: number }) =>
  eventually(
    () => server.open,
    (open) => open === 0,
  );

describe('A flood of', () => {
  test.each(Object.entries(FLOODS))('%s is stopped at the budget', async (_, bytes) => {
    await using server = await startHostileServer(flood(bytes));
    using run = makeLocalRun({ maxBytesIn: 1_000_000 });
    await expect(run.fetch(server.url)).rejects.toEqual(LIMIT);
    await hangsUp(server);
  });

  test('extensions of a chunk is stopped where it is encrypted', async () => {
    await using server = await startHostileServer(
      flood(FLOODS['an extension of a chunk'] ?? ['', '']),
      { tls: { key: SERVER_KEY, cert: GOOD_CERTIFICATE } },
    );
    using run = makeLocalRun({ maxBytesIn: 1_000_000 }, { ca: [CA_CERTIFICATE] });
    await expect(run.fetch(server.url)).rejects.toEqual(LIMIT);
    await hangsUp(server);
  });

  test('trailers is one of header fields', async () => {
    await using server = await startHostileServer(flood([`${CHUNKED}0\r\n`, 'X-Trailer: abc\r\n']));
    using run = makeLocalRun({ maxHeaderBytes: 16_384 });
    await expect(run.fetch(server.url)).rejects.toEqual(failsBy('UND_ERR_HEADERS_OVERFLOW'));
    await hangsUp(server);
  });

  test.each(['100 Continue', '102 Processing', '103 Early Hints'])(
    '%s is given up',
    async (status) => {
      await using server = await startHostileServer(flood(['', `HTTP/1.1 ${status}\r\n\r\n`]));
      using run = makeLocalRun();
      await expect(run.fetch(server.url)).rejects.toEqual(failsBy('UNKNOWN'));
      await hangsUp(server);
    },
  );

  test.each([
    ['responses that nobody asked for', `${OK}Content-Length: 2\r\n\r\nhi`],
    ['garbage', 'x'],
    ['blank lines', '\r\n'],
  ])('%s after the response ends the connection', async (_, then) => {
    await using server = await startHostileServer(
      flood([`${OK}Content-Length: 2\r\n\r\nhi`, then.repeat(10_000)]),
    );
    using run = makeLocalRun({ maxBytesIn: 1_000_000 });
    expect((await run.fetch(server.url)).text).toBe('hi');
    await hangsUp(server);
  });
});

describe('What a run receives around its bodies', () => {
  test('adds up over its requests', async () => {
    await using server = await startHostileServer((socket) => {
      socket.write(`${CHUNKED}2;${'x'.repeat(400_000)}\r\nhi\r\n0\r\n\r\n`);
    });
    using run = makeLocalRun({ maxBytesIn: 1_000_000, maxHeaderBytes: 1024 });
    for (let i = 0; i < 2; i++) expect((await run.fetch(server.url)).text).toBe('hi');
    await expect(run.fetch(server.url)).rejects.toEqual(LIMIT);
    expect(run.traffic.bytesIn).toBe(4);
  });

  test('leaves room for as large a body as may be', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    await using server = await startHostileServer((socket) => {
      socket.write(`${CHUNKED}${chunk.repeat(61)}0\r\n\r\n`);
    });
    using run = makeLocalRun({ maxBytesIn: 61 * 0x4000 });
    expect((await run.fetch(server.url)).bytes.length).toBe(61 * 0x4000);
  });
});

describe('A response that counts is waited for', () => {
  test.each([
    ['100 Continue', '\r\n'],
    ['102 Processing', '\r\n'],
    ['103 Early Hints', 'Link: </style.css>\r\n\r\n'],
  ])('after %s that nobody asked for, in one piece or byte by byte', async (status, rest) => {
    const text = `HTTP/1.1 ${status}\r\n${rest}${OK}Content-Length: 2\r\n\r\nhi`;
    await using server = await startHostileServer((socket, head) => {
      if (head.startsWith('GET /slow')) void drip(socket, text);
      else socket.write(text);
    });
    using run = makeLocalRun();
    for (const path of ['', '', 'slow']) {
      expect(await run.fetch(server.url + path)).toMatchObject({ status: 200, text: 'hi' });
    }
    // It is no fault, so the connection goes on.
    expect(server.connections).toBe(1);
  });
});

async function drip(socket: Socket, text: string): Promise<void> {
  socket.setNoDelay(true);
  for (const byte of text) {
    socket.write(byte);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
