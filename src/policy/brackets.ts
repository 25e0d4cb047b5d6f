import { tokTypes } from 'acorn';
import { SnippetParser } from './parser.ts';

/** A bracket that is open at some place: its text, and its UTF-16 offset. */
export interface OpenBracket {
  readonly text: string;
  readonly offset: number;
}

const OPENING: ReadonlySet<unknown> = new Set([
  tokTypes.braceL,
  tokTypes.parenL,
  tokTypes.bracketL,
  tokTypes.dollarBraceL,
]);
const CLOSING: ReadonlySet<unknown> = new Set([
  tokTypes.braceR,
  tokTypes.parenR,
  tokTypes.bracketR,
]);

/** The innermost bracket that is open at `offset`, as far as tokens alone can tell. */
export function findOpenBracket(source: string, offset: number): OpenBracket | undefined {
  const open: OpenBracket[] = [];
  try {
    for (const { type, start, end } of new SnippetParser(source)) {
      if (start >= offset) break;
      if (OPENING.has(type)) open.push({ text: source.slice(start, end), offset: start });
      else if (CLOSING.has(type)) open.pop();
    }
  } catch {
    // Without the parser a `/` may be misread; then there is less to say about the mistake.
    return undefined;
  }
  return open.at(-1);
}
