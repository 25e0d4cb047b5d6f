/** What goes into the expressions: `B` is `Buffer`, `b` the module. */
export const ENCODINGS = [
  'utf8',
  'UTF-8',
  'utf16le',
  'ucs2',
  'UCS-2',
  'latin1',
  'binary',
  'ascii',
  'hex',
  'base64',
  'base64url',
].map((name) => `'${name}'`);
export const STRANGE = [
  'undefined',
  'null',
  "''",
  "'1'",
  '0',
  '-0',
  '1',
  '3',
  '4',
  '1.5',
  '-1',
  'NaN',
  'Infinity',
  '-Infinity',
  '2 ** 31',
  '2 ** 32 + 1',
  '-(2 ** 40)',
  'true',
  '{}',
  '[]',
  '1n',
  "'nope'",
];
export const TEXTS = [
  "''",
  "'a'",
  "'abc'",
  "'abcd'",
  "'é'",
  "'€uro'",
  "'\\u{1f600}x'",
  "'\\ud83d'",
  "'\\ude00a'",
  "'a\\ud83d'",
  "'ab cd'",
  "'616263'",
  "'6162zz63'",
  "'YWJj'",
  "'YWJjZA=='",
  "'YWJjZA'",
  "'-_-_'",
  "'+/+/'",
  "'YQ==YQ=='",
  "' Y W J j\\n'",
  "'\\u0161b'",
  "'%41'",
  "'\\0\\x7f\\x80\\xff'",
  "'x'.repeat(50)",
  "'€'.repeat(3000)",
  "'ab'.repeat(3000)",
];
export const BYTES = [
  '[]',
  '[0]',
  '[0x61, 0x62, 0x63]',
  '[0xff]',
  '[0xc3, 0xa9]',
  '[0xe2, 0x82]',
  '[0xe2, 0x82, 0xac, 0x41]',
  '[0xf0, 0x9f, 0x98, 0x80]',
  '[0xf0, 0x9f, 0x98]',
  '[0xed, 0xa0, 0x80]',
  '[0xc0, 0x80]',
  '[0xf4, 0x90, 0x80, 0x80]',
  '[0xe2, 0x28, 0xa1]',
  '[0x80, 0x80]',
  '[0xf0, 0x80, 0x80, 0x41]',
  '[0xef, 0xbb, 0xbf, 0x61]',
  '[0x3d, 0xd8, 0x00, 0xde]',
  '[0x00, 0xd8, 0x41]',
  '[0xfb, 0xff, 0xfe]',
];

export const cross = (
  template: (...parts: string[]) => string,
  ...lists: readonly (readonly string[])[]
): string[] =>
  lists
    .reduce<string[][]>(
      (rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])),
      [[]],
    )
    .map((row) => template(...row));

/** What a call wrote, and what it gave. */
export const wrote = (call: string) =>
  `(() => { const x = B.alloc(8, 0xaa); const n = x.${call}; return [n, x]; })()`;
