/** The arguments of a `console` method as one text: `%` directives first, then the rest with spaces between. */
import { toConsoleText } from '../../node/inspect.ts';
import { bounded } from '../../prelude/failure.ts';
import {
  stringIndexOf,
  stringify,
  stringSlice,
  toNumber,
  toText,
} from '../../prelude/primordials.ts';

/** Longest line that goes to the host, UTF-16 units; the host bounds the whole. */
export const MAX_LINE = 16_384;

/** @see https://console.spec.whatwg.org/#formatter */
export function formatLine(values: readonly unknown[]): string {
  const { text: head, used } = formatDirectives(values);
  let text = head;
  for (let i = used; i < values.length && text.length <= MAX_LINE; i++) {
    if (i > 0) text += ' ';
    text += bounded(toConsoleText(values[i]), MAX_LINE);
  }
  return bounded(text, MAX_LINE);
}

/** The first argument with its directives filled in, and how many arguments that took. */
function formatDirectives(values: readonly unknown[]): { text: string; used: number } {
  const first = values[0];
  if (typeof first !== 'string' || first.length > MAX_LINE || values.length < 2) {
    return { text: '', used: 0 };
  }
  let text = '';
  let used = 1;
  let from = 0;
  for (let at = stringIndexOf(first, '%'); at !== -1; at = stringIndexOf(first, '%', at)) {
    const letter = first[at + 1] ?? '';
    const isPercent = letter === '%';
    if (!isPercent && (used >= values.length || !isDirective(letter))) {
      at++;
      continue;
    }
    text += stringSlice(first, from, at);
    text += isPercent ? '%' : directed(letter, values[used++]);
    at += 2;
    from = at;
  }
  return { text: text + stringSlice(first, from), used };
}

const isDirective = (letter: string): boolean => {
  switch (letter) {
    case 's':
    case 'd':
    case 'i':
    case 'f':
    case 'j':
    case 'o':
    case 'O':
    case 'c':
      return true;
    default:
      return false;
  }
};

function directed(letter: string, value: unknown): string {
  switch (letter) {
    case 'd':
      return typeof value === 'bigint' ? `${toText(value)}n` : numberText(value, (each) => each);
    case 'i':
      return typeof value === 'bigint' ? `${toText(value)}n` : numberText(value, whole);
    case 'f':
      return numberText(value, (each) => each);
    case 'j':
      return jsonText(value);
    case 'c':
      return '';
    default:
      return bounded(toConsoleText(value), MAX_LINE);
  }
}

const whole = (value: number): number =>
  value < 0 ? -(-value - (-value % 1)) : value - (value % 1);

function numberText(value: unknown, round: (value: number) => number): string {
  if (typeof value === 'symbol' || (typeof value === 'object' && value !== null)) return 'NaN';
  const rounded = round(toNumber(value));
  return rounded === 0 && 1 / rounded < 0 ? '-0' : toText(rounded);
}

function jsonText(value: unknown): string {
  try {
    return bounded(toText(stringify(value)), MAX_LINE);
  } catch {
    // A cycle, or a `toJSON` that throws: the line is printed all the same.
    return '[Circular]';
  }
}
