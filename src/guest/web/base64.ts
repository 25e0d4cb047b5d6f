/** `atob` and `btoa`, as Node refuses. @see https://html.spec.whatwg.org/multipage/webappapis.html#atob */
import { base64Of, writeBase64 } from '../node/buffer/base64.ts';
import { binaryOf, writeBinary } from '../node/buffer/latin1.ts';
import { ERR_MISSING_ARGS } from '../node/errors.ts';
import { DOMException } from './dom-exception.ts';

const WHITE_SPACE = /[\t\n\f\r ]/g;
const NOT_BASE64 = /[^A-Za-z0-9+/]/;
const WIDE = /[^\0-\u00ff]/;

function invalid(message = 'Invalid character'): DOMException {
  return new DOMException(message, 'InvalidCharacterError');
}

/** Text of which each code unit is a byte, in base64. */
export function btoa(...input: readonly unknown[]): string {
  if (input.length === 0) throw new ERR_MISSING_ARGS('input');
  const text = `${input[0] as string}`;
  if (WIDE.test(text)) throw invalid();
  const bytes = new Uint8Array(text.length);
  writeBinary(bytes, text, 0, text.length);
  return base64Of(bytes, 0, bytes.length);
}

/** The bytes that base64 stands for, as text of code units. */
export function atob(...input: readonly unknown[]): string {
  if (input.length === 0) throw new ERR_MISSING_ARGS('input');
  const text = `${input[0] as string}`.replace(WHITE_SPACE, '');
  const digits = text.replace(/={1,2}$/, '');
  const padding = text.length - digits.length;
  if (NOT_BASE64.test(digits)) throw invalid();
  if (digits.length % 4 === 1) {
    throw invalid('The string to be decoded is not correctly encoded.');
  }
  if (padding > 0 && text.length % 4 !== 0) throw invalid();
  const bytes = new Uint8Array((digits.length * 3) >> 2);
  writeBase64(bytes, digits, 0, bytes.length);
  return binaryOf(bytes, 0, bytes.length);
}

for (const fn of [atob, btoa]) {
  Object.defineProperty(fn, 'length', { value: 1, configurable: true });
}
