/** The server thread reads every body, and while it reads one nobody else is served. */
import { expect, test } from 'bun:test';
import { checkBody, maxBodyBytes } from '../../../src/http/request-body.ts';
import { cpuMs } from '../../support/cpu.ts';

const LIMITS = { maxInputBytes: 2_097_152, maxCodeBytes: 65_535 };
const LONGEST = maxBodyBytes(LIMITS) - 1000;

/** What a body of the greatest length may cost the server thread, milliseconds; most take a tenth. */
const MOST_MS = 350;

const withInput = (input: string) => `{"code":"return 1","input":${input}}`;
/** `piece` as often as it fits into `length`. */
const fill = (piece: string, length = LONGEST) => piece.repeat(Math.floor(length / piece.length));
/** Different pieces, joined by commas. */
function crowd(piece: (index: number) => string): string {
  const pieces: string[] = [];
  for (let i = 0, length = 0; length < LONGEST; i++) {
    const text = piece(i);
    pieces.push(text);
    length += text.length + 1;
  }
  return pieces.join(',');
}

const BODIES: readonly (readonly [what: string, body: () => string])[] = [
  ['arrays in arrays', () => withInput(fill('[', LONGEST / 2) + fill(']', LONGEST / 2))],
  [
    'objects in objects',
    () => withInput(`${'{"a":'.repeat(LONGEST / 6)}1${'}'.repeat(LONGEST / 6)}`),
  ],
  ['arrays that are never closed', () => withInput(fill('['))],
  ['objects that are never closed', () => withInput(fill('{"a":'))],
  ['nesting outside of the input', () => `{"x":${'['.repeat(1e6)}${']'.repeat(1e6)}}`],
  ['empty arrays', () => withInput(`[${fill('[],')}1]`)],
  ['keys', () => withInput(`{${crowd((i) => `"k${i}":1`)}}`)],
  ['integer-like keys', () => withInput(`{${crowd((i) => `"${(i * 7919) % 4294967291}":1`)}}`)],
  ['one key again and again', () => withInput(`{${fill('"a":1,')}"a":1}`)],
  ['__proto__ again and again', () => withInput(`{${fill('"__proto__":{},')}"a":1}`)],
  ['fields', () => `{${crowd((i) => `"k${i}":1`)},"code":"return 1"}`],
  ['digits', () => withInput(`1${fill('0')}`)],
  ['denormal numbers', () => withInput(`[${fill('1e-320,')}1]`)],
  ['shapes', () => withInput(`[${crowd((i) => `{"a${i % 1000}":1,"b${i}":2}`)}]`)],
  ['escapes', () => withInput(`"${fill('\\u0041')}"`)],
  ['an unended string', () => withInput(`"${fill('a')}`)],
  ['line breaks in base64', () => `{"codebase64":"${fill('\n')}"}`],
  ['many broken base64 fields', () => fill('"codebase64":"AA\n')],
  ['a list for code', () => `{"code":[${fill('1,')}1]}`],
  ['white space', () => fill(' ') + withInput('1')],
];

for (const [what, body] of BODIES) {
  test(`checkBody reads ${what} without holding the server up`, () => {
    const text = body();
    expect(cpuMs(() => checkBody(text, LIMITS))).toBeLessThan(MOST_MS);
  });
}

test('checkBody refuses what is nested deeper than anything the engine can read', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"]":', '}]'],
  ] as const) {
    const inner = open === '[' ? '' : '1';
    const nested = (depth: number) => withInput(open.repeat(depth) + inner + close.repeat(depth));
    expect(checkBody(nested(4000), LIMITS)).toMatchObject({ ok: true });
    expect(checkBody(nested(20_000), LIMITS)).toMatchObject({
      ok: false,
      failure: {
        code: 'invalid_request',
        message: 'Cannot read the body: its JSON is nested too deeply',
      },
    });
  }
});

test('checkBody does not take brackets in texts for nesting', () => {
  for (const text of ['['.repeat(50_000), '\\"[{'.repeat(50_000), `\\\\${'{'.repeat(50_000)}`]) {
    expect(checkBody(withInput(`["${text}"]`), LIMITS)).toMatchObject({ ok: true });
  }
  expect(checkBody(withInput(`[${'[],'.repeat(50_000)}{}]`), LIMITS)).toMatchObject({ ok: true });
});
