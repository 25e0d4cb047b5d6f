/** `MIMEParams`: the parameters of a media type. @see https://nodejs.org/docs/latest-v20.x/api/util.html#class-utilmimeparams */
import { defineError } from '../errors.ts';

export const ERR_INVALID_MIME_SYNTAX = defineError(
  'ERR_INVALID_MIME_SYNTAX',
  TypeError,
  (part: string, text: string, at: number) =>
    `The MIME syntax for a ${part} in ${JSON.stringify(text)} is invalid${at === -1 ? '' : ` at ${at}`}`,
);

const NO_TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const NO_QUOTED_TEXT = /[^\t\u0020-~\u0080-\u00FF]/;
const NAME_END = /[;=]|$/;
/** What stands after the opening quote: a last lone backslash, and the closing quote, by themselves. */
const QUOTED = /^(?:([\\]$)|[\\][\s\S]|[^"])*(?:(")|$)/;
const SPACE_AHEAD = /^[\r\n\t ]+/;
const SPACE_BEHIND = /[\r\n\t ]+$/;

/** Where the text stops being a token, -1 where it is one throughout. */
export const tokenEnd = (text: string): number => text.search(NO_TOKEN);
export const lower = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
export const trimStart = (text: string): string => text.replace(SPACE_AHEAD, '');
export const trimEnd = (text: string): string => text.replace(SPACE_BEHIND, '');

function encoded(value: string): string {
  if (value === '') return '""';
  return tokenEnd(value) === -1 ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

export class MIMEParams {
  readonly #values = new Map<string, string>();

  delete(name: unknown): void {
    this.#values.delete(`${name as string}`);
  }

  get(name: unknown): string | null {
    return this.#values.get(`${name as string}`) ?? null;
  }

  has(name: unknown): boolean {
    return this.#values.has(`${name as string}`);
  }

  set(name: unknown, value: unknown): void {
    const key = `${name as string}`;
    const text = `${value as string}`;
    const badName = tokenEnd(key);
    if (key === '' || badName !== -1) {
      throw new ERR_INVALID_MIME_SYNTAX('parameter name', key, badName);
    }
    const badValue = text.search(NO_QUOTED_TEXT);
    if (badValue !== -1) throw new ERR_INVALID_MIME_SYNTAX('parameter value', text, badValue);
    this.#values.set(key, text);
  }

  *entries(): IterableIterator<[string, string]> {
    yield* this.#values.entries();
  }

  *keys(): IterableIterator<string> {
    yield* this.#values.keys();
  }

  *values(): IterableIterator<string> {
    yield* this.#values.values();
  }

  toString(): string {
    return Array.from(this.#values, ([name, value]) => `${name}=${encoded(value)}`).join(';');
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  toJSON(): string {
    return this.toString();
  }
}

Object.defineProperty(MIMEParams.prototype, Symbol.iterator, {
  value: MIMEParams.prototype.entries,
  configurable: true,
  writable: true,
});
for (const name of [
  'toJSON',
  'toString',
  'entries',
  'keys',
  'values',
  'set',
  'has',
  'get',
  'delete',
]) {
  Object.defineProperty(MIMEParams.prototype, name, { enumerable: false });
}

/** A parameter's value where it begins, and what is left of the text behind it; null for none. */
function readValue(text: string): { value: string | null; rest: string } {
  if (!text.startsWith('"')) {
    const end = text.indexOf(';');
    const value = trimEnd(end === -1 ? text : text.slice(0, end));
    return { value: value === '' ? null : value, rest: end === -1 ? '' : text.slice(end + 1) };
  }
  const [whole = '', loneBackslash, quote] = QUOTED.exec(text.slice(1)) ?? [];
  const inside = loneBackslash || quote ? whole.slice(0, -1) : whole;
  const value = inside.replace(/\\([\s\S])/g, '$1') + (loneBackslash ? '\\' : '');
  // What stands between the closing quote and the next semicolon counts for nothing.
  const behind = text.slice(1 + whole.length);
  const next = behind.indexOf(';');
  return { value, rest: next === -1 ? '' : behind.slice(next + 1) };
}

/** The parameters that stand behind a media type; of a name, the first counts. */
export function readParams(text: string): MIMEParams {
  const params = new MIMEParams();
  let rest = trimEnd(text);
  while (rest !== '') {
    rest = trimStart(rest);
    const nameEnd = rest.search(NAME_END);
    const name = lower(rest.slice(0, nameEnd));
    const mark = rest[nameEnd];
    rest = rest.slice(nameEnd + 1);
    if (mark === ';') continue;
    if (rest === '') break;
    const { value, rest: after } = readValue(rest);
    rest = after;
    const isGood =
      value !== null && name !== '' && tokenEnd(name) === -1 && !NO_QUOTED_TEXT.test(value);
    if (isGood && !params.has(name)) params.set(name, value);
  }
  return params;
}
