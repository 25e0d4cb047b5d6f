/** `application/x-www-form-urlencoded`. @see https://url.spec.whatwg.org/#application/x-www-form-urlencoded */
import { binaryOf, writeBinary } from '../../node/buffer/latin1.ts';
import { decodeUtf8, utf8Bytes } from '../../node/buffer/utf8.ts';

const ESCAPED = /%[0-9a-fA-F]{2}/;
const ALL_ESCAPED = /%([0-9a-fA-F]{2})/g;
const { decodeURIComponent: decodeComponent, encodeURIComponent: encodeComponent } = globalThis;

function unescapeBytes(text: string): string {
  const whole = utf8Bytes(text);
  const binary = binaryOf(whole, 0, whole.length).replace(ALL_ESCAPED, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const bytes = new Uint8Array(binary.length);
  writeBinary(bytes, binary, 0, binary.length);
  return decodeUtf8(bytes, 0, bytes.length);
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!ESCAPED.test(spaced)) return spaced;
  try {
    return decodeComponent(spaced);
  } catch {
    // A `%` that escapes nothing, or escapes that are no UTF-8: both are let be.
    return unescapeBytes(spaced);
  }
}

/** Names and values by turns. */
export function parseForm(query: string): string[] {
  const pairs: string[] = [];
  const parts = (query.startsWith('?') ? query.slice(1) : query).split('&');
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    if (part === '') continue;
    const at = part.indexOf('=');
    if (at === -1) pairs.push(decode(part), '');
    else pairs.push(decode(part.slice(0, at)), decode(part.slice(at + 1)));
  }
  return pairs;
}

const UNESCAPED = /^[A-Za-z0-9*\-._]*$/;

function escapeOne(char: string): string {
  return char === '%20' ? '+' : `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

function encode(text: string): string {
  return UNESCAPED.test(text) ? text : encodeComponent(text).replace(/%20|[!'()~]/g, escapeOne);
}

/** @param pairs names and values by turns, well-formed */
export function serializeForm(pairs: readonly string[]): string {
  let text = '';
  for (let i = 0; i < pairs.length; i += 2) {
    if (i > 0) text += '&';
    text += `${encode(pairs[i] as string)}=${encode(pairs[i + 1] as string)}`;
  }
  return text;
}

const LONE = /\p{Cs}/gu;

/** A text of whole characters: U+FFFD for each lone surrogate. */
export function wellFormed(value: unknown): string {
  // In Node's words: the engine has its own.
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  const text = `${value as string}`;
  return text.replace(LONE, '\ufffd');
}
