/**
 * Attack: A few bytes that decompress to gigabytes, streams of compression by the thousand, and streams that are left open.
 * Answer: What comes out is given piece by piece and only when it is asked for; streams are counted, and end with their run.
 */
import { test } from 'bun:test';
import { gzipSync } from 'node:zlib';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64');
const READ = `const bomb = Buffer.from('${BOMB.slice(0, 40_000)}', 'base64');
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  writer.write(bomb).catch(() => {});`;

const ATTACKS: readonly string[] = [
  `${READ} const parts = []; for await (const part of stream.readable) parts.push(part); return parts.length`,
  `${READ} let size = 0; for await (const part of stream.readable) size += part.length; return size`,
  `${READ} return 1`,
  `${READ} await new Promise(() => {})`,
  "const all = []; for (let i = 0; i < 1e4; i++) { const w = new CompressionStream('gzip').writable.getWriter(); w.write(new Uint8Array(10)).catch(() => {}); all.push(w.close()); } await Promise.all(all); return 1",
  "const s = new CompressionStream('gzip'); const w = s.writable.getWriter(); const r = s.readable.getReader(); for (;;) { w.write(new Uint8Array(1e6)).catch(() => {}); await r.read(); }",
  "const w = new CompressionStream('deflate').writable.getWriter(); await w.write(new Uint8Array(1e7)); return 1",
  "const b = new ArrayBuffer(8); structuredClone(b, { transfer: [b] }); const w = new CompressionStream('gzip').writable.getWriter(); await w.write(b); return 1",
  "await new CompressionStream('gzip').writable.getWriter().write({ byteLength: 1e9 })",
];

test('POST /execute bounds streams of compression', async () => {
  await target().survives(ATTACKS);
});
