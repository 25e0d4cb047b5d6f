/** What axios is to send, as bytes. */
import { bytesOf, isAnyArrayBuffer } from '../../node/buffer/bytes.ts';
import { utf8Bytes } from '../../node/buffer/utf8.ts';
import { requireLate } from '../../prelude/modules.ts';
import type { Headers } from './axios-types.ts';

type BlobModule = Pick<typeof import('../../web/blob.ts'), 'isBlob' | 'bytesOfBlob'>;
type FormModule = Pick<typeof import('../../web/form-data.ts'), 'isFormData'>;
type MultipartModule = Pick<typeof import('../../web/multipart.ts'), 'encodeMultipart'>;

/** A stream of Node's, or npm's `form-data`, which is an older kind of one. */
interface NodeStream {
  on(event: string, listener: (value: unknown) => void): unknown;
  pipe(target: unknown): unknown;
  resume?(): unknown;
  getHeaders?(): object;
}

const tagOf = (value: object): unknown =>
  (value as Partial<Record<symbol, unknown>>)[Symbol.toStringTag];

/**
 * The bytes, with the headers that belong to them.
 * @returns undefined for what cannot be sent
 */
export async function bytesToSend(
  data: unknown,
  headers: Headers,
): Promise<Uint8Array | undefined> {
  if (typeof data === 'string') return utf8Bytes(data);
  if (typeof data !== 'object' || data === null) return undefined;
  if (ArrayBuffer.isView(data)) return new Uint8Array(bytesOf(data));
  if (isAnyArrayBuffer(data)) return new Uint8Array(data);
  return ofForm(data, headers) ?? ofBlob(data, headers) ?? ofStream(data, headers);
}

function ofForm(data: object, headers: Headers): Uint8Array | undefined {
  if (tagOf(data) !== 'FormData') return undefined;
  if (!(requireLate('web/form-data') as FormModule).isFormData(data)) return undefined;
  const { encodeMultipart } = requireLate('web/multipart') as MultipartModule;
  const { contentType, body } = encodeMultipart(data);
  headers.setContentType(contentType);
  return (requireLate('web/blob') as BlobModule).bytesOfBlob(body);
}

function ofBlob(data: object, headers: Headers): Uint8Array | undefined {
  const tag = tagOf(data);
  if (tag !== 'Blob' && tag !== 'File') return undefined;
  const { isBlob, bytesOfBlob } = requireLate('web/blob') as BlobModule;
  if (!isBlob(data)) return undefined;
  if (data.size > 0) headers.setContentType(data.type || 'application/octet-stream');
  return bytesOfBlob(data);
}

async function ofStream(data: object, headers: Headers): Promise<Uint8Array | undefined> {
  const stream = data as NodeStream;
  if (typeof stream.pipe !== 'function' || typeof stream.on !== 'function') return undefined;
  if (typeof stream.getHeaders === 'function') headers.set(stream.getHeaders());
  const chunks: Uint8Array[] = [];
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk) => {
      chunks.push(typeof chunk === 'string' ? utf8Bytes(chunk) : bytesOf(chunk as Uint8Array));
    });
    stream.on('end', () => resolve());
    stream.on('error', reject);
    stream.resume?.();
  });
  return joined(chunks);
}

/** All of them in one. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
