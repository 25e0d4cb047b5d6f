/** Texts and bytes that are turned into each other in pieces, some of them by the host: at and around the ends of pieces. */
import { expect, test } from 'bun:test';
import { makeSandbox, makeWorld, returnedBy, runSnippet } from '../../../support/sandbox.ts';
import { runOutside } from '../../../support/snippets-outside.ts';

const TEXTS = `
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

const FORMS = `
  const { createHash } = require('crypto');
  const sum = (data) => createHash('md5').update(data).digest('hex');
  const told = [];
  const PIECE = 49152;
  for (const size of [2046, 2047, 2048, 2049, PIECE - 1, PIECE, PIECE + 1, PIECE + 2, 2 * PIECE + 2047, 3 * PIECE]) {
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7 + (at >> 8)) & 255));
    for (const form of ['base64', 'base64url', 'hex', 'latin1', 'utf8', 'ucs2', 'ascii']) {
      const text = bytes.toString(form);
      const part = bytes.toString(form, 1, size - 1);
      told.push([size, form, text.length, sum(text), sum(part), sum(Buffer.from(text, form)), Buffer.byteLength(text, form)]);
    }
    const base64 = bytes.toString('base64');
    const hex = bytes.toString('hex');
    const odd = [
      base64 + '=', base64 + base64, base64.slice(0, -1), base64.slice(0, -3) + '=', '=' + base64, base64 + '\\n',
      base64.slice(0, PIECE) + '==' + base64, base64.slice(0, PIECE - 2) + '==' + base64, base64.slice(0, PIECE - 1) + '=' + base64,
      base64.slice(0, 3000) + '!' + base64.slice(3000), base64.replace(/.{76}/g, '$&\\r\\n'), base64.slice(0, 3000) + '\\u0141' + base64,
      base64.replaceAll('+', '-').replaceAll('/', '_'), base64.slice(0, 5000).replaceAll('+', '-') + base64,
    ];
    for (const text of odd)
      for (const form of ['base64', 'base64url']) told.push([size, sum(Buffer.from(text, form)), Buffer.byteLength(text, form)]);
    for (const text of [hex + 'a', hex.slice(1), hex.slice(0, PIECE + 2) + 'xx' + hex, hex.toUpperCase(), hex.slice(0, 3001) + 'g'])
      told.push([size, sum(Buffer.from(text, 'hex'))]);
    for (const text of ['\\u0141'.repeat(size), 'x'.repeat(size - 1) + '\\ud83d\\ude00', '\\ud83d\\ude00'.repeat(size >> 1), '\\ude00\\ud83d'.repeat(size >> 1), '\\0\\u007f\\u0080'.repeat(size)])
      for (const form of ['latin1', 'utf8', 'ucs2'])
        told.push([size, form, Buffer.byteLength(text, form), sum(Buffer.from(text, form)), sum(Buffer.from(text, form).toString(form))]);
    for (const room of [0, 1, 2047, 2048, 2049, PIECE - 1, PIECE, PIECE + 1]) {
      const target = Buffer.alloc(room + 2);
      for (const [text, form] of [[base64, 'base64'], [hex, 'hex'], [bytes.toString('latin1'), 'latin1'], ['\\u6f22'.repeat(size), 'utf8']])
        told.push([size, room, form, target.fill(9).write(text, 1, room, form), sum(target)]);
    }
    told.push([sum(atob(base64)), sum(btoa(bytes.toString('latin1')))]);
    for (const text of [base64 + '!', base64.replaceAll('/', '_'), base64 + '===', base64 + 'A'])
      try { told.push(sum(atob(text))); } catch (error) { told.push([error.name, error.message]); }
  }
  return [told.length, sum(JSON.stringify(told)), told.slice(0, 4000)];`;

test.each([
  ['texts are written to bytes', TEXTS],
  ['bytes are read and written in every form', FORMS],
])(
  'long %s as by Node',
  async (_, code) => {
    const box = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
    const guest = returnedBy(runSnippet(box, code, { timeoutMs: 60_000 }));
    const [node] = await runOutside([{ code }]);
    expect(guest).toEqual((node as { readonly result: unknown }).result);
  },
  120_000,
);
