/** Text with the escape sequences of a terminal, and without. */

import { ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { inspect } from '../inspect/inspect.ts';
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

/** @param format a name of `inspect.colors`, or several, the first outermost */
export function styleText(format: string | readonly string[], text: unknown): string {
  const inner = requireString('text', text);
  const colors = inspect.colors as unknown as Readonly<Record<string, readonly [number, number]>>;
  return [format].flat().reduceRight((styled, name) => {
    const codes = Object.hasOwn(colors, name) ? colors[name] : undefined;
    if (!codes) throw new ERR_INVALID_ARG_VALUE('format', name, 'must be one of the known styles');
    return `\u001b[${codes[0]}m${styled}\u001b[${codes[1]}m`;
  }, inner);
}
