/** What a snippet gives as a body, as one. @see https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
import { bytesOf, isAnyArrayBuffer } from '../../node/buffer/bytes.ts';
import { utf8Bytes } from '../../node/buffer/utf8.ts';
import { requireLate } from '../../prelude/modules.ts';
import { wellFormed } from '../well-formed.ts';
import { Body } from './body.ts';
import { hasTag, IterablePieces, isDisturbed, isStream } from './pieces.ts';
import { domString, isObject, type Prefix } from './webidl.ts';

export interface Extracted {
  readonly body: Body;
  /** The type that it has of itself. */
  readonly type?: string;
}

type BlobModule = Pick<typeof import('../blob.ts'), 'isBlob' | 'bytesOfBlob'>;
type FormModule = Pick<typeof import('../form-data.ts'), 'isFormData'>;
type MultipartModule = Pick<typeof import('../multipart.ts'), 'encodeMultipart'>;
type UrlModule = Pick<typeof import('../url.ts'), 'URLSearchParams'>;

export function extractBody(value: unknown, prefix: Prefix, argument: string): Extracted {
  if (typeof value === 'string') return ofText(value);
  if (isObject(value)) {
    const extracted = ofIterable(value) ?? ofBytes(value) ?? ofTagged(value);
    if (extracted !== undefined) return extracted;
  }
  return ofText(domString(value, prefix, argument));
}

function ofText(text: string, type = 'text/plain;charset=UTF-8'): Extracted {
  return { body: Body.ofBytes(utf8Bytes(wellFormed(text))), type };
}

function ofIterable(value: object): Extracted | undefined {
  const iterate: unknown = (value as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator];
  const stream = isStream(value) ? value : undefined;
  if (stream === undefined && typeof iterate !== 'function') return undefined;
  if (stream === undefined) {
    return { body: Body.ofPieces(new IterablePieces(value as AsyncIterable<unknown>, bytesIn)) };
  }
  if (stream.locked || isDisturbed(stream)) {
    throw new TypeError('Response body object should not be disturbed or locked');
  }
  return { body: Body.ofStream(stream) };
}

function ofBytes(value: object): Extracted | undefined {
  const bytes = tryBytes(value);
  return bytes && { body: Body.ofBytes(new Uint8Array(bytes)) };
}

/** Without a copy; undefined for what holds no bytes. */
function tryBytes(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) {
    requireFixed(value.buffer);
    return bytesOf(value);
  }
  if (!(value instanceof ArrayBuffer && isAnyArrayBuffer(value))) return undefined;
  requireFixed(value);
  return new Uint8Array(value);
}

function requireFixed(buffer: ArrayBufferLike): void {
  if (!(buffer instanceof ArrayBuffer)) {
    throw new TypeError('ArrayBuffer: SharedArrayBuffer is not allowed.');
  }
  const { resizable } = buffer as { readonly resizable?: boolean };
  if (resizable) throw new TypeError('ArrayBuffer: Received a resizable ArrayBuffer.');
}

/** An item of an iterable: text or bytes. */
function bytesIn(value: unknown): Uint8Array {
  if (typeof value === 'string') return utf8Bytes(value);
  const bytes = tryBytes(value);
  if (bytes === undefined) throw new TypeError('Received non-Uint8Array chunk');
  return new Uint8Array(bytes);
}

/** Those whose classes are not here unless the snippet has them. */
function ofTagged(value: object): Extracted | undefined {
  if (hasTag(value, 'Blob', 'File')) {
    const { isBlob, bytesOfBlob } = requireLate('web/blob') as BlobModule;
    if (!isBlob(value)) return undefined;
    const { type } = value;
    const body = Body.ofBytes(bytesOfBlob(value));
    return type === '' ? { body } : { body, type };
  }
  if (hasTag(value, 'FormData')) {
    if (!(requireLate('web/form-data') as FormModule).isFormData(value)) return undefined;
    const { encodeMultipart } = requireLate('web/multipart') as MultipartModule;
    const { contentType, body } = encodeMultipart(value as never);
    const { bytesOfBlob } = requireLate('web/blob') as BlobModule;
    return { body: Body.ofBytes(bytesOfBlob(body)), type: contentType };
  }
  if (!hasTag(value, 'URLSearchParams')) return undefined;
  const { URLSearchParams } = requireLate('web/url') as UrlModule;
  if (!(value instanceof URLSearchParams)) return undefined;
  return ofText(String(value), 'application/x-www-form-urlencoded;charset=UTF-8');
}
