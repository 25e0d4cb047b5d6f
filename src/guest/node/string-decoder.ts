/** Node's `string_decoder` module. @see https://nodejs.org/docs/latest-v20.x/api/string_decoder.html */
import { bytesOf } from './buffer/bytes.ts';
import { ENCODINGS, type EncodingName, normalEncoding } from './buffer/encodings.ts';
import { Buffer } from './buffer.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_UNKNOWN_ENCODING } from './errors.ts';

/** A character that came in part: as Node's `src/string_decoder.cc` keeps it. */
interface State {
  readonly name: EncodingName;
  /** The first four bytes: what has come of the character. */
  readonly bytes: Uint8Array;
  buffered: number;
  missing: number;
}

const STATE = Symbol('kNativeDecoder');

const read = (state: State, bytes: Uint8Array, end: number) =>
  end === 0 ? '' : ENCODINGS[state.name].read(bytes, 0, end);

/** How many bytes of a waiting character are there: a byte that continues none ends the wait. */
function takeMissing(state: State, data: Uint8Array): number {
  let most = Math.min(data.length, state.missing);
  if (state.name === 'utf8') {
    for (let i = 0; i < most; i++) {
      if (((data[i] as number) & 0xc0) === 0x80) continue;
      state.missing = i;
      most = i;
    }
  }
  for (let i = 0; i < most; i++) state.bytes[state.buffered + i] = data[i] as number;
  state.buffered += most;
  state.missing -= most;
  return most;
}

/** The waiting character, once it is whole. */
function takeWhole(state: State): string {
  if (state.missing > 0) return '';
  const text = read(state, state.bytes, state.buffered);
  state.buffered = 0;
  return text;
}

function sizeBy(lead: number): number {
  if ((lead & 0xe0) === 0xc0) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  return (lead & 0xf8) === 0xf0 ? 4 : 0;
}

/** `[buffered, missing]` at the end of UTF-8. */
function tailOfUtf8(data: Uint8Array): readonly [number, number] {
  for (let back = 1; back <= 4 && back <= data.length; back++) {
    const byte = data[data.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const size = sizeBy(byte);
    return back < size ? [back, size - back] : [0, 0];
  }
  return [0, 0];
}

function tailOfUtf16(data: Uint8Array): readonly [number, number] {
  if (data.length % 2 === 1) return [1, 1];
  return ((data[data.length - 1] as number) & 0xfc) === 0xd8 ? [2, 2] : [0, 0];
}

function tailOf(name: EncodingName, data: Uint8Array): readonly [number, number] {
  if (name === 'utf8') return tailOfUtf8(data);
  if (name === 'utf16le') return tailOfUtf16(data);
  if (name !== 'base64' && name !== 'base64url') return [0, 0];
  const over = data.length % 3;
  return over === 0 ? [0, 0] : [over, 3 - over];
}

function decode(state: State, given: Uint8Array): string {
  let before = '';
  let data = given;
  if (state.missing > 0) {
    data = data.subarray(takeMissing(state, data));
    before = takeWhole(state);
  }
  if (data.length === 0) return before;
  const [buffered, missing] = tailOf(state.name, data);
  const end = data.length - buffered;
  if (buffered > 0) {
    state.bytes.set(data.subarray(end));
    state.buffered = buffered;
    state.missing = missing;
  }
  return before + read(state, data, end);
}

function flush(state: State): string {
  if (state.name === 'utf16le' && state.buffered % 2 === 1) state.buffered--;
  const text = read(state, state.bytes, state.buffered);
  state.buffered = 0;
  state.missing = 0;
  return text;
}

interface Decoder {
  encoding: unknown;
  [STATE]: State;
  write(buf: unknown): string;
}

/** Called without `new` by libraries that inherit from it the old way, hence a function. */
function StringDecoder(this: Decoder, encoding?: unknown): void {
  const name = normalEncoding(encoding);
  if (name === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  this.encoding = name;
  this[STATE] = { name, bytes: Buffer.alloc(4), buffered: 0, missing: 0 };
}

Object.assign(StringDecoder.prototype, {
  write(this: Decoder, buf: unknown): string {
    if (typeof buf === 'string') return buf;
    if (!ArrayBuffer.isView(buf)) {
      throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
    }
    const state = this[STATE];
    if (!state) throw new ERR_INVALID_THIS('StringDecoder');
    return decode(state, bytesOf(buf));
  },

  end(this: Decoder, buf?: unknown): string {
    const text = buf === undefined ? '' : this.write(buf);
    return this[STATE].buffered > 0 ? text + flush(this[STATE]) : text;
  },

  text(this: Decoder, buf: { slice(start: unknown): unknown }, offset?: unknown): string {
    this[STATE].missing = 0;
    this[STATE].buffered = 0;
    return this.write(buf.slice(offset));
  },
});

const getters: Record<string, (this: Decoder) => unknown> = {
  lastChar() {
    return this[STATE].bytes;
  },
  lastNeed() {
    return this[STATE].missing;
  },
  lastTotal() {
    return this[STATE].buffered + this[STATE].missing;
  },
};
for (const [name, get] of Object.entries(getters)) {
  Object.defineProperty(StringDecoder.prototype, name, {
    get,
    enumerable: true,
    configurable: true,
  });
}

/** What `require('string_decoder')` gives. */
const stringDecoder = { StringDecoder };

export default stringDecoder;
