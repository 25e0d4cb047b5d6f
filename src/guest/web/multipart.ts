/** A form as the body of a request. @see https://html.spec.whatwg.org/#multipart-form-data */
import { Blob } from './blob.ts';
import { entriesOfForm, type FormData } from './form-data.ts';

const LINE_END = /\r\n|\r|\n/g;

const withLineEnds = (text: string): string => text.replace(LINE_END, '\r\n');

/** A name as it stands between quotes in a header: nothing in it ends the quotes or the line. */
const quoted = (text: string): string =>
  `"${text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22')}"`;

const { random } = Math;

const eightDigits = (): string => random().toFixed(8).slice(-8);

/** New at each call, so that who writes a value cannot know what would end it. */
const drawBoundary = (): string => `----formdata-${eightDigits()}${eightDigits()}${eightDigits()}`;

export interface Multipart {
  /** The type with the boundary, as the `content-type` header has it. */
  readonly contentType: string;
  readonly body: Blob;
}

/** The form's entries, each after its headers. */
export function encodeMultipart(form: FormData): Multipart {
  const boundary = drawBoundary();
  const parts: unknown[] = [];
  for (const [name, value] of entriesOfForm(form)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name=${quoted(withLineEnds(name))}`;
    if (typeof value === 'string') {
      parts.push(`${head}\r\n\r\n${withLineEnds(value)}\r\n`);
      continue;
    }
    const fileName = value.name === '' ? '' : `; filename=${quoted(value.name)}`;
    const type = value.type === '' ? 'application/octet-stream' : value.type;
    parts.push(`${head}${fileName}\r\nContent-Type: ${type}\r\n\r\n`, value, '\r\n');
  }
  parts.push(`--${boundary}--\r\n`);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  return { contentType, body: new Blob(parts, { type: contentType }) };
}
