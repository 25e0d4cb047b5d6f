/**
 * Promise: no body can hold the server thread up by its depth. Answers a body of brackets
 * alone, with which the host's `JSON.stringify` goes to the end of its stack and stays there for long.
 */

/**
 * Deepest nesting of a body. The engine's own reader ends a run at a few thousand as too much recursion:
 * what goes beyond this could not be read anyway.
 */
const MAX_NESTING = 10_000;

const QUOTE = 34;
const BACKSLASH = 92;

/** Whether JSON text nests deeper than `MAX_NESTING`; of text that is no JSON, whether it seems to. */
export function isNestedTooDeeply(text: string): boolean {
  // Every level takes a character.
  if (text.length <= MAX_NESTING) return false;
  let depth = 0;
  for (let at = 0; at !== -1 && at < text.length; at = nextPlace(text, at)) {
    depth += levelOf(text.charCodeAt(at));
    if (depth > MAX_NESTING) return true;
  }
  return false;
}

/** What a character of JSON does to the depth. */
function levelOf(code: number): number {
  // `[` and `{` differ in one bit, as do their other halves.
  const bracket = code & ~0x20;
  return bracket === 0x5b ? 1 : bracket === 0x5d ? -1 : 0;
}

/** The place after the one at `at`; a string is one place. -1 when it is never closed. */
function nextPlace(text: string, at: number): number {
  if (text.charCodeAt(at) !== QUOTE) return at + 1;
  const end = endOfText(text, at);
  return end === -1 ? -1 : end + 1;
}

/** Where the text that begins at `start` ends; -1 when it does not. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (text.charCodeAt(from - 1) === BACKSLASH) from--;
  return (at - from) % 2 === 1;
}
