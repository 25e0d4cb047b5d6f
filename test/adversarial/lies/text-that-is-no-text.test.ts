/**
 * Attack: Lone surrogates, NUL, line separators and quotes, as result, message, name, key and
 * output.
 * Answer: Everything leaves as JSON text that any parser reads; what has no form in UTF-8 leaves as
 * an escape.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { type ExactRow, endsExactly } from '../../support/exact-endings.ts';

const target = shareTarget();

const ROWS: readonly ExactRow[] = [
  ['return "\\ud800"', 'ok', '\ud800'],
  ['return "\\udfff\\ud800"', 'ok', '\udfff\ud800'],
  [
    'return ["\\u0000", "\\u001f", "\\u007f", "\\u0080", "\\ufffe", "\\uffff"]',
    'ok',
    ['\u0000', '\u001f', '\u007f', '\u0080', '\ufffe', '\uffff'],
  ],
  ['return "\\u2028\\u2029"', 'ok', '\u2028\u2029'],
  ['return { "\\ud800": "\\udc00", "\\"": "\\\\" }', 'ok', { '\ud800': '\udc00', '"': '\\' }],
  ['return "</script><!--"', 'ok', '</script><!--'],
  [
    'return \'","success":false,"error":{"code":"internal"}\'',
    'ok',
    '","success":false,"error":{"code":"internal"}',
  ],
  ['return "\\ufeff\\u200b\\u202e"', 'ok', '\ufeff\u200b\u202e'],
  ['return "a\\u0000b".length + "\\u0000"', 'ok', '3\u0000'],
  ['return "\\ud83d\\ude00".split("")', 'ok', ['\ud83d', '\ude00']],
  ['return encodeURIComponent("\\ud800")', 'guest_threw'],
  ['return "\\ud800".toWellFormed()', 'ok', '\ufffd'],
  ['return JSON.parse(\'"\\\\ud800"\')', 'ok', '\ud800'],
  ['return JSON.stringify({ "\\u2028": "\\ud800" })', 'ok', '{"\u2028":"\\ud800"}'],
  [
    'return String.fromCharCode(0xd800, 0x41) + String.fromCodePoint(0x10ffff)',
    'ok',
    '\ud800A\udbff\udfff',
  ],
  ['return `${String.raw`\\u0000`}\\0`', 'ok', '\\u0000\u0000'],
  ['throw new Error("\\ud800\\u0000\\u2028")', 'guest_threw'],
  ['throw Object.assign(new Error("x"), { name: "\\ud800" })', 'guest_threw'],
  ['console.log("\\ud800\\u0000", { "\\ud800": "\\u2028" }); return 1', 'ok', 1],
  ['throw "\\u0000".repeat(5000)', 'guest_threw'],
];

test('Text of every kind comes out as it went in', async () => {
  await endsExactly(target(), ROWS);
});
