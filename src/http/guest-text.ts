/**
 * Promise: of a request's text, every character that is not the snippet's reaches the guest as the caller wrote it.
 * The guest takes `input` out of it, and would read past the snippet to get there: a tenth of a small run, and
 * most of one whose snippet is long.
 */

/** What is shorter is read faster than looked for. */
const LEAST_CODE = 16;
/**
 * Most characters that a search may compare: a text can be made so that each place where the code could
 * begin agrees with most of it.
 */
const MOST_COMPARED = 2 ** 24;

/**
 * The request without its snippet, where that is sure to be found; else the request as it is.
 * @param text valid JSON with a field whose value is `code`
 */
export function textForGuest(text: string, code: string): string {
  const { length } = code;
  if (length < LEAST_CODE || length * (text.length - length) > MOST_COMPARED) return text;
  const at = text.indexOf(code);
  if (at < 0 || text.includes(code, at + 1)) return text;
  // A backslash might spell the field's value or another text's: without one, what occurs once is the field.
  if (text.includes('\\')) return text;
  return text.slice(0, at) + text.slice(at + length);
}
