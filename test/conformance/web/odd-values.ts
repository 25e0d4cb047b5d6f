/** Values of every kind, as expressions, for arguments that want another. */
export const ODD: readonly string[] = [
  'undefined',
  'null',
  '0',
  '-1',
  '1.5',
  "'x'",
  '{}',
  '[]',
  '() => 1',
  'true',
  '1n',
  "Symbol('s')",
  'NaN',
  '[1]',
];
