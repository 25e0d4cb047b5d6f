/** Text with the escape sequences of a terminal, and without. */

import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { inspect } from '../inspect/inspect.ts';
import { validateBoolean, validateOneOf } from '../validate.ts';
import { requireString } from './arguments.ts';

/** @see https://github.com/chalk/ansi-regex, whose pattern Node uses */
const SEQUENCE = new RegExp(
  '[\\u001B\\u009B][[\\]()#;?]*' +
    '(?:(?:(?:(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]+)*' +
    '|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]*)*)?' +
    '(?:\\u0007|\\u001B\\u005C|\\u009C))' +
    '|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?' +
    '[\\dA-PR-TZcf-ntqry=><~]))',
  'g',
);

export function stripVTControlCharacters(text: string): string {
  return text.replace(SEQUENCE, '');
}

interface StyleOptions {
  readonly validateStream?: unknown;
  readonly stream?: unknown;
}

/** @throws ERR_INVALID_ARG_TYPE for what is a stream neither of Node's kind nor of the web's */
function requireStream(stream: unknown): void {
  const methods = ['on', 'write', 'getReader', 'getWriter'];
  const given = Object(stream) as Readonly<Record<string, unknown>>;
  if (methods.some((name) => typeof given[name] === 'function')) return;
  throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
}

/**
 * What a snippet prints goes to no terminal, so that the text stays plain, unless `validateStream` is false
 * or several styles are wanted, where Node 20 looks at no terminal.
 * @param format a name of `inspect.colors`, or several, the first outermost
 */
export function styleText(
  format: string | readonly string[],
  text: unknown,
  options: StyleOptions = {},
): string {
  const inner = requireString('text', text);
  const { validateStream = true, stream } = options;
  validateBoolean(validateStream, 'options.validateStream');
  if (validateStream && stream !== undefined) requireStream(stream);
  const colors = inspect.colors as unknown as Readonly<Record<string, readonly [number, number]>>;
  const names = Object.keys(colors);
  const isStyled = Array.isArray(format) || !validateStream;
  return [format].flat().reduceRight((styled, name) => {
    validateOneOf(name, 'format', names);
    const [open, close] = colors[name] as readonly [number, number];
    return isStyled ? `\u001b[${open}m${styled}\u001b[${close}m` : styled;
  }, inner);
}
