/** UTF-8 as Node writes and reads it: lone surrogates and ill-formed bytes become U+FFFD. */
import { countByHost, writeByHost } from './by-host.ts';
import { binaryOf, writeBinary } from './latin1.ts';

const REPLACEMENT = '\ufffd';
/** Captured, for a snippet may take them away. */
const { decodeURIComponent: decodeComponent, escape: escapeBinary } = globalThis;
const { fromCharCode, fromCodePoint } = String;

const ALL_ASCII = /^\p{ASCII}*$/u;

/** Units that are looked at in one: a pattern takes memory for each character that it goes over. */
const LOOK = 8192;
/** Where a text is shorter, to look at it takes longer than to write it. */
const WORTH_A_LOOK = 64;

/** How many units of the first `max` are ASCII before any other, as whole looks go: by the engine's own loop. */
function leadingAscii(text: string, max: number): number {
  const end = Math.min(text.length, max);
  let at = 0;
  while (end - at >= WORTH_A_LOOK) {
    const piece = text.slice(at, Math.min(at + LOOK, end));
    if (!ALL_ASCII.test(piece)) break;
    at += piece.length;
  }
  return at;
}

export function utf8ByteLength(text: string): number {
  const { length } = text;
  const ascii = leadingAscii(text, length);
  const counted = countByHost(text, ascii);
  let i = ascii + counted.units;
  let bytes = ascii + counted.bytes + (length - i);
  for (; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      bytes++;
      continue;
    }
    bytes += 2;
    // A pair takes four bytes for two units; a lone surrogate three for one.
    if (unit >= 0xd800 && unit < 0xdc00 && isLow(text.charCodeAt(i + 1))) i++;
  }
  return bytes;
}

const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** The code point at `i`; U+FFFD for a lone surrogate. */
function pointAt(text: string, i: number): number {
  const point = text.codePointAt(i) ?? 0;
  return point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
}

function sizeOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

const LEAD = [0, 0, 0xc0, 0xe0, 0xf0];

function putPoint(target: Uint8Array, at: number, point: number, size: number): void {
  let rest = point;
  for (let i = at + size - 1; i > at; i--) {
    target[i] = 0x80 | (rest & 0x3f);
    rest >>= 6;
  }
  target[at] = (LEAD[size] ?? 0) | rest;
}

/**
 * Writes `text` into `target` from `offset` on, whole characters only, at most `max` bytes.
 * @returns the units read and the bytes written
 */
export function writeUtf8(
  target: Uint8Array,
  text: string,
  offset: number,
  max: number,
): { read: number; written: number } {
  const end = offset + max;
  const { length } = text;
  const head = writeByHost('utf8', target, text, offset, max);
  let i = head.units || writeBinary(target, text, offset, leadingAscii(text, max));
  let at = offset + (head.bytes || i);
  while (i < length) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (at >= end) break;
      target[at++] = unit;
      i++;
      continue;
    }
    const point = pointAt(text, i);
    const size = sizeOf(point);
    if (at + size > end) break;
    putPoint(target, at, point, size);
    at += size;
    i += point >= 0x10000 ? 2 : 1;
  }
  return { read: i, written: at - offset };
}

/** The whole of `text` as bytes. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8ByteLength(text));
  writeUtf8(bytes, text, 0, bytes.length);
  return bytes;
}

/** How many bytes a character has that begins with `lead`, 0 for a byte that begins none. */
function expected(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/** Whether `second` may follow `lead`: no overlong form, no surrogate, nothing over U+10FFFF. */
export function mayFollow(lead: number, second: number): boolean {
  if (second < 0x80 || second > 0xbf) return false;
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second < 0xa0;
  if (lead === 0xf0) return second >= 0x90;
  return lead !== 0xf4 || second < 0x90;
}

/** A character's bytes from `at` on: how many there are of it, and whether all it wants. */
function measure(bytes: Uint8Array, at: number, end: number): { size: number; isWhole: boolean } {
  const lead = bytes[at] ?? 0;
  const want = expected(lead);
  let size = 1;
  while (size < want && at + size < end) {
    const next = bytes[at + size] ?? 0;
    if (size === 1 ? !mayFollow(lead, next) : (next & 0xc0) !== 0x80) break;
    size++;
  }
  return { size, isWhole: size === want };
}

const LEAD_BITS = [0, 0, 0x1f, 0x0f, 0x07];

function readPoint(bytes: Uint8Array, at: number, size: number): number {
  let point = (bytes[at] ?? 0) & (LEAD_BITS[size] ?? 0);
  for (let i = 1; i < size; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return point;
}

/** As the Encoding standard's decoder does: U+FFFD for each maximal ill-formed part. */
function decodeLossy(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let at = start;
  while (at < end) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      text += fromCharCode(byte);
      at++;
      continue;
    }
    const { size, isWhole } = measure(bytes, at, end);
    text += isWhole ? fromCodePoint(readPoint(bytes, at, size)) : REPLACEMENT;
    at += size;
  }
  return text;
}

/** Bytes that are decoded at once, for the same reason. */
const PIECE = 65_536;

type Decode = (bytes: Uint8Array, start: number, end: number) => string | undefined;

/** What `decode` makes of whole characters, piece by piece; undefined once it makes that of a piece. */
function inPieces(decode: Decode, bytes: Uint8Array, start: number, end: number) {
  let text = '';
  let at = start;
  while (end - at > PIECE) {
    const stop = at + PIECE - unfinishedTail(bytes, at + PIECE);
    const part = decode(bytes, at, stop);
    if (part === undefined) return undefined;
    text += part;
    at = stop;
  }
  const last = decode(bytes, at, end);
  return last === undefined || text === '' ? last : text + last;
}

/** The text of well-formed bytes, undefined for others. */
export const decodeStrict: Decode = (bytes, start, end) => inPieces(decodePiece, bytes, start, end);

/** By the engine's own loops: fast. */
function decodePiece(bytes: Uint8Array, start: number, end: number): string | undefined {
  const binary = binaryOf(bytes, start, end);
  if (ALL_ASCII.test(binary)) return binary;
  try {
    return decodeComponent(escapeBinary(binary));
  } catch {
    // Ill-formed: the one thing that makes it throw.
    return undefined;
  }
}

export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  const decode = (all: Uint8Array, from: number, to: number) =>
    decodePiece(all, from, to) ?? decodeLossy(all, from, to);
  return inPieces(decode, bytes, start, end) as string;
}

/** How many bytes at the end of `bytes` begin a character that is not whole yet. */
export function unfinishedTail(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const { size, isWhole } = measure(bytes, end - back, end);
    return expected(byte) > 0 && !isWhole && size === back ? back : 0;
  }
  return 0;
}
