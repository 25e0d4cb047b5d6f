/** `stream/consumers`: all of a stream, as one value. @see https://nodejs.org/api/webstreams.html#utility-consumers */

import type { FastBuffer } from '../buffer/fast-buffer.ts';
import { Buffer } from '../buffer.ts';

type Source = AsyncIterable<unknown> | Iterable<unknown>;

export const consumers = {
  async blob(stream: Source): Promise<Blob> {
    // Whatever it is: a Blob makes text of what is no bytes.
    const chunks: string[] = [];
    for await (const chunk of stream) chunks.push(chunk as string);
    return new Blob(chunks);
  },
  async arrayBuffer(stream: Source): Promise<ArrayBuffer> {
    const all = await consumers.blob(stream);
    return await all.arrayBuffer();
  },
  async buffer(stream: Source): Promise<FastBuffer> {
    return Buffer.from(await consumers.arrayBuffer(stream));
  },
  async text(stream: Source): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of stream) {
      text += typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, STREAMED);
    }
    return text + decoder.decode();
  },
  async json(stream: Source): Promise<unknown> {
    return JSON.parse(await consumers.text(stream));
  },
};

const STREAMED = { stream: true };
