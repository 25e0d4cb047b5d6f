/** One byte a character: Latin-1 and ASCII, and the UTF-16 that Node calls ucs2. */
import { writeByHost } from './by-host.ts';

const { fromCharCode } = String;
const { apply } = Reflect;

/** Most arguments in one call: the engine allows 65,534. */
const CHUNK = 16_384;

/** Bytes as a text of U+0000 to U+00FF, one unit a byte. */
export function binaryOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= CHUNK) {
    return apply(fromCharCode, undefined, bytes.subarray(start, end)) as string;
  }
  let text = '';
  for (let at = start; at < end; at += CHUNK) {
    const part = bytes.subarray(at, Math.min(at + CHUNK, end));
    text += apply(fromCharCode, undefined, part) as string;
  }
  return text;
}

/** As `binaryOf`, with the highest bit off. */
export function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  return binaryOf(
    bytes.slice(start, end).map((byte) => byte & 0x7f),
    0,
    end - start,
  );
}

/** Writes the low byte of each unit, at most `max`; @returns how many */
export function writeBinary(target: Uint8Array, text: string, offset: number, max: number): number {
  const count = Math.min(text.length, max);
  const { units } = writeByHost('latin1', target, text, offset, max);
  for (let i = units; i < count; i++) target[offset + i] = text.charCodeAt(i);
  return count;
}

/** Little-endian UTF-16; an odd last byte is left out. */
export function utf16Of(bytes: Uint8Array, start: number, end: number): string {
  const count = (end - start) >> 1;
  const units = new Uint16Array(count);
  for (let i = 0, at = start; i < count; i++, at += 2) {
    units[i] = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  }
  let text = '';
  for (let at = 0; at < count; at += CHUNK) {
    text += apply(fromCharCode, undefined, units.subarray(at, at + CHUNK)) as string;
  }
  return text;
}

/** Writes whole units, at most `max` bytes; @returns how many bytes */
export function writeUtf16(target: Uint8Array, text: string, offset: number, max: number): number {
  const room = max >> 1;
  const count = Math.min(text.length, room);
  for (let i = 0, at = offset; i < count; i++, at += 2) {
    const unit = text.charCodeAt(i);
    target[at] = unit;
    target[at + 1] = unit >> 8;
  }
  return count * 2;
}
