/**
 * Attack: A few kilobytes that decompress to gigabytes, coding over coding, or a body that is kept unread in hundreds of responses.
 * Answer: Bytes count after decompression, piece by piece; what the host keeps for a run is bounded, and beyond it the server waits.
 */
import { expect, test } from 'bun:test';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { eventually } from '../../support/eventually.ts';
import { startHostileServer } from '../../support/hostile-server.ts';
import { makeNetRun } from '../../support/net-run.ts';
import { makeNetworkHost } from '../../support/network.ts';

const ZEROS = Buffer.alloc(64 * 1024 * 1024);

const brotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

const BOMBS: readonly (readonly [coding: string, make: () => Buffer])[] = [
  ['gzip', () => gzipSync(ZEROS)],
  ['br', () => brotli(ZEROS)],
  ['zstd', () => zstdCompressSync(ZEROS)],
  ['gzip, gzip', () => gzipSync(gzipSync(ZEROS))],
  ['br, gzip, zstd', () => zstdCompressSync(gzipSync(brotli(ZEROS)))],
];

test.each(BOMBS)('a bomb of %s is stopped at the budget', async (coding, make) => {
  const bomb = make();
  await using server = await startHostileServer((socket) => {
    socket.write(
      `HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${bomb.length}\r\n\r\n`,
    );
    socket.write(bomb);
  });
  using run = makeNetRun(makeNetworkHost({ setup: { allow: '127.0.0.1', maxBytesIn: 2_000_000 } }));
  await expect(run.fetch(server.url)).rejects.toMatchObject({
    refusal: { name: 'NetworkLimitError', details: { code: 'ERR_NET_LIMIT' } },
  });
  expect(run.traffic.bytesIn).toBeLessThanOrEqual(2_000_000);
});

test('a body of more codings than anyone needs stays as it came', async () => {
  const body = 'not compressed at all';
  await using server = await startHostileServer((socket) => {
    const codings = Array(50).fill('gzip').join(', ');
    socket.end(
      `HTTP/1.1 200 OK\r\nContent-Encoding: ${codings}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
  using run = makeNetRun(makeNetworkHost({ setup: { allow: '127.0.0.1' } }));
  expect((await run.fetch(server.url)).text).toBe(body);
});

test('bodies that nobody reads are kept within a bound', async () => {
  const piece = Buffer.alloc(120 * 1024);
  await using server = await startHostileServer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${piece.length * 20}\r\n\r\n`);
    for (let i = 0; i < 20; i++) socket.write(piece);
  });
  using run = makeNetRun(
    makeNetworkHost({ setup: { allow: '127.0.0.1', maxConcurrent: 100, maxBytesIn: 268_435_456 } }),
  );
  await Promise.all(
    Array.from({ length: 60 }, (_, at) => run.open({ url: server.url, id: at + 1 })),
  );
  // Once two looks see the same, nothing moves any more.
  let before = -1;
  await eventually(
    async () => {
      const was = before;
      before = run.traffic.bytesIn;
      await Bun.sleep(100);
      return was === run.traffic.bytesIn;
    },
    (isStill) => isStill,
  );
  // A megabyte, and for each what was on its way when it was told to wait.
  expect(run.traffic.bytesIn).toBeLessThan(30_000_000);
});
