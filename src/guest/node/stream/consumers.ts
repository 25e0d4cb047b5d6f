/** `stream/consumers`: all of a stream, as one value. @see https://nodejs.org/api/webstreams.html#utility-consumers */

import type { FastBuffer } from '../buffer/fast-buffer.ts';
import { Buffer } from '../buffer.ts';

type Source = AsyncIterable<unknown> | Iterable<unknown>;

async function bytesOf(stream: Source): Promise<FastBuffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array));
  }
  return Buffer.concat(chunks);
}

export const consumers = {
  async arrayBuffer(stream: Source): Promise<ArrayBuffer> {
    return Uint8Array.from(await bytesOf(stream)).buffer;
  },
  async blob(stream: Source): Promise<Blob> {
    return new Blob([await bytesOf(stream)]);
  },
  buffer: bytesOf,
  async json(stream: Source): Promise<unknown> {
    return JSON.parse(await consumers.text(stream));
  },
  async text(stream: Source): Promise<string> {
    return new TextDecoder().decode(await bytesOf(stream));
  },
};
