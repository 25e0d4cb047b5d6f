/** Media types. @see https://mimesniff.spec.whatwg.org and https://fetch.spec.whatwg.org/#content-type-header */

export interface MimeType {
  /** `type/subtype`, in lower case. */
  readonly essence: string;
  readonly parameters: Map<string, string>;
}

/** As Node knows them: without the backtick. */
const TOKEN = /^[!#$%&'*+\-.^_|~A-Za-z0-9]+$/;
const QUOTABLE = /^[\t -~\u0080-\u00ff]+$/;
const AROUND = /^[\t\n\r ]+|[\t\n\r ]+$/g;
const BEFORE = /^[\t\n\r ]+/;
const BEHIND = /[\t\n\r ]+$/;

export function parseMimeType(text: string): MimeType | undefined {
  const [head = '', ...rest] = splitOutsideQuotes(text.replace(AROUND, ''), ';');
  const slash = head.indexOf('/');
  if (slash === -1) return undefined;
  const type = head.slice(0, slash);
  const subtype = head.slice(slash + 1).replace(BEHIND, '');
  if (!TOKEN.test(type) || !TOKEN.test(subtype)) return undefined;
  const parameters = new Map<string, string>();
  for (const part of rest) addParameter(parameters, part.replace(BEFORE, ''));
  return { essence: `${type}/${subtype}`.toLowerCase(), parameters };
}

function addParameter(parameters: Map<string, string>, part: string): void {
  const equals = part.indexOf('=');
  if (equals === -1) return;
  const name = part.slice(0, equals).toLowerCase();
  const raw = part.slice(equals + 1);
  const isQuoted = raw.startsWith('"');
  const value = isQuoted ? unquote(raw) : raw.replace(BEHIND, '');
  if (!isQuoted && value === '') return;
  if (!TOKEN.test(name) || (value !== '' && !QUOTABLE.test(value))) return;
  if (!parameters.has(name)) parameters.set(name, value);
}

/** What stands between the quotes that `text` begins with; what follows them is left out. */
function unquote(text: string): string {
  let value = '';
  for (let i = 1; i < text.length && text[i] !== '"'; i++) {
    // A backslash that nothing follows stands for itself.
    if (text[i] === '\\' && i + 1 < text.length) i++;
    value += text[i];
  }
  return value;
}

/** In a list, quotes count anywhere; in a parameter, from the beginning of its value only. */
const startsQuotes = (text: string, at: number, separator: string): boolean =>
  text[at] === '"' && (separator === ',' || text[at - 1] === '=');

/** Where the quotes that begin at `at` are over. */
function endOfQuotes(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

/** The parts between separators that stand in no quotes. */
function splitOutsideQuotes(text: string, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let start = 0;
  let i = 0;
  while (i < text.length) {
    if (startsQuotes(text, i, separator)) {
      i = endOfQuotes(text, i);
      continue;
    }
    if (text[i] === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
    i++;
  }
  if (start < text.length || separator === ';') parts.push(text.slice(start));
  return parts;
}

/** The type that a `Content-Type` header says, which may be several of them joined. */
export function extractMimeType(header: string | null): MimeType | undefined {
  let found: MimeType | undefined;
  let charset: string | undefined;
  for (const part of header === null ? [] : splitOutsideQuotes(header, ',')) {
    const type = parseMimeType(part);
    if (type === undefined || type.essence === '*/*') continue;
    if (type.essence !== found?.essence) charset = type.parameters.get('charset');
    else if (charset !== undefined && !type.parameters.has('charset')) {
      type.parameters.set('charset', charset);
    }
    found = type;
  }
  return found;
}

export function serializeMimeType({ essence, parameters }: MimeType): string {
  let text = essence;
  for (const [name, value] of parameters) {
    const shown = TOKEN.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
    text += `;${name}=${shown}`;
  }
  return text;
}
