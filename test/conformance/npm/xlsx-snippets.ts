/** Bodies of snippets in which `m` is xlsx: what is made of each kind of sheet by each function; data alone. */
import { XLSX_CALLS } from './xlsx-calls.ts';

const AOAS: Readonly<Record<string, string>> = {
  mixed:
    "[['Name', 'Age', 'Ok', 'When'], ['Ana', 31, true, new Date(Date.UTC(2024, 1, 29, 10, 20, 30))], ['Bo', 4.25, false, null], ['汉字, \"q\"', -1e-7, , 'a\\nb']]",
  numbers: '[[1, 2.5, -3], [1e21, 1e-10, 0.1 + 0.2], [NaN, Infinity, -0]]',
  holes: "[[, 'b'], [], ['x', , 'z'], [null, undefined, '']]",
  duplicates: "[['a', 'a', 'a', '', null], [1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]",
  texts:
    "[['=1+1', \"'x\", '  pad  ', '<b>&\"', '😀', 'tab\\tx', '2024-01-02', '001', '1e3', 'TRUE']]",
  cells:
    "[[{ t: 'n', v: 0.5, z: '0%' }, { t: 'n', f: 'A1*2', v: 1 }, { t: 'e', v: 42 }, { t: 's', v: 'l', l: { Target: 'http://x.y', Tooltip: 't' } }, { t: 'n', v: 45000.5, z: 'yyyy-mm-dd hh:mm' }, { t: 'b', v: true }, { t: 'z' }, { t: 's', v: 'c', c: [{ a: 'me', t: 'note' }] }]]",
  empty: '[]',
};

const NAMES = Object.keys(AOAS);

const SHEET = (name: string, options = '{}') =>
  `const ws = m.utils.aoa_to_sheet(${AOAS[name]}, ${options});`;
const BOOK = (name: string, options = '{}') =>
  `${SHEET(name, options)} const wb = m.utils.book_new(); m.utils.book_append_sheet(wb, ws, 'First'); m.utils.book_append_sheet(wb, m.utils.json_to_sheet([{ k: 1, 名: 'v' }]), '第二');`;
/** A sheet as it reads after JSON, with what JSON has no word for. */
const PLAIN =
  "const plain = (sheet) => JSON.parse(JSON.stringify(sheet, (k, v) => (v === undefined ? 'undefined' : typeof v === 'number' && !Number.isFinite(v) ? String(v) : v)));";
const CAUGHT = (body: string) => `try { ${body} } catch (e) { return [e.name, e.message] }`;
const SUM =
  'const sum = (bytes) => { let h = 0; for (const b of bytes) h = (Math.imul(h, 31) + b) | 0; return [bytes.length, h] };';

const FROM_AOA = [
  '{}',
  '{ cellDates: true }',
  '{ dense: true }',
  '{ sheetStubs: true }',
  "{ origin: 'B3' }",
  '{ origin: -1 }',
  '{ nullError: true }',
  "{ dateNF: 'dd/mm/yy' }",
  '{ UTC: true }',
  '{ skipHeader: true }',
];
const TO_JSON = [
  '{}',
  '{ header: 1 }',
  "{ header: 'A' }",
  "{ header: ['x', 'y'] }",
  '{ header: 1, blankrows: true }',
  '{ header: 1, blankrows: false }',
  "{ header: 1, defval: '' }",
  '{ defval: null }',
  '{ raw: false }',
  '{ raw: true }',
  '{ range: 1 }',
  "{ range: 'A2:B3' }",
  '{ range: { s: { r: 0, c: 1 }, e: { r: 1, c: 2 } } }',
  "{ raw: false, dateNF: 'yyyy/mm/dd' }",
  '{ skipHidden: true }',
  '{ rawNumbers: true, raw: false }',
  '{ UTC: true }',
  '{ cellDates: false }',
];
const TO_CSV = [
  '{}',
  "{ FS: ';' }",
  "{ RS: '\\r\\n' }",
  '{ blankrows: false }',
  '{ strip: true }',
  '{ forceQuotes: true }',
  "{ dateNF: 'd.m.yyyy' }",
  '{ rawNumbers: true }',
  '{ skipHidden: true }',
];
const TEXT_TYPES = ['csv', 'txt', 'html', 'dif', 'sylk', 'prn', 'eth', 'rtf', 'fods', 'xlml'];
const BINARY_TYPES = [
  'xlsx',
  'xlsm',
  'xlam',
  'xlsb',
  'biff8',
  'xla',
  'biff5',
  'biff4',
  'biff3',
  'biff2',
  'ods',
  'wk1',
  'wk3',
];
/** The form of dBase names a date as `Date.prototype.toString` does, where the engine leaves the zone's name out. */
const DATELESS = NAMES.filter((name) => name !== 'mixed' && name !== 'cells');
const READ = [
  '{}',
  '{ cellDates: true }',
  '{ cellNF: true, cellStyles: true }',
  '{ cellHTML: false, cellText: false }',
  '{ sheetStubs: true }',
  '{ sheetRows: 2 }',
  '{ dense: true }',
  '{ bookSheets: true }',
  '{ bookProps: true }',
  "{ sheets: ['第二'] }",
  '{ sheets: 0 }',
  '{ cellFormula: false }',
  '{ raw: true }',
  '{ UTC: true, cellDates: true }',
];

