/** Node's `querystring` module. @see https://nodejs.org/docs/latest-v20.x/api/querystring.html */

import { ENCODINGS } from './buffer/encodings.ts';
import type { FastBuffer } from './buffer/fast-buffer.ts';
import { Buffer } from './buffer.ts';
import { escapeText } from './querystring/escape.ts';
import { validateNumber } from './validate.ts';

type Convert = (text: string) => string;

interface Options {
  readonly maxKeys?: unknown;
  readonly encodeURIComponent?: unknown;
  readonly decodeURIComponent?: unknown;
}

const ESCAPED_BYTE = /%([0-9a-fA-F]{2})/;
const { decodeURIComponent: decodeComponent } = globalThis;

/** The bytes of a text whose escapes need not be UTF-8. */
function unescapeBuffer(s: string, decodeSpaces?: unknown): FastBuffer {
  // A text that is none has no length, and is refused by it.
  validateNumber(s.length, 'size', 0);
  const spaced = decodeSpaces ? s.replaceAll('+', ' ') : s;
  const binary = spaced.replace(new RegExp(ESCAPED_BYTE, 'g'), (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(binary, 'latin1');
}

function qsUnescape(s: string, decodeSpaces?: unknown): string {
  try {
    return decodeComponent(s);
  } catch {
    // Escapes that are no UTF-8, or none at all: read byte by byte.
    const bytes = querystring.unescapeBuffer(s, decodeSpaces);
    return ENCODINGS.utf8.read(bytes, 0, bytes.length);
  }
}

function qsEscape(str: unknown): string {
  if (typeof str === 'string') return escapeText(str);
  return escapeText(typeof str === 'object' ? String(str) : `${str}`);
}

function primitiveText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? `${value}` : '';
    case 'bigint':
    case 'boolean':
      return `${value}`;
    default:
      return '';
  }
}

/** From here on a number is written with a `+`. */
const LARGE = 1e21;

function encodeValue(value: unknown, encode: Convert): string {
  const text = primitiveText(value);
  if (encode !== qsEscape) return encode(text);
  if (typeof value === 'string') return text === '' ? '' : encode(text);
  return typeof value === 'number' && Math.abs(value) >= LARGE ? encode(text) : text;
}

function stringify(obj: unknown, sep?: unknown, eq?: unknown, options?: Options | null): string {
  if (obj === null || typeof obj !== 'object') return '';
  const given = options?.encodeURIComponent;
  const encode = typeof given === 'function' ? (given as Convert) : querystring.escape;
  const fields: string[] = [];
  for (const key of Object.keys(obj)) {
    const value = (obj as Record<string, unknown>)[key];
    const start = encodeValue(key, encode) + (eq || '=');
    if (!Array.isArray(value)) fields.push(start + encodeValue(value, encode));
    else for (const each of value) fields.push(start + encodeValue(each, encode));
  }
  return fields.join((sep || '&') as string);
}

interface Reading {
  readonly decode: Convert;
  readonly isCustom: boolean;
}

function decodeField(text: string, { decode, isCustom }: Reading): string {
  const spaced = text.replaceAll('+', isCustom ? '%20' : ' ');
  if (spaced === '' || !(isCustom || ESCAPED_BYTE.test(spaced))) return spaced;
  try {
    return decode(spaced);
  } catch {
    // A decoder of the caller's may throw: then Node's own stands in.
    return querystring.unescape(spaced, true);
  }
}

function addField(fields: Record<string, unknown>, key: string, value: string): void {
  const before = fields[key];
  if (before === undefined) fields[key] = value;
  else if (Array.isArray(before)) before.push(value);
  else fields[key] = [before, value];
}

/** Most pairs that are read where nobody says otherwise. */
const MAX_KEYS = 1000;

function parse(qs: unknown, sep?: unknown, eq?: unknown, options?: Options | null): object {
  const fields: Record<string, unknown> = Object.create(null);
  if (typeof qs !== 'string' || qs === '') return fields;
  const given = options?.decodeURIComponent;
  const decode = typeof given === 'function' ? (given as Convert) : querystring.unescape;
  const reading: Reading = { decode, isCustom: decode !== qsUnescape };
  const mark = eq ? String(eq) : '=';
  const parts = qs.split(sep ? String(sep) : '&');
  const most = maxKeysIn(options, parts.length);
  for (let i = 0; i < most; i++) {
    const part = parts[i] as string;
    if (part === '') continue;
    const at = part.indexOf(mark);
    const key = at === -1 ? part : part.slice(0, at);
    const value = at === -1 ? '' : part.slice(at + mark.length);
    addField(fields, decodeField(key, reading), decodeField(value, reading));
  }
  return fields;
}

function maxKeysIn(options: Options | null | undefined, count: number): number {
  const asked = options?.maxKeys;
  if (typeof asked !== 'number') return Math.min(count, MAX_KEYS);
  return asked > 0 && Number.isInteger(asked) ? Math.min(count, asked) : count;
}

/** What `require('querystring')` gives; `escape` and `unescape` may be replaced in it. */
const querystring = {
  unescapeBuffer,
  unescape: qsUnescape as (s: string, decodeSpaces?: unknown) => string,
  escape: qsEscape as (str: unknown) => string,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};

export { parse, stringify };

export default querystring;
