import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { textForGuest } from '../../../src/http/guest-text.ts';

const CODE = btoa('return input.a + input.b;');

describe('textForGuest', () => {
  test('textForGuest leaves the snippet out and everything else as it was', () => {
    const text = `{ "input": [1.0, -0, 1e400], "codebase64": "${CODE}", "timeoutMs": 5 }`;
    const left = '{ "input": [1.0, -0, 1e400], "codebase64": "", "timeoutMs": 5 }';
    expect(textForGuest(text, CODE)).toBe(left);
  });

  test('textForGuest leaves alone an input that holds the same text', () => {
    const text = `{"input":{"codebase64":"${CODE}"},"codebase64":"${CODE}"}`;
    expect(textForGuest(text, CODE)).toBe(text);
  });

  test('textForGuest leaves alone an input that holds the text which the field spells in escapes', () => {
    const spelt = CODE.replace('c', '\\u0063');
    const text = `{"input":"${CODE}","codebase64":"${spelt}"}`;
    expect((JSON.parse(text) as { codebase64: string }).codebase64).toBe(CODE);
    expect(textForGuest(text, CODE)).toBe(text);
  });

  test('textForGuest leaves alone what overlaps itself', () => {
    const code = 'abababababababababab';
    const text = `{"input":1,"code":"${code}","more":"ab${code}"}`;
    expect(textForGuest(text, code)).toBe(text);
  });

  test('textForGuest does not look for a long snippet in a long text', () => {
    const code = `${'a'.repeat(30_000)}b${'a'.repeat(30_000)}`;
    const text = JSON.stringify({ input: `${'a'.repeat(60_000)}b`.repeat(30), code });
    expect(textForGuest(text, code)).toBe(text);
  });

  test('textForGuest never changes what a guest reads as its input', () => {
    // Few letters, so that inputs hold the code, or parts of it, often.
    const code = fc.string({
      unit: fc.constantFrom('a', '"', '\\', '/'),
      minLength: 14,
      maxLength: 20,
    });
    const near = code.chain((value) =>
      fc.tuple(
        fc.constant(value),
        fc.oneof(
          fc.jsonValue(),
          fc.constantFrom<unknown>(value, `${value}a`, { code: value }, { [value]: [value] }),
        ),
        fc.boolean(),
      ),
    );
    fc.assert(
      fc.property(near, ([value, input, isFirst]) => {
        const text = JSON.stringify(isFirst ? { code: value, input } : { input, code: value });
        const left = JSON.parse(textForGuest(text, value)) as { input: unknown };
        expect(JSON.stringify(left.input)).toBe(JSON.stringify(input));
      }),
      { numRuns: 2000 },
    );
  });
});
