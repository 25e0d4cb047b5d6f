/**
 * The engine's stack texts as a snippet's author would write them: places in their own source, and no
 * frame of the prelude. The host does the same for what a snippet throws, in `sandbox/source.ts`.
 */
import { functionToString, stringIndexOf, stringSlice, toNumber } from './primordials.ts';

/** What the engine calls the snippet in its frames. */
const OWN = 'snippet.js:';
const NATIVE = ' (native)';

/** The function that the snippet became; what stands before its body moves columns of the first line. */
let snippet: (() => unknown) | undefined;

export function setSnippet(fn: () => unknown): void {
  snippet = fn;
}

/** The frames in the snippet, and in built-ins that it called, a line each; every line begins with its feed. */
export function ownFrames(stack: string): string {
  const shift = openingLength();
  let text = '';
  // Built-ins count only when one of the snippet's own frames called them.
  let builtIns = '';
  for (let at = 0, end = 0; at < stack.length; at = end + 1) {
    end = stringIndexOf(stack, '\n', at);
    if (end < 0) end = stack.length;
    const line = stringSlice(stack, at, end);
    if (stringIndexOf(line, OWN) >= 0) {
      text += `${builtIns}\n${moved(line, shift)}`;
      builtIns = '';
    } else if (stringSlice(line, -NATIVE.length) === NATIVE) builtIns += `\n${line}`;
  }
  return text;
}

/** Of `(function(){` or `(async function(){`: the text of a function begins after the parenthesis. */
function openingLength(): number {
  return snippet === undefined ? 0 : stringIndexOf(functionToString(snippet), '{') + 2;
}

/** A frame on the first line, `shift` columns to the left. */
function moved(line: string, shift: number): string {
  const first = `${OWN}1:`;
  const at = stringIndexOf(line, first);
  if (at < 0) return line;
  const from = at + first.length;
  const close = stringIndexOf(line, ')', from);
  const end = close < 0 ? line.length : close;
  const column = toNumber(stringSlice(line, from, end)) - shift;
  // The snippet may have written the text itself.
  if (!(column >= 1)) return line;
  return `${stringSlice(line, 0, from)}${column}${stringSlice(line, end)}`;
}
