/** Text of bytes that come in parts, where a character may be cut in two. */

import { Buffer } from '../buffer.ts';
import { ERR_UNKNOWN_ENCODING } from '../errors.ts';
import { type EncodingName, NO_BYTES, normalEncoding, textOf } from './bytes.ts';

/** Bytes that make whole characters together, where that is the same for all. */
const UNIT: Partial<Record<EncodingName, number>> = { base64: 3, base64url: 3, utf16le: 2 };

export class OutputDecoder {
  readonly encoding: EncodingName;
  #rest: Uint8Array = NO_BYTES;

  /** @throws ERR_UNKNOWN_ENCODING */
  constructor(encoding: unknown) {
    const normal = normalEncoding(encoding);
    if (normal === undefined) throw new ERR_UNKNOWN_ENCODING(String(encoding));
    this.encoding = normal;
  }

  write(bytes: Uint8Array): string {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const whole = all.length - this.#cut(all);
    this.#rest = all.slice(whole);
    return textOf(all.subarray(0, whole), this.encoding);
  }

  end(bytes: Uint8Array): string {
    const text = this.write(bytes);
    const rest = textOf(this.#rest, this.encoding);
    this.#rest = NO_BYTES;
    return text + rest;
  }

  /** Bytes at the end that are a part of a character. */
  #cut(bytes: Uint8Array): number {
    if (this.encoding === 'utf8') return cutUtf8(bytes);
    return bytes.length % (UNIT[this.encoding] ?? 1);
  }
}

/** Bytes at the end that begin a character of UTF-8 and do not finish it. */
function cutUtf8(bytes: Uint8Array): number {
  const most = Math.min(3, bytes.length);
  for (let back = 1; back <= most; back++) {
    const byte = bytes[bytes.length - back] as number;
    // Bytes from 0x80 to 0xbf go on with what another began.
    if (byte < 0x80 || byte >= 0xc0) return utf8Length(byte) > back ? back : 0;
  }
  return 0;
}

function utf8Length(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
