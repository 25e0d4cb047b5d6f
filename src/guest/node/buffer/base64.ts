/** Base64 and its URL-safe form, hexadecimal: written strictly, read as leniently as Node does. */
import { readByHost, writeByHost } from './by-host.ts';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = `${PLAIN.slice(0, 62)}-_`;

const INVALID = 0xff;
/** The six bits of each character, of both alphabets. */
const SIX_BITS = new Uint8Array(256).fill(INVALID);
for (let i = 0; i < 64; i++) {
  SIX_BITS[PLAIN.charCodeAt(i)] = i;
  SIX_BITS[URL_SAFE.charCodeAt(i)] = i;
}
const PADDING = 0x3d;

/** Pairs of characters for twelve bits would be faster and 16 KB larger in every image. */
function encode(bytes: Uint8Array, start: number, end: number, alphabet: string): string {
  let text = '';
  let at = start;
  for (; at + 2 < end; at += 3) {
    const bits =
      ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    text +=
      (alphabet[bits >> 18] as string) +
      alphabet[(bits >> 12) & 63] +
      alphabet[(bits >> 6) & 63] +
      alphabet[bits & 63];
  }
  if (at === end) return text;
  const first = bytes[at] as number;
  if (at + 1 === end) return text + alphabet[first >> 2] + alphabet[(first << 4) & 63];
  const bits = (first << 8) | (bytes[at + 1] as number);
  return text + alphabet[bits >> 10] + alphabet[(bits >> 4) & 63] + alphabet[(bits << 2) & 63];
}

export function base64Of(bytes: Uint8Array, start: number, end: number): string {
  const head = readByHost('base64', bytes, start, end);
  const text = head.text + encode(bytes, head.at, end, PLAIN);
  const missing = (end - head.at) % 3;
  return missing === 0 ? text : `${text}${missing === 1 ? '==' : '='}`;
}

export function base64UrlOf(bytes: Uint8Array, start: number, end: number): string {
  const head = readByHost('base64url', bytes, start, end);
  return head.text + encode(bytes, head.at, end, URL_SAFE);
}

/** The bytes that `text` has room for by its length: what Node allocates before it reads. */
export function base64ByteLength(text: string): number {
  let { length } = text;
  if (length > 0 && text.charCodeAt(length - 1) === PADDING) length--;
  if (length > 1 && text.charCodeAt(length - 1) === PADDING) length--;
  return Math.floor((length * 3) / 4);
}

/** Skips what is of neither alphabet, ends at the padding. @returns the bytes written */
export function writeBase64(target: Uint8Array, text: string, offset: number, max: number): number {
  const end = offset + max;
  const { length } = text;
  const head = writeByHost('base64', target, text, offset, max);
  let at = offset + head.bytes;
  let bits = 0;
  let count = 0;
  for (let i = head.units; i < length && at < end; i++) {
    // Node looks at the low byte of a unit alone.
    const unit = text.charCodeAt(i) & 0xff;
    const six = SIX_BITS[unit] as number;
    if (six === INVALID) {
      if (unit === PADDING) break;
      continue;
    }
    bits = (bits << 6) | six;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    target[at++] = bits >> count;
    bits &= (1 << count) - 1;
  }
  return at - offset;
}

const DIGITS = '0123456789abcdef';

export function hexOf(bytes: Uint8Array, start: number, end: number): string {
  const head = readByHost('hex', bytes, start, end);
  let { text } = head;
  for (let i = head.at; i < end; i++) {
    const byte = bytes[i] as number;
    text += (DIGITS[byte >> 4] as string) + DIGITS[byte & 15];
  }
  return text;
}

const HEX_BITS = new Uint8Array(256).fill(INVALID);
for (let i = 0; i < 16; i++) {
  const digit = DIGITS[i] as string;
  HEX_BITS[digit.charCodeAt(0)] = i;
  HEX_BITS[digit.toUpperCase().charCodeAt(0)] = i;
}

/** Ends at the first pair that is not two digits. @returns the bytes written */
export function writeHex(target: Uint8Array, text: string, offset: number, max: number): number {
  const room = text.length >> 1;
  const count = Math.min(room, max);
  const { bytes } = writeByHost('hex', target, text, offset, max);
  for (let i = bytes; i < count; i++) {
    const high = HEX_BITS[text.charCodeAt(i * 2) & 0xff] as number;
    const low = HEX_BITS[text.charCodeAt(i * 2 + 1) & 0xff] as number;
    if (high === INVALID || low === INVALID) return i;
    target[offset + i] = (high << 4) | low;
  }
  return count;
}
