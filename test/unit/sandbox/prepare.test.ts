import { describe, expect, test } from 'bun:test';
import { systemClock } from '../../../src/base/clock.ts';
import { checkSnippet } from '../../../src/sandbox/prepare.ts';
import { codeMark } from '../../../src/wire/ops.ts';
import { makeStripper } from '../../support/type-stripper.ts';

const CODE_TEXT = codeMark('javascript', 'text');
const CODE_BASE64 = codeMark('javascript', 'base64');
const OPTIONS = {
  maxCodeBytes: 100,
  isStaticCheckOn: true,
  stripper: makeStripper(),
  clock: systemClock,
  onTick: () => {},
};
const LIMITS = { timeoutMs: 1000, deadlineMs: Number.POSITIVE_INFINITY };
const base64 = (text: string | Uint8Array) => CODE_BASE64 + Buffer.from(text).toString('base64');
const sourceOf = (encodedCode: string) => {
  const checked = checkSnippet(encodedCode, OPTIONS, LIMITS);
  return checked.ok ? checked.value.source : checked.failure.code;
};
/** A snippet of exactly so many bytes. */
const ofBytes = (bytes: number) => `return "${'x'.repeat(bytes - 9)}"`;

describe('checkSnippet()', () => {
  test.each([
    ['text', (source: string) => CODE_TEXT + source],
    ['base64', (source: string) => base64(source)],
  ])('checkSnippet() takes %s as long as it may be, and no longer', (_, encode) => {
    expect(sourceOf(encode(ofBytes(100)))).toBe(ofBytes(100));
    expect(sourceOf(encode(ofBytes(101)))).toBe('code_too_large');
    // Counted in bytes: 34 characters of 3 bytes each.
    expect(sourceOf(encode(`//${'€'.repeat(33)}`))).toBe('code_too_large');
  });

  test('checkSnippet() refuses base64 that is none, or holds no UTF-8', () => {
    for (const text of ['a', '****', 'YQ==YQ', 'YWJj!']) {
      expect(sourceOf(CODE_BASE64 + text)).toBe('invalid_base64');
    }
    for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
      expect(sourceOf(base64(Uint8Array.from(bytes)))).toBe('invalid_base64');
    }
  });

  test('checkSnippet() reads either alphabet, line breaks and missing padding', () => {
    const source = 'return "??>>"';
    const plain = Buffer.from(source).toString('base64');
    const forms = [
      plain,
      plain.replaceAll('=', ''),
      plain.replaceAll('+', '-').replaceAll('/', '_'),
      plain.replace(/(.{4})/g, '$1\r\n'),
    ];
    expect(forms.map((form) => sourceOf(CODE_BASE64 + form))).toEqual(forms.map(() => source));
  });

  test('checkSnippet() takes the types out of what is marked as TypeScript, and of nothing else', () => {
    const source = 'return 1 as number';
    expect(sourceOf(codeMark('typescript', 'text') + source)).toBe('return 1          ');
    expect(sourceOf(CODE_TEXT + source)).toBe('syntax_error');
  });

  test('checkSnippet() heeds the static check only where it is on', () => {
    const code = `${CODE_TEXT}while (true) {}`;
    expect(sourceOf(code)).toBe('forbidden_pattern');
    expect(checkSnippet(code, { ...OPTIONS, isStaticCheckOn: false }, LIMITS).ok).toBe(true);
  });
});