const FORMATS = [
  'General',
  '0',
  '0.00',
  '#,##0',
  '#,##0.00',
  '#,##0_);(#,##0)',
  '#,##0.00_);[Red](#,##0.00)',
  '0%',
  '0.00%',
  '0.00E+00',
  '##0.0E+0',
  '# ?/?',
  '# ??/??',
  '# ??/100',
  '@',
  'm/d/yy',
  'd-mmm-yy',
  'd-mmm',
  'mmm-yy',
  'h:mm AM/PM',
  'h:mm:ss AM/PM',
  'h:mm',
  'h:mm:ss',
  'm/d/yy h:mm',
  'mm:ss',
  '[h]:mm:ss',
  'mmss.0',
  'yyyy-mm-dd',
  'yyyy"年"m"月"d"日"',
  'dddd, mmmm dd, yyyy',
  'ddd mmm',
  '[$-804]yyyy/m/d dddd',
  '[$¥-804]#,##0.00',
  '"$"#,##0.00',
  '0000',
  '000-00-0000',
  '(###) ###-####',
  '[<100]"low";[>1000]"high";0',
  '[Blue]0;[Red]-0;"zero";"text: "@',
  '0.0##',
  '?.??',
  '0,',
  '0.0,,',
  '_(* #,##0.00_);_(* (#,##0.00)',
  'yy',
  'e',
  'b',
  'b2yyyy',
  's.00',
  '[mm]',
  '[ss]',
  'A/P',
  '"a"0"b"',
  '\\x0',
  '*-0',
  '0;;',
  ';;;@',
  '#',
];
const VALUES = [
  '0',
  '1',
  '-1',
  '0.5',
  '1234567.891',
  '-1234.5',
  '1e10',
  '1e-7',
  '45000.75',
  '60',
  '59.9999999',
  "'text'",
  'true',
  '""',
  '123456789',
  '0.333333',
  '99.995',
];

const BYTES: readonly (readonly [bytes: string, options: string])[] = [
  [
    "Buffer.from('d0d5c3fb2cc4eac1e40ad5c5c8fd2c33310a', 'hex')",
    "{ type: 'buffer', codepage: 936 }",
  ],
  ["Buffer.from('a9b6a657,31'.replace(',', '2c'), 'hex')", "{ type: 'buffer', codepage: 950 }"],
  ["Buffer.from('82a082a22c310a', 'hex')", "{ type: 'buffer', codepage: 932 }"],
  ["Buffer.from('é,ü\\n1,2', 'latin1')", "{ type: 'buffer', codepage: 1252 }"],
  ["Buffer.from('\\ufeffé,汉\\n1,2')", "{ type: 'buffer' }"],
  ["Buffer.from('\\ufeffa\\tb\\n1\\t汉', 'utf16le')", "{ type: 'buffer' }"],
  ["Buffer.from('é,汉\\n1,2')", "{ type: 'buffer', codepage: 65001 }"],
  ['new Uint8Array([97, 44, 98, 10, 49, 44, 50])', "{ type: 'array' }"],
  ['[97, 44, 98, 10, 49, 44, 50]', "{ type: 'array' }"],
  ['new Uint8Array([97, 59, 98, 10, 49, 59, 50]).buffer', "{ type: 'array' }"],
  ["'YSxiCjEsMg=='", "{ type: 'base64' }"],
  ["'a,b\\n1,2'", "{ type: 'binary' }"],
  ["'sep=;\\na;b\\n1;2'", "{ type: 'string' }"],
  ["'a\\tb\\n1\\t2'", "{ type: 'string' }"],
  ["'a|b\\n1|2'", "{ type: 'string' }"],
  ["'a,b\\n1,2'", "{ type: 'string', FS: ';' }"],
  ['\'"a""b","c\\nd"\\n1,2\'', "{ type: 'string' }"],
  [
    "'x\\n2024-01-02\\n1/2/2024\\n10:30\\n$1,234.50\\n12%\\n(5)\\n1e5\\nTRUE\\n#N/A\\n001\\n=1+1\\n2024-01-02T03:04:05Z\\nJan 5, 2024\\n1/2\\n  7 '",
    "{ type: 'string' }",
  ],
  ["'x\\n2024-01-02\\n1/2/2024\\n10:30\\n12%\\n001'", "{ type: 'string', raw: true }"],
  ["'x\\n2024-01-02\\n1/2/2024\\n10:30'", "{ type: 'string', cellDates: true }"],
  ["'x\\n2024-01-02'", "{ type: 'string', dateNF: 'dd.mm.yyyy', cellText: true, cellNF: true }"],
  [
    '\'<table><tr><th>a</th><th colspan="2">b</th></tr><tr><td>1</td><td>x&amp;y</td><td t="s">007</td></tr><tr><td rowspan=2>5%</td></tr></table>\'',
    "{ type: 'string' }",
  ],
  [
    "'<html><body><table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table></body></html>'",
    "{ type: 'string' }",
  ],
  ['\'ID;PWXL;N;E\\nC;Y1;X1;K"a"\\nC;Y1;X2;K5\\nE\'', "{ type: 'string' }"],
  ["''", "{ type: 'string' }"],
  ["Buffer.from('504b0304', 'hex')", "{ type: 'buffer' }"],
  ["Buffer.from('d0cf11e0a1b11ae1', 'hex')", "{ type: 'buffer' }"],
  ["Buffer.from('%PDF-1.4')", "{ type: 'buffer' }"],
  ["Buffer.from('89504e470d0a1a0a', 'hex')", "{ type: 'buffer' }"],
  ["'x'", "{ type: 'nonsense' }"],
];

