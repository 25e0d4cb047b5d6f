/**
 * Long texts become bytes, and long bytes text, by the host's loops: this engine takes a fifth of a second a megabyte.
 * Piece by piece, so that little memory is needed beside what is made. What the host leaves, the caller's own loop does.
 */

import type { BytesForm, TextForm } from '../../../wire/host-calls.ts';
import { getBeganMs } from '../../prelude/began.ts';
import { callHost } from '../../prelude/host.ts';
import { typedArraySet } from '../../prelude/primordials.ts';

/** What is shorter is done before the host has answered, units or bytes. */
const WORTH_ASKING = 2048;

/** Units or bytes asked for at once: whole groups of every form. */
const PIECE = 49_152;

/** While a module is loaded into an image there is no host. */
const isWorthAsking = (length: number): boolean => length >= WORTH_ASKING && getBeganMs() !== 0;

/** What of a text was done: units of it, and bytes. */
export interface Done {
  readonly units: number;
  readonly bytes: number;
}

const PADDING = 0x3d;

/** Where the piece from `at` on ends: not amid a character, nor at padding that more follows. */
function endOfPiece(text: string, at: number): number {
  const end = at + PIECE;
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last < 0xdc00 ? end - 1 : end;
}

const endsInPadding = (text: string, end: number): boolean =>
  end < text.length && text.charCodeAt(end - 1) === PADDING;

/** Writes as much of `text` as the host takes, at most `max` bytes, into `target` from `offset` on. */
export function writeByHost(
  form: TextForm,
  target: Uint8Array,
  text: string,
  offset: number,
  max: number,
): Done {
  let units = 0;
  let written = 0;
  while (isWorthAsking(text.length - units)) {
    const end = endOfPiece(text, units);
    const bytes = callHost('bytes.of', { text: text.slice(units, end), form });
    const isLeft = bytes === null || bytes.length > max - written;
    if (isLeft || (form === 'base64' && endsInPadding(text, end))) break;
    typedArraySet(target.subarray(offset + written), bytes);
    units = end;
    written += bytes.length;
  }
  return { units, bytes: written };
}

/** Counts the bytes of `text` in UTF-8 from unit `from` on, as far as it is long. */
export function countByHost(text: string, from: number): Done {
  let units = from;
  let bytes = 0;
  while (isWorthAsking(text.length - units)) {
    const end = endOfPiece(text, units);
    bytes += callHost('bytes.count', { text: text.slice(units, end) });
    units = end;
  }
  return { units: units - from, bytes };
}

/** Bytes as text, where they are many; what is left of them is less than is worth asking for. */
export function readByHost(
  form: BytesForm,
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly text: string; readonly at: number } {
  let text = '';
  let at = start;
  while (isWorthAsking(end - at)) {
    const stop = Math.min(at + PIECE, end);
    text += callHost('bytes.text', { form }, bytes.subarray(at, stop));
    at = stop;
  }
  return { text, at };
}
