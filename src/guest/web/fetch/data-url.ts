/** What a `data:` URL holds. @see https://fetch.spec.whatwg.org/#data-url-processor */
import { base64ByteLength, writeBase64 } from '../../node/buffer/base64.ts';
import { binaryOf } from '../../node/buffer/latin1.ts';
import { utf8Bytes } from '../../node/buffer/utf8.ts';
import { parseMimeType, serializeMimeType } from './mime.ts';

export interface DataUrl {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const BASE64 = /; *base64$/i;
const NOT_BASE64 = /[^+/0-9A-Za-z]/;
const WHITE_SPACE = /[\t\n\f\r ]/g;
const HEX = /^[0-9a-fA-F]{2}$/;
const PERCENT = 0x25;

/** @param url without its fragment; @returns undefined for one that is ill-formed */
export function readDataUrl(url: string): DataUrl | undefined {
  const text = url.slice('data:'.length);
  const comma = text.indexOf(',');
  if (comma === -1) return undefined;
  const head = text.slice(0, comma).replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
  const raw = percentDecoded(utf8Bytes(text.slice(comma + 1)));
  const isBase64 = BASE64.test(head);
  const bytes = isBase64 ? decodeBase64(binaryOf(raw, 0, raw.length)) : raw;
  if (bytes === undefined) return undefined;
  return { type: typeOf(head.replace(BASE64, '')), bytes };
}

function typeOf(head: string): string {
  const type = parseMimeType(head.startsWith(';') ? `text/plain${head}` : head);
  return type === undefined ? 'text/plain;charset=US-ASCII' : serializeMimeType(type);
}

function percentDecoded(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    const digits = byte === PERCENT ? binaryOf(bytes, i + 1, i + 3) : '';
    const isEscape = HEX.test(digits);
    decoded[length++] = isEscape ? Number.parseInt(digits, 16) : byte;
    if (isEscape) i += 2;
  }
  return decoded.subarray(0, length);
}

function decodeBase64(text: string): Uint8Array | undefined {
  let digits = text.replace(WHITE_SPACE, '');
  if (digits.length % 4 === 0) digits = digits.replace(/={1,2}$/, '');
  if (digits.length % 4 === 1 || NOT_BASE64.test(digits)) return undefined;
  const bytes = new Uint8Array(base64ByteLength(digits));
  return bytes.subarray(0, writeBase64(bytes, digits, 0, bytes.length));
}