export const XLSX_SNIPPETS: readonly string[] = [
  ...NAMES.flatMap((name) => [
    ...FROM_AOA.map((o) => `${PLAIN} ${SHEET(name, o)} return plain(ws)`),
    ...TO_JSON.map((o) => `${PLAIN} ${SHEET(name)} return plain(m.utils.sheet_to_json(ws, ${o}))`),
    ...TO_CSV.map(
      (o) =>
        `${SHEET(name)} return [m.utils.sheet_to_csv(ws, ${o}), m.utils.sheet_to_txt(ws, ${o}).length]`,
    ),
    `${SHEET(name)} return [m.utils.sheet_to_html(ws, { id: 't', header: '<h>', footer: '</h>', editable: true }), m.utils.sheet_to_formulae(ws)]`,
    ...TEXT_TYPES.map((t) =>
      CAUGHT(`${BOOK(name)} return m.write(wb, { type: 'string', bookType: '${t}' })`),
    ),
    ...BINARY_TYPES.map((t) =>
      CAUGHT(`${SUM} ${BOOK(name)} return sum(m.write(wb, { type: 'buffer', bookType: '${t}' }))`),
    ),
    ...[...TEXT_TYPES, ...BINARY_TYPES].map((t) =>
      CAUGHT(
        `${PLAIN} ${BOOK(name)} const back = m.read(m.write(wb, { type: 'buffer', bookType: '${t}' })); return [back.SheetNames, plain(back.Sheets)]`,
      ),
    ),
  ]),
  ...DATELESS.map((name) =>
    CAUGHT(
      `${PLAIN} ${BOOK(name)} const out = m.write(wb, { type: 'buffer', bookType: 'dbf' }); return [out.toString('hex'), plain(m.read(out).Sheets)]`,
    ),
  ),
  ...['xlsx', 'xlsb', 'biff8', 'ods', 'xlml', 'csv', 'html', 'biff5'].flatMap((t) =>
    READ.map((o) =>
      CAUGHT(
        `${PLAIN} ${BOOK('mixed', '{ cellDates: true }')} const back = m.read(m.write(wb, { type: 'buffer', bookType: '${t}', cellDates: true }), ${o}); return [back.SheetNames ?? null, plain(back.Sheets ?? null)]`,
      ),
    ),
  ),
  ...['base64', 'binary', 'array', 'buffer'].map(
    (type) =>
      `${BOOK('mixed')} const out = m.write(wb, { type: '${type}', bookType: 'xlsx' }); return [Object.prototype.toString.call(out), m.utils.sheet_to_json(m.read(out, { type: '${type}' }).Sheets.First)]`,
  ),
  ...FORMATS.map(
    (f) =>
      `return [${VALUES.join(', ')}].map((v) => { try { return m.SSF.format(${JSON.stringify(f)}, v) } catch (e) { return e.message } })`,
  ),
  ...FORMATS.slice(15, 35).map(
    (f) => `return m.SSF.format(${JSON.stringify(f)}, 45000.75, { date1904: true })`,
  ),
  ...Array.from(
    { length: 50 },
    (_, i) => `return [0, 1.5, -2, 44000.123].map((v) => m.SSF.format(${i}, v))`,
  ),
  ...BYTES.map(([bytes, o]) =>
    CAUGHT(`${PLAIN} const wb = m.read(${bytes}, ${o}); return [wb.SheetNames, plain(wb.Sheets)]`),
  ),
  ...XLSX_CALLS,
];
