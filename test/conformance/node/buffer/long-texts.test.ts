/** Texts that are written in pieces: what begins as ASCII and goes on otherwise, at and around the ends of pieces. */
import { expect, test } from 'bun:test';
import { makeSandbox, makeWorld, returnedBy, runSnippet } from '../../../support/sandbox.ts';
import { runOutside } from '../../../support/snippets-outside.ts';

const CODE = `
  const { createHash } = require('crypto');
  const sum = (bytes) => createHash('md5').update(bytes).digest('hex');
  const told = [];
  for (const size of [0, 63, 64, 65, 8191, 8192, 8193, 16385])
    for (const tail of ['', 'é', '漢', '😀', '\\ud83d', '\\ude00', 'é' + 'y'.repeat(100)])
      for (const head of ['', 'é']) {
        const text = head + 'x'.repeat(size) + tail;
        const buffer = Buffer.from(text);
        told.push([Buffer.byteLength(text), buffer.length, sum(buffer), sum(new TextEncoder().encode(text))]);
        for (const room of [size - 1, size, size + 1, size + 3]) {
          if (room < 0) continue;
          const target = new Uint8Array(room + 2);
          const { read, written } = new TextEncoder().encodeInto(text, target.subarray(1, 1 + room));
          const other = Buffer.alloc(room + 2);
          told.push([read, written, sum(target), other.write(text, 1, room), sum(other)]);
        }
      }
  return [told.length, sum(JSON.stringify(told)), told.slice(0, 2000)];`;

test('long texts are written to bytes as Node writes them', async () => {
  const box = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
  const guest = returnedBy(runSnippet(box, CODE, { timeoutMs: 60_000 }));
  const [node] = await runOutside([{ code: CODE }]);
  expect(guest).toEqual((node as { readonly result: unknown }).result);
}, 120_000);
