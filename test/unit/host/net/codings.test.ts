import { describe, expect, test } from 'bun:test';
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { startHostileServer } from '../../../support/hostile-server.ts';
import { makeLocalRun, OK } from '../../../support/net-attack.ts';

/** Such that half of what is compressed gives some of it. */
const TEXT = Array.from({ length: 100_000 }, (_, i) => `${i * 7919},`).join('');

/** Of the least quality, for the best one takes seconds. */
const brotli = (bytes: string | Uint8Array): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

const CODERS = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotli],
  ['zstd', zstdCompressSync],
] as const;

/** What a request comes to whose response says that its body has this coding. */
async function fetchOf(coding: string, body: Uint8Array): Promise<string> {
  await using server = await startHostileServer((socket) => {
    socket.write(`${OK}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.write(body);
  });
  using run = makeLocalRun();
  return (await run.fetch(server.url)).text;
}

const BROKEN = expect.objectContaining({
  refusal: expect.objectContaining({ name: 'TypeError', message: 'terminated' }),
});

describe('A body', () => {
  test.each([...CODERS])(
    'in %s is decoded, in whatever case its name is',
    async (coding, encode) => {
      expect(await fetchOf(coding.toUpperCase(), encode(TEXT))).toBe(TEXT);
    },
  );

  test.each([...CODERS])(
    'in %s that is cut short is given as far as it goes',
    async (coding, encode) => {
      const whole = encode(TEXT);
      const text = await fetchOf(coding, whole.subarray(0, whole.length / 2));
      expect(text.length).toBeGreaterThan(1000);
      expect(text.length).toBeLessThan(TEXT.length);
      expect(TEXT.startsWith(text)).toBe(true);
    },
  );

  test.each([...CODERS])('in %s that there is nothing of is empty', async (coding) => {
    expect(await fetchOf(coding, new Uint8Array(0))).toBe('');
  });

  test.each([...CODERS])(
    'in %s that is spoilt in the midst comes to an end',
    async (coding, encode) => {
      const bytes = encode(TEXT);
      const middle = bytes.length >> 1;
      bytes.fill(0xff, middle, middle + 64);
      // Not all of them have a sum to check.
      const [ended] = await Promise.allSettled([fetchOf(coding, bytes)]);
      if (ended.status === 'rejected') expect(ended.reason).toEqual(BROKEN);
      else expect(ended.value).not.toBe(TEXT);
    },
  );

  test.each(['gzip', 'x-gzip', 'deflate', 'br', 'zstd'])(
    'that says it is in %s, and is not, fails',
    async (coding) => {
      await expect(fetchOf(coding, Buffer.from('<html>no coding</html>'))).rejects.toEqual(BROKEN);
      const other = coding.endsWith('gzip') ? brotli(TEXT) : gzipSync(TEXT);
      await expect(fetchOf(coding, other)).rejects.toEqual(BROKEN);
    },
  );

  test('in codings that are named in another order than they were put on fails', async () => {
    await expect(fetchOf('gzip, br', gzipSync(brotli(TEXT)))).rejects.toEqual(BROKEN);
  });

  test.each(['identity', 'compress', 'gzip-ish', 'gzip;q=1', 'br, compress', ''])(
    'in %j, which nothing takes off, stays as it came',
    async (coding) => {
      expect(await fetchOf(coding, Buffer.from('as it is'))).toBe('as it is');
    },
  );

  test('in gzip may have several parts', async () => {
    expect(await fetchOf('gzip', Buffer.concat([gzipSync('one,'), gzipSync('two')]))).toBe(
      'one,two',
    );
  });
});
