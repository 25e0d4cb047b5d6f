/**
 * How a snippet becomes a function, and how a place in that function becomes a place in the caller's
 * own source. The wrapper stays on the snippet's first line, so that only that line's columns move.
 */
export const SNIPPET_NAME = 'snippet.js';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where errors happened, as far as the engine's stack text tells. */
export interface Located {
  /** The innermost place in the snippet. */
  readonly place: Place | undefined;
  /** The frames in the snippet and in built-ins it called, in the caller's own positions. */
  readonly stack: string;
}

const opening = (isAsync: boolean) => (isAsync ? '(async function(){' : '(function(){');
// On a line of its own, so that a comment at the snippet's end does not swallow it.
const CLOSING = '\n})';

/** The snippet as an expression that is a function. */
export function wrap(source: string, isAsync: boolean): string {
  return `${opening(isAsync)}${source}${CLOSING}`;
}

const FRAME = /^ {4}at (?:(.*) \()?(snippet\.js|native)(?::([0-9]+):([0-9]+))?\)?$/;
const MAX_FRAMES = 20;
/** A stack is text that a guest can forge: no source has a line or a column beyond this. */
const MAX_POSITION = 1_048_576;

/** Reads the engine's stack text; frames of the prelude and of the wrapper are left out. */
export function locate(engineStack: string, isAsync: boolean): Located {
  const frames = engineStack
    .split('\n')
    .map((text) => readFrame(text, opening(isAsync).length))
    .filter((frame) => frame !== undefined)
    .slice(0, MAX_FRAMES);
  const lastOwn = frames.findLastIndex(({ place }) => place !== undefined);
  return {
    place: frames.find(({ place }) => place !== undefined)?.place,
    // Built-ins below the snippet's outermost frame are those that called it: the prelude's.
    stack: frames
      .slice(0, lastOwn + 1)
      .map(({ text }) => text)
      .join('\n'),
  };
}

interface Frame {
  readonly place: Place | undefined;
  readonly text: string;
}

/** @param shift columns by which the wrapper moves the snippet's first line */
function readFrame(engineText: string, shift: number): Frame | undefined {
  const match = FRAME.exec(engineText);
  if (!match) return undefined;
  const [, name = '<anonymous>', file, lineText, columnText] = match;
  if (file === 'native') return { place: undefined, text: `    at ${name} (native)` };
  const line = Number(lineText);
  const column = Number(columnText) - (line === 1 ? shift : 0);
  if (!(line <= MAX_POSITION && column <= MAX_POSITION)) return undefined;
  const place = { line, column: Math.max(1, column) };
  return { place, text: `    at ${name} (${SNIPPET_NAME}:${line}:${place.column})` };
}
