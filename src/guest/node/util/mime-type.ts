/** `MIMEType`. @see https://nodejs.org/docs/latest-v20.x/api/util.html#class-utilmimetype */
import {
  ERR_INVALID_MIME_SYNTAX,
  lower,
  type MIMEParams,
  readParams,
  tokenEnd,
  trimEnd,
  trimStart,
} from './mime-params.ts';

/** A token in small letters. @throws ERR_INVALID_MIME_SYNTAX, which shows the `whole` text */
function token(part: string, text: string, whole: string): string {
  const bad = tokenEnd(text);
  if (text === '' || bad !== -1) throw new ERR_INVALID_MIME_SYNTAX(part, whole, bad);
  return lower(text);
}

export class MIMEType {
  #type: string;
  #subtype: string;
  readonly #params: MIMEParams;

  constructor(input: unknown) {
    const text = `${input as string}`;
    const start = trimStart(text);
    const slash = start.indexOf('/');
    const type = slash === -1 ? start : start.slice(0, slash);
    if (slash === -1) throw new ERR_INVALID_MIME_SYNTAX('type', text, tokenEnd(type));
    this.#type = token('type', type, text);
    const behind = start.slice(slash + 1);
    const end = behind.indexOf(';');
    this.#subtype = token('subtype', trimEnd(end === -1 ? behind : behind.slice(0, end)), text);
    this.#params = readParams(end === -1 ? '' : behind.slice(end + 1));
  }

  get type(): string {
    return this.#type;
  }

  set type(value: unknown) {
    const text = `${value as string}`;
    this.#type = token('type', text, text);
  }

  get subtype(): string {
    return this.#subtype;
  }

  set subtype(value: unknown) {
    const text = `${value as string}`;
    this.#subtype = token('subtype', text, text);
  }

  get essence(): string {
    return `${this.#type}/${this.#subtype}`;
  }

  get params(): MIMEParams {
    return this.#params;
  }

  toString(): string {
    const params = `${this.#params}`;
    return params === '' ? this.essence : `${this.essence};${params}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
