/** `atob` and `btoa`. @see https://html.spec.whatwg.org/multipage/webappapis.html#atob */
import { defineHidden } from '../prelude/define.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NOT_BASE64 = /[^A-Za-z0-9+/]/;
const WHITE_SPACE = /[\t\n\f\r ]/g;
/** Six bits of each digit, by its code unit. */
const SIX_BITS = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) SIX_BITS[ALPHABET.charCodeAt(i)] = i;

function invalidCharacter(message: string): Error {
  const error = new Error(message);
  defineHidden(error, 'name', 'InvalidCharacterError');
  defineHidden(error, 'code', 5);
  return error;
}

/** Text of which each code unit is a byte, in base64. */
export function btoa(data: unknown): string {
  const text = `${data}`;
  let encoded = '';
  for (let i = 0; i < text.length; i += 3) {
    const left = text.length - i;
    const bits = (byteAt(text, i) << 16) | (byteAt(text, i + 1) << 8) | byteAt(text, i + 2);
    encoded += ALPHABET[bits >> 18];
    encoded += ALPHABET[(bits >> 12) & 63];
    encoded += left > 1 ? ALPHABET[(bits >> 6) & 63] : '=';
    encoded += left > 2 ? ALPHABET[bits & 63] : '=';
  }
  return encoded;
}

/** 0 beyond the end. */
function byteAt(text: string, index: number): number {
  const unit = index < text.length ? text.charCodeAt(index) : 0;
  if (unit > 255) throw invalidCharacter('Invalid character');
  return unit;
}

/** The bytes that base64 stands for, as text of code units. */
export function atob(data: unknown): string {
  let digits = `${data}`.replace(WHITE_SPACE, '');
  if (digits.length % 4 === 0) digits = digits.replace(/==?$/, '');
  if (digits.length % 4 === 1 || NOT_BASE64.test(digits)) {
    throw invalidCharacter('The string to be decoded is not correctly encoded.');
  }
  let decoded = '';
  let bits = 0;
  let held = 0;
  for (let i = 0; i < digits.length; i++) {
    bits = ((bits << 6) | (SIX_BITS[digits.charCodeAt(i)] ?? 0)) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      decoded += String.fromCharCode((bits >> held) & 255);
    }
  }
  return decoded;
}
