/** Random requests to `/execute`, most of them not quite what they should be. */
import fc from 'fast-check';
import { jsonText } from './json-text.ts';

export interface RandomRequest {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the body goes out in pieces, its length untold. */
  readonly isChunked: boolean;
}

const CODES = [
  'return 1',
  'return input',
  'return input.a.b',
  'throw new Error("x")',
  'return await input',
  'for (;;) if (input) break',
  'while (true) {}',
  'return require("fs")',
  'console.log(input); return [1, 2, 3].map((x) => x * 2)',
  'return "',
  '',
  ' \n',
  'return undefined',
  'return 1n',
] as const;

const base64Of = (source: string) => Buffer.from(source).toString('base64');

const code = fc.constantFrom(...CODES);
const valid = fc.oneof(
  fc.tuple(code, jsonText).map(([c, input]) => `{"code":${JSON.stringify(c)},"input":${input}}`),
  fc.tuple(code, jsonText).map(([c, input]) => `{"input":${input},"codebase64":"${base64Of(c)}"}`),
  code.map((c) => JSON.stringify({ code: c, timeoutMs: 20 })),
);

/** Any fields, of any type. */
const mistyped = fc
  .dictionary(
    fc.constantFrom('code', 'codebase64', 'input', 'timeoutMs', '__proto__', 'extra', '', 'Code'),
    fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      code,
      code.map(base64Of),
      fc.string(),
      fc.base64String(),
      fc.constantFrom(0, -1, 1, 1.5, 1e9, 1e21, '1', true, null, [], {}),
    ),
  )
  .map((fields) => JSON.stringify(fields));

interface Cut {
  readonly from: number;
  readonly length: number;
  readonly put: string;
}

const cut: fc.Arbitrary<Cut> = fc.record({
  from: fc.nat(200),
  length: fc.nat(6),
  put: fc.oneof(
    fc.constant(''),
    fc.constantFrom(
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\0',
      '\n',
      '//',
      "'",
      '\\u',
      '\ud800',
      'null',
      '1e999',
      '=',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
});

const mutated = fc.tuple(valid, fc.array(cut, { minLength: 1, maxLength: 4 })).map(([text, cuts]) =>
  cuts.reduce((rest, { from, length, put }) => {
    const at = from % (rest.length + 1);
    return rest.slice(0, at) + put + rest.slice(at + length);
  }, text),
);

const truncated = fc
  .tuple(valid, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, share]) => text.slice(0, Math.floor(text.length * share)));

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const withBytes = (text: string, bytes: Uint8Array, at: number) => {
  const all = [...new TextEncoder().encode(text)];
  all.splice(at % (all.length + 1), 0, ...bytes);
  return Uint8Array.from(all);
};

const body: fc.Arbitrary<RandomRequest['body']> = fc.oneof(
  { weight: 3, arbitrary: valid },
  { weight: 6, arbitrary: mutated },
  { weight: 3, arbitrary: truncated },
  { weight: 6, arbitrary: mistyped },
  { weight: 1, arbitrary: jsonText },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 50 }) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 100 }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>,
  },
  { weight: 1, arbitrary: valid.map((text) => `\ufeff${text}`) },
  { weight: 1, arbitrary: valid.map(utf16) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(valid, fc.uint8Array({ minLength: 1, maxLength: 3 }), fc.nat(100))
      .map(([text, bytes, at]) => withBytes(text, bytes, at)),
  },
);

const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/json') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/ld+json'],
      ...['application/json;charset=utf-16', 'text/plain', 'text/json', 'multipart/form-data'],
      ...[
        'application/x-www-form-urlencoded',
        'application/octet-stream',
        '',
        ';',
        'application/+json',
      ],
    ),
  },
);

const requestId = fc.oneof(
  fc.constantFrom(
    'my-id',
    'x'.repeat(128),
    'x'.repeat(129),
    '',
    'a b',
    '<script>',
    '"',
    '../..',
    '1',
  ),
  fc.stringMatching(/^[!-~]{1,30}$/),
);

export const randomRequest: fc.Arbitrary<RandomRequest> = fc.record({
  body,
  headers: fc.record({ 'content-type': contentType, 'x-request-id': requestId }),
  isChunked: fc.boolean(),
});
