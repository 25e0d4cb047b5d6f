/** Reads `multipart/form-data`, as strictly as Node does. @see https://andreubotella.github.io/multipart-form-data/ */
import { base64ByteLength, writeBase64 } from '../../node/buffer/base64.ts';
import { binaryOf, writeBinary } from '../../node/buffer/latin1.ts';
import { decodeUtf8, utf8Bytes } from '../../node/buffer/utf8.ts';
import { requireLate } from '../../prelude/modules.ts';

type FileModule = Pick<typeof import('../file.ts'), 'File'>;
type Entry = readonly [name: string, value: unknown];

interface PartHead {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly type: string;
  readonly isBase64: boolean;
}

const HEADER = /^[\t ]*([!#$%&'*+\-.^_|~A-Za-z0-9]+)[\t ]*:[\t ]*(.*?)[\t ]*$/;
const DISPOSITION = /^form-data; name="([^\r\n"]*)"(?:; filename\*?="([^\r\n"]*)")?$/;
const ALL_ASCII = /^\p{ASCII}*$/u;

const binary = (bytes: Uint8Array): string => binaryOf(bytes, 0, bytes.length);

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  writeBinary(bytes, text, 0, text.length);
  return bytes;
}

/** UTF-8 that was read byte for byte, as text. */
function textOf(raw: string): string {
  if (ALL_ASCII.test(raw)) return raw;
  const bytes = bytesOf(raw);
  return decodeUtf8(bytes, raw.startsWith('\xef\xbb\xbf') ? 3 : 0, bytes.length);
}

function decodeBase64(raw: string): string {
  const bytes = new Uint8Array(base64ByteLength(raw));
  return binaryOf(bytes, 0, writeBase64(bytes, raw, 0, bytes.length));
}

const unquote = (raw: string): string =>
  textOf(raw).replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replace(/%22/g, '"');

/** The entries in their order; undefined for what is no such form. */
export function parseMultipart(
  bytes: Uint8Array,
  boundary: string | undefined,
): Entry[] | undefined {
  if (boundary === undefined) return undefined;
  const text = binary(bytes).replace(/^(?:\r\n)+|(?:\r\n)+$/g, '');
  const delimiter = `--${binary(utf8Bytes(boundary))}`;
  const entries: Entry[] = [];
  let at = 0;
  while (text.startsWith(delimiter, at)) {
    at += delimiter.length;
    if (at === text.length - 2 && text.endsWith('--')) return entries;
    const headEnd = text.indexOf('\r\n\r\n', at);
    const bodyEnd = headEnd === -1 ? -1 : text.indexOf(`\r\n${delimiter}`, headEnd + 4);
    const head = bodyEnd === -1 ? undefined : parseHead(text.slice(at, headEnd));
    if (head === undefined) return undefined;
    entries.push(entryOf(head, text.slice(headEnd + 4, bodyEnd)));
    at = bodyEnd + 2;
  }
  return undefined;
}

/** @param text each header after the end of a line */
function parseHead(text: string): PartHead | undefined {
  const [first, ...lines] = text.split('\r\n');
  if (first !== '') return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = HEADER.exec(line) ?? [];
    if (name === '') return undefined;
    headers.set(name.toLowerCase(), value);
  }
  const found = DISPOSITION.exec(headers.get('content-disposition') ?? '');
  if (found === null) return undefined;
  const [, name = '', fileName] = found;
  const type = headers.get('content-type') ?? 'text/plain';
  return {
    name: unquote(name),
    fileName: fileName === undefined ? undefined : unquote(fileName),
    type: ALL_ASCII.test(type) ? type : '',
    isBase64: headers.get('content-transfer-encoding') === 'base64',
  };
}

function entryOf({ name, fileName, type, isBase64 }: PartHead, raw: string): Entry {
  const body = isBase64 ? decodeBase64(raw) : raw;
  if (fileName === undefined) return [name, textOf(body)];
  const { File } = requireLate('web/file') as FileModule;
  return [name, new File([bytesOf(body)], fileName, { type })];
}
