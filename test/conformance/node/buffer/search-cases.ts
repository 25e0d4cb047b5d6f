/** Expressions that find. */
import { cross, ENCODINGS, STRANGE } from './lists.ts';

const NEEDLES = [
  "'a'",
  "'ab'",
  "'b'",
  "'ba'",
  "''",
  "'zz'",
  "'aba'",
  '97',
  '98',
  '97 + 256',
  '-159',
  '97.9',
  'NaN',
  "B.from('ab')",
  "B.from('')",
  'new Uint8Array([98])',
  "B.from('abacabadabac')",
  "'abacabadabacx'",
  'null',
  'undefined',
  '{}',
  'true',
  '[97]',
  'new Uint16Array([97])',
];

export const SEARCH_CASES: readonly string[] = [
  ...cross(
    (method, needle, offset) => `B.from('abacabadabac').${method}(${needle}, ${offset})`,
    ['indexOf', 'lastIndexOf', 'includes'],
    NEEDLES,
    [...STRANGE, '5', '-3', '11', '12', '13', '-12', '-13', '-(2 ** 33)', "'hex'", "'ucs2'"],
  ),
  ...cross(
    (method, text, offset, encoding) =>
      `B.from('abacabadabac${'abac'}').${method}(${text}, ${offset}, ${encoding})`,
    ['indexOf', 'lastIndexOf'],
    ["'ab'", "'6162'", "'YWI='", "'YWI'", "'zz'", "''"],
    ['undefined', '0', '3', '-2', '99'],
    [...ENCODINGS, "'nope'", 'null', '5'],
  ),
  ...cross(
    (method, needle, offset) =>
      `B.from('abcabc aab', 'ucs2').${method}(${needle}, ${offset}, 'ucs2')`,
    ['indexOf', 'lastIndexOf', 'includes'],
    ["'a'", "'bc'", "'\\u6200'", "'aab'", "''", "B.from('a', 'ucs2')", "B.from('a')", '98'],
    ['undefined', '0', '1', '2', '3', '7', '19', '20', '21', '-1', '-2', '-5', '-21'],
  ),
  ...cross(
    (self) => `B.prototype.indexOf.call(${self}, 'a')`,
    ['{}', '[]', "'a'", 'null', 'new Uint8Array([97])', 'new Uint16Array([97])'],
  ),
];
