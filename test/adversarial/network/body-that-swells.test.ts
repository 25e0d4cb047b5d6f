/**
 * Attack: A few kilobytes that decompress to gigabytes, coding over coding, to nothing at all in the end, or a body that is kept unread in hundreds of responses.
 * Answer: Bytes count before and after each coding is taken off, piece by piece, and decoders stop with their transfer; what the host keeps for a run is bounded, and beyond it the server waits.
 */
import { expect, test } from 'bun:test';
import { Readable } from 'node:stream';
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { atRest } from '../../support/eventually.ts';
import { startHostileServer } from '../../support/hostile-server.ts';
import { failsBy, LIMIT, makeLocalRun, OK } from '../../support/net-attack.ts';

const ZEROS = Buffer.alloc(64 * 1024 * 1024);

const brotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

const BOMBS: readonly (readonly [coding: string, make: () => Buffer])[] = [
  ['gzip', () => gzipSync(ZEROS)],
  ['br', () => brotli(ZEROS)],
  ['zstd', () => zstdCompressSync(ZEROS)],
  ['deflate', () => deflateSync(ZEROS)],
  ['deflate', () => deflateRawSync(ZEROS)],
  ['gzip, gzip', () => gzipSync(gzipSync(ZEROS))],
  ['br, gzip, zstd', () => zstdCompressSync(gzipSync(brotli(ZEROS)))],
];

test.each(BOMBS)('a bomb of %s is stopped at the budget', async (coding, make) => {
  const bomb = make();
  await using server = await startHostileServer((socket) => {
    socket.write(`${OK}Content-Encoding: ${coding}\r\nContent-Length: ${bomb.length}\r\n\r\n`);
    socket.write(bomb);
  });
  using run = makeLocalRun({ maxBytesIn: 2_000_000 });
  await expect(run.fetch(server.url)).rejects.toEqual(LIMIT);
  expect(run.traffic.bytesIn).toBeLessThanOrEqual(2_000_000);
});

test('a body of more codings than anyone needs stays as it came', async () => {
  const body = 'not compressed at all';
  await using server = await startHostileServer((socket) => {
    const codings = Array(50).fill('gzip').join(', ');
    socket.end(`${OK}Content-Encoding: ${codings}\r\nConnection: close\r\n\r\n${body}`);
  });
  using run = makeLocalRun();
  expect((await run.fetch(server.url)).text).toBe(body);
});

test('bodies that nobody reads are kept within a bound', async () => {
  const piece = Buffer.alloc(120 * 1024);
  await using server = await startHostileServer((socket) => {
    socket.write(`${OK}Content-Length: ${piece.length * 20}\r\n\r\n`);
    for (let i = 0; i < 20; i++) socket.write(piece);
  });
  using run = makeLocalRun({ maxConcurrent: 100, maxBytesIn: 268_435_456 });
  await Promise.all(
    Array.from({ length: 60 }, (_, at) => run.open({ url: server.url, id: at + 1 })),
  );
  await atRest(() => run.traffic.bytesIn);
  // A megabyte, and for each what was on its way when it was told to wait.
  expect(run.traffic.bytesIn).toBeLessThan(30_000_000);
});

/** How much of a core this process takes while it should do nothing. */
async function shareOfACore(): Promise<number> {
  const beganMs = performance.now();
  const before = process.cpuUsage();
  await Bun.sleep(1000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - beganMs);
}

/** A gibibyte of a piece again and again, in hundreds of bytes. */
async function gibibyteOf(piece: Buffer, head = Buffer.alloc(0)): Promise<Buffer> {
  const coder = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
  const whole = Buffer.concat(
    Array(Math.ceil((16 * 1024 * 1024) / piece.length)).fill(piece) as Buffer[],
  );
  async function* pieces() {
    yield head;
    for (let i = 0; i < 64; i++) yield whole;
  }
  return new Response(Readable.toWeb(Readable.from(pieces()).pipe(coder)) as never)
    .arrayBuffer()
    .then(Buffer.from);
}

const served = (coding: string, body: Buffer) =>
  startHostileServer((socket) => {
    socket.write(`${OK}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.write(body);
  });

test('nothing is decompressed any more once the budget is used up', async () => {
  await using server = await served('br', await gibibyteOf(Buffer.alloc(64 * 1024)));
  using run = makeLocalRun({ maxBytesIn: 2_000_000 });
  await expect(run.fetch(server.url)).rejects.toEqual(LIMIT);
  // The rest of it would take a core for longer than that.
  expect(await shareOfACore()).toBeLessThan(0.5);
});

test('a body that is gigabytes between its codings, and nothing in the end, is stopped at the budget', async () => {
  const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  const emptyBlock = Buffer.from([0, 0, 0, 0xff, 0xff]);
  await using server = await served('gzip, br', await gibibyteOf(emptyBlock, gzipHead));
  using run = makeLocalRun({ maxBytesIn: 2_000_000 });
  await expect(run.fetch(server.url)).rejects.toEqual(LIMIT);
  expect(run.traffic.bytesIn).toBe(0);
  expect(await shareOfACore()).toBeLessThan(0.5);
});

test('a frame of zstd that wants a window of 128 MB is refused', async () => {
  const frameHead = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (27 - 10) << 3]);
  const emptyLastBlock = Buffer.from([1, 0, 0]);
  await using server = await served('zstd', Buffer.concat([frameHead, emptyLastBlock]));
  using run = makeLocalRun();
  await expect(run.fetch(server.url)).rejects.toEqual(
    failsBy('ZSTD_error_frameParameter_windowTooLarge'),
  );
});
