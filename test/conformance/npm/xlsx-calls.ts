/** Bodies of snippets in which `m` is xlsx: its functions one by one; data alone. */
const CAUGHT = (body: string) => `try { ${body} } catch (e) { return [e.name, e.message] }`;

const IDENTITIES = ['A1', 'Z99', 'AA10', 'XFD1048576', '$B$3', 'B$3', '', 'x', '1'];

export const XLSX_CALLS: readonly string[] = [
  'return [m.version, Object.keys(m).sort(), Object.keys(m.utils).sort(), Object.keys(m.SSF).sort(), Object.keys(m.CFB).sort()]',
  "const ws = m.utils.json_to_sheet([{ a: 1, b: 'x' }, { b: 'y', c: true }, { d: new Date(0) }]); return ws",
  ...[
    "{ header: ['b', 'a'] }",
    '{ skipHeader: true }',
    "{ origin: 'C2' }",
    '{ cellDates: true }',
    "{ dateNF: 'yy' }",
    '{ nullError: true }',
    '{ dense: true }',
    '{ UTC: true }',
  ].map(
    (o) =>
      `return m.utils.json_to_sheet([{ a: 1, b: 'x' }, { b: null, c: NaN, d: new Date(Date.UTC(2020, 0, 1)) }, [5, 6], { e: { t: 'n', v: 1, f: 'A1' }, f: undefined, g: 10n ** 3n === 1000n }], ${o})`,
  ),
  "const ws = m.utils.aoa_to_sheet([[1, 2]]); m.utils.sheet_add_aoa(ws, [[3, 4], [5]], { origin: -1 }); m.utils.sheet_add_aoa(ws, [['x']], { origin: 'D4' }); m.utils.sheet_add_aoa(ws, [['y']], { origin: { r: 0, c: 4 } }); return ws",
  "const ws = m.utils.json_to_sheet([{ a: 1 }]); m.utils.sheet_add_json(ws, [{ a: 2, b: 3 }], { skipHeader: true, origin: -1 }); m.utils.sheet_add_json(ws, [{ z: 1 }], { origin: 'D1' }); return ws",
  "const wb = m.utils.book_new(); m.utils.book_append_sheet(wb, m.utils.aoa_to_sheet([[1]])); m.utils.book_append_sheet(wb, m.utils.aoa_to_sheet([[2]])); const name = m.utils.book_append_sheet(wb, m.utils.aoa_to_sheet([[3]]), 'Sheet1', true); return [wb, name]",
  "return m.utils.book_new(m.utils.aoa_to_sheet([[1]]), 'Own')",
  'return [m.utils.sheet_new(), m.utils.sheet_new({ dense: true })]',
  ...["'a/b'", "''", "'x'.repeat(32)", "'Sheet1'", "'\\'q'", "'a[b]'", "'History'"].map((n) =>
    CAUGHT(
      `const wb = m.utils.book_new(); m.utils.book_append_sheet(wb, {}, 'Sheet1'); m.utils.book_append_sheet(wb, m.utils.aoa_to_sheet([[1]]), ${n}); return wb.SheetNames`,
    ),
  ),
  "const wb = m.utils.book_new(m.utils.aoa_to_sheet([[1]]), 'A'); m.utils.book_append_sheet(wb, m.utils.aoa_to_sheet([[1]]), 'B'); m.utils.book_set_sheet_visibility(wb, 'B', m.utils.consts.SHEET_VERY_HIDDEN); m.utils.book_set_sheet_visibility(wb, 0, 1); return wb.Workbook",
  "const ws = m.utils.aoa_to_sheet([[1, 2, 3]]); m.utils.cell_set_number_format(ws.A1, '0.00'); m.utils.cell_set_hyperlink(ws.B1, 'http://x.y', 'tip'); m.utils.cell_set_internal_link(ws.C1, 'A1'); m.utils.cell_add_comment(ws.A1, 'hey', 'me'); m.utils.sheet_set_array_formula(ws, 'A2:B3', 'A1*2'); m.utils.sheet_set_array_formula(ws, 'D1', '_xlfn.X(1)', true); return ws",
  "const ws = m.utils.aoa_to_sheet([[1, 2], [3, 4]]); ws['!merges'] = [m.utils.decode_range('A1:B1')]; ws['!cols'] = [{ wch: 10 }, { hidden: true }]; ws['!rows'] = [{ hpx: 20 }, { hidden: true }]; ws['!autofilter'] = { ref: 'A1:B2' }; ws['!protect'] = { password: 'p' }; ws['!margins'] = { left: 1, right: 1, top: 1, bottom: 1, header: 0.5, footer: 0.5 }; const wb = m.utils.book_new(ws, 'S'); wb.Props = { Title: 'T', Author: 'A', CreatedDate: new Date(Date.UTC(2024, 0, 1)) }; wb.Custprops = { own: 5 }; wb.Workbook = { Names: [{ Name: 'n', Ref: 'S!$A$1' }], Views: [{ RTL: true }] }; const back = m.read(m.write(wb, { type: 'array', bookType: 'xlsx', Props: { Subject: 's' } }), { type: 'array', cellStyles: true, bookDeps: true }); return [back.Props, back.Custprops, back.Workbook, back.Sheets.S, m.utils.sheet_to_csv(back.Sheets.S, { skipHidden: true }), m.utils.sheet_to_html(ws)]",
  ...['xlsx', 'xlsb', 'biff8', 'ods', 'xlml'].map(
    (t) =>
      `const ws = m.utils.aoa_to_sheet([[1, 2], [3, 4]]); ws['!merges'] = [m.utils.decode_range('A1:B1')]; ws['!cols'] = [{ wch: 10 }, { hidden: true }]; ws.A2.f = 'SUM(A1:B1)'; ws.B2.c = [{ a: 'me', t: 'note' }]; ws.B1.z = '0.00'; ws.A1.l = { Target: 'http://x.y' }; const wb = m.utils.book_new(ws, 'S'); wb.Props = { Title: 'T' }; const back = m.read(m.write(wb, { type: 'buffer', bookType: '${t}' }), { cellStyles: true, cellNF: true }); return [back.Props?.Title ?? null, back.Workbook?.Names ?? null, back.Sheets.S]`,
  ),
  "return m.utils.sheet_to_formulae(m.utils.aoa_to_sheet([[1, 'x', true, { t: 'n', v: 3, f: 'A1+1' }, null]]))",
  'return [m.utils.sheet_to_json(undefined) , m.utils.sheet_to_csv({}), m.utils.sheet_to_json({})]',
  ...IDENTITIES.map((id) =>
    CAUGHT(
      `return [m.utils.decode_cell('${id}'), m.utils.decode_col('${id}'), m.utils.decode_row('${id}'), m.utils.decode_range('${id}:C3'), m.utils.decode_range('${id}'), m.utils.split_cell('${id}')]`,
    ),
  ),
  'return [m.utils.encode_cell({ r: 0, c: 0 }), m.utils.encode_cell({ r: 9, c: 27 }), m.utils.encode_col(16383), m.utils.encode_row(1048575), m.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: 1, c: 1 } }), m.utils.encode_range({ r: 0, c: 0 }, { r: 0, c: 0 }), m.utils.encode_range("A1", "B2")]',
  CAUGHT('return m.utils.encode_col(-1)'),
  "const ws = m.utils.aoa_to_sheet([[0.5]]); ws.A1.z = '0%'; return [m.utils.format_cell(ws.A1), m.utils.format_cell({ t: 'n', v: 1.5, z: '0.00' }), m.utils.format_cell({ t: 'd', v: new Date(Date.UTC(2024, 0, 1)), z: 'yyyy' }), m.utils.format_cell({ t: 's', v: 'x' }), m.utils.format_cell(null)]",
  'return [m.SSF.is_date("yyyy"), m.SSF.is_date("0.00"), m.SSF.parse_date_code(45000.75), m.SSF.get_table()[14], m.SSF._table === undefined, m.SSF.load("0.000") > 0]',
  ...['csv', 'json', 'html'].map(
    (k) =>
      `const ws = m.utils.aoa_to_sheet([['a', 'b'], [1, 2]]); const all = []; await new Promise((ok, no) => m.stream.to_${k}(ws).on('data', (d) => all.push(typeof d === 'object' && !Buffer.isBuffer(d) ? d : String(d))).on('end', ok).on('error', no)); return all`,
  ),
  "const cfb = m.CFB.utils.cfb_new(); m.CFB.utils.cfb_add(cfb, '/a/b.txt', Buffer.from('hello')); const back = m.CFB.read(m.CFB.write(cfb, { type: 'buffer' }), { type: 'buffer' }); return [back.FullPaths, Buffer.from(m.CFB.find(back, '/a/b.txt').content).toString()]",
  "const zip = m.CFB.utils.cfb_new(); m.CFB.utils.cfb_add(zip, '/x.txt', Buffer.from('y'.repeat(100))); const back = m.CFB.read(m.CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true }), { type: 'buffer' }); return back.FullPaths",
  ...[
    '{}',
    '{ type: "nonsense", bookType: "xlsx" }',
    '{ type: "base64", bookType: "nonsense" }',
    '{ type: "string", bookType: "xlsx" }',
    '{ type: "buffer", bookType: "csv", sheet: "none" }',
  ].map((o) =>
    CAUGHT(
      `const out = m.write(m.utils.book_new(m.utils.aoa_to_sheet([[1]]), 'S'), ${o}); return typeof out`,
    ),
  ),
  CAUGHT('return m.write({}, { type: "base64" })'),
  CAUGHT('return m.write({ SheetNames: [], Sheets: {} }, { type: "base64" })'),
  CAUGHT('return m.write({ SheetNames: ["a", "a"], Sheets: { a: {} } }, { type: "base64" })'),
  "const wb = m.utils.book_new(m.utils.aoa_to_sheet([['x'.repeat(40000)]]), 'S'); try { return m.write(wb, { type: 'base64' }).length > 0 } catch (e) { return e.message }",
  "const rows = Array.from({ length: 2000 }, (_, i) => ({ id: i, name: `n${i}`, at: i / 3 })); const back = m.read(m.write(m.utils.book_new(m.utils.json_to_sheet(rows), 'S'), { type: 'buffer', compression: true })); return m.utils.sheet_to_json(back.Sheets.S).slice(-2)",
];
