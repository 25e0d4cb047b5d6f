/** Bytes into text, part by part. @see https://encoding.spec.whatwg.org/#encodings */
import { utf16Of } from '../../node/buffer/latin1.ts';
import { decodeStrict, decodeUtf8, unfinishedTail } from '../../node/buffer/utf8.ts';
import { callHost } from '../../prelude/host.ts';
import { wellFormed } from '../well-formed.ts';

/** One text after the other; what a part leaves unfinished waits for the next. */
export interface Decoding {
  /** @returns null for ill-formed bytes, where that is fatal */
  decode(bytes: Uint8Array, isLast: boolean): string | null;
}

const NO_BYTES = new Uint8Array(0);
const BOM = '\ufeff';

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/** What both encodings share that are read here: what waits, and the mark at the text's beginning. */
abstract class OwnDecoding implements Decoding {
  readonly isFatal: boolean;
  readonly #ignoresBom: boolean;
  #waiting = NO_BYTES;
  #isAtStart = true;

  constructor(isFatal: boolean, ignoresBom: boolean) {
    this.isFatal = isFatal;
    this.#ignoresBom = ignoresBom;
  }

  /** How many bytes at the end begin a character that is not whole. */
  abstract tailOf(bytes: Uint8Array): number;

  /** @returns null for ill-formed bytes, where that is fatal */
  abstract read(bytes: Uint8Array, end: number): string | null;

  decode(given: Uint8Array, isLast: boolean): string | null {
    const bytes = joined(this.#waiting, given);
    const end = isLast ? bytes.length : bytes.length - this.tailOf(bytes);
    // A copy: the snippet may write over its own bytes meanwhile.
    this.#waiting = end === bytes.length ? NO_BYTES : bytes.slice(end);
    const text = this.read(bytes, end);
    const isAtStart = this.#isAtStart;
    if (isLast || text === null) {
      this.#isAtStart = true;
      this.#waiting = NO_BYTES;
    } else if (text !== '') this.#isAtStart = false;
    if (text === null || !isAtStart || this.#ignoresBom) return text;
    return text.startsWith(BOM) ? text.slice(1) : text;
  }
}

export class Utf8Decoding extends OwnDecoding {
  override tailOf(bytes: Uint8Array): number {
    return unfinishedTail(bytes, bytes.length);
  }

  override read(bytes: Uint8Array, end: number): string | null {
    if (this.isFatal) return decodeStrict(bytes, 0, end) ?? null;
    return decodeUtf8(bytes, 0, end);
  }
}

export class Utf16Decoding extends OwnDecoding {
  override tailOf(bytes: Uint8Array): number {
    const odd = bytes.length % 2;
    const high = bytes[bytes.length - odd - 1];
    return high !== undefined && (high & 0xfc) === 0xd8 ? odd + 2 : odd;
  }

  override read(bytes: Uint8Array, end: number): string | null {
    const text = utf16Of(bytes, 0, end);
    const isWhole = end % 2 === 0;
    const clean = wellFormed(text);
    if (this.isFatal) return isWhole && clean === text ? text : null;
    return isWhole ? clean : endedOddly(clean, text);
  }
}

/** An odd last byte is U+FFFD; so is a lead surrogate before it, both together. */
function endedOddly(clean: string, text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last < 0xdc00 ? clean : `${clean}\ufffd`;
}

let lastDecoder = 0;

/** Every other encoding. The host keeps a decoder from a text's first part to its last. */
export class HostDecoding implements Decoding {
  readonly #label: string;
  readonly #isFatal: boolean;
  readonly #ignoresBom: boolean;
  /** The number of the host's decoder, 0 between texts. */
  #decoder = 0;

  constructor(label: string, isFatal: boolean, ignoresBom: boolean) {
    this.#label = label;
    this.#isFatal = isFatal;
    this.#ignoresBom = ignoresBom;
  }

  decode(bytes: Uint8Array, isLast: boolean): string | null {
    if (!isLast && this.#decoder === 0) this.#decoder = ++lastDecoder;
    const decoder = this.#decoder;
    const text = callHost(
      'text.decode',
      {
        label: this.#label,
        isFatal: this.#isFatal,
        ignoresBom: this.#ignoresBom,
        decoder,
        isLast,
      },
      bytes,
    );
    if (isLast || text === null) this.#decoder = 0;
    return text;
  }
}
