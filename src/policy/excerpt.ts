/** Places in a snippet, as its author counts them, and the picture of one. */
import { getLineInfo } from 'acorn';

/** Longest piece of a line that is shown, UTF-16 units, and how much of it stands before the place. */
const MAX_SHOWN = 100;
const SHOWN_BEFORE = 60;

const LINE_END = /[\n\r\u2028\u2029]/;
/** Characters that a monospaced font draws twice as wide. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/g;
const WIDE_SPACE = '\u3000';

export interface Place {
  /** Both from 1; the column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

/** The place of a UTF-16 offset; lines end where the language says: `\n`, `\r\n`, `\r`, U+2028, U+2029. */
export function placeOf(source: string, offset: number): Place {
  const { line, column } = getLineInfo(source, offset);
  return { line, column: column + 1 };
}

/**
 * The line around a UTF-16 offset with a caret below the place; a long line is cut at both ends:
 * ```
 *   2 | let a = ;
 *     |         ^
 * ```
 */
export function drawPlace(source: string, offset: number): string {
  const { line, column } = placeOf(source, offset);
  const lineStart = offset - (column - 1);
  const lineEnd = endOfLine(source, offset);
  const from =
    lineEnd - lineStart > MAX_SHOWN ? Math.max(lineStart, offset - SHOWN_BEFORE) : lineStart;
  const to = Math.min(lineEnd, from + MAX_SHOWN);
  const before = (from > lineStart ? '…' : '') + source.slice(from, offset);
  const after = source.slice(offset, to) + (to < lineEnd ? '…' : '');
  const gutter = `  ${line} | `;
  const blank = `${' '.repeat(gutter.length - 2)}| `;
  return `${gutter}${showable(before)}${showable(after)}\n${blank}${blankOut(before)}^`;
}

function endOfLine(source: string, offset: number): number {
  const end = source.slice(offset, offset + MAX_SHOWN + 1).search(LINE_END);
  return end === -1 ? Math.min(source.length, offset + MAX_SHOWN + 1) : offset + end;
}

/** A cut may split a surrogate pair, and a control character may upset a terminal. */
function showable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

/** As wide as `text`, and as long: tabs stay. */
function blankOut(text: string): string {
  return text.replace(WIDE, WIDE_SPACE).replace(/[^\t\u3000]/g, ' ');
}
