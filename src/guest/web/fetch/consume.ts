/** How a body is read whole. @see https://fetch.spec.whatwg.org/#body-mixin */
import { decodeUtf8 } from '../../node/buffer/utf8.ts';
import { requireLate } from '../../prelude/modules.ts';
import { DOMException } from '../dom-exception.ts';
import { parseForm } from '../url/form-encoding.ts';
import type { Body } from './body.ts';
import type { HeaderList } from './header-list.ts';
import { extractMimeType, type MimeType, serializeMimeType } from './mime.ts';
import { parseMultipart } from './multipart-parser.ts';
import { illegalInvocation, makeEnumerable } from './webidl.ts';

/** What a request and a response have in common. */
export interface Bodied {
  readonly body: Body | null;
  readonly headers: HeaderList;
  /** Whether its transfer was called off. */
  readonly isAborted: boolean;
}

type FormModule = Pick<typeof import('../form-data.ts'), 'FormData'>;
type BlobModule = Pick<typeof import('../blob.ts'), 'Blob'>;

function textOf(bytes: Uint8Array): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return decodeUtf8(bytes, hasMark ? 3 : 0, bytes.length);
}

const ownBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

function formOf(bytes: Uint8Array, type: MimeType | undefined): unknown {
  const { FormData } = requireLate('web/form-data') as FormModule;
  const form = new FormData();
  if (type?.essence === 'multipart/form-data') {
    const entries = parseMultipart(bytes, type.parameters.get('boundary'));
    if (entries === undefined) throw new TypeError('Failed to parse body as FormData.');
    for (const [name, value] of entries) form.append(name, value);
    return form;
  }
  if (type?.essence !== 'application/x-www-form-urlencoded') {
    throw new TypeError(
      'Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".',
    );
  }
  // With its mark, if it begins with one: that is part of a name.
  const pairs = parseForm(decodeUtf8(bytes, 0, bytes.length));
  for (let i = 0; i < pairs.length; i += 2) form.append(pairs[i], pairs[i + 1]);
  return form;
}

/** Apart from what is made of the text, so that the bytes are gone by then. */
const readText = async (of: Bodied): Promise<string> => textOf(await readBody(of));

const typeOf = ({ headers }: Bodied): MimeType | undefined =>
  extractMimeType(headers.get('content-type'));

const READERS: Readonly<Record<string, (of: Bodied) => Promise<unknown>>> = {
  async blob(of) {
    const type = typeOf(of);
    const bytes = await readBody(of);
    const { Blob } = requireLate('web/blob') as BlobModule;
    return new Blob([bytes], { type: type === undefined ? '' : serializeMimeType(type) });
  },
  arrayBuffer: async (of) => ownBytes(await readBody(of)).buffer,
  text: readText,
  json: async (of) => JSON.parse(await readText(of)),
  formData: async (of) => formOf(await readBody(of), typeOf(of)),
  bytes: async (of) => ownBytes(await readBody(of)),
};

/** Gives a class the methods that read a body. @param stateOf undefined for what is not of the class */
export function mixBody(prototype: object, stateOf: (self: unknown) => Bodied | undefined): void {
  for (const [name, read] of Object.entries(READERS)) {
    const { [name]: method } = {
      async [name](this: unknown): Promise<unknown> {
        const state = stateOf(this);
        if (state === undefined) throw illegalInvocation();
        return read(state);
      },
    };
    Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true });
  }
  makeEnumerable(prototype, ...Object.keys(READERS));
}

async function readBody({ body, isAborted }: Bodied): Promise<Uint8Array> {
  if (body !== null && !body.isUsable) {
    throw new TypeError('Body is unusable: Body has already been read');
  }
  if (isAborted) throw new DOMException('The operation was aborted.', 'AbortError');
  return body === null ? new Uint8Array(0) : body.readAll();
}
