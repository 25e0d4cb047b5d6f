/** Bodies of snippets in which `m` is jszip: data alone. Every entry has a date, for a zip file holds it. */
const DATED = 'const date = new Date(Date.UTC(2024, 1, 29, 10, 20, 30)); const zip = new m();';

const MADE = `${DATED}
  zip.file('a.txt', 'hello hello hello hello', { date });
  zip.file('dir/汉字.txt', '你好，世界', { date, createFolders: false });
  zip.file('bytes.bin', new Uint8Array([0, 1, 254, 255]), { date });`;

const SEEN =
  'const seen = async (z) => { const all = []; for (const f of Object.values(z.files)) all.push([f.name, f.dir, f.date.toISOString(), f.comment, f.dir ? null : await f.async("string")]); return all };';

export const JSZIP_SNIPPETS: readonly string[] = [
  'return [m.version, m.support, typeof m.external.Promise]',
  ...['base64', 'binarystring', 'string', 'array'].map(
    (type) => `${MADE} return await zip.generateAsync({ type: '${type}' })`,
  ),
  ...['uint8array', 'arraybuffer', 'nodebuffer'].map(
    (type) =>
      `${MADE} const made = await zip.generateAsync({ type: '${type}' }); return [Object.prototype.toString.call(made), Buffer.isBuffer(made), Buffer.from(made).toString('hex')]`,
  ),
  `${MADE} const made = await zip.generateAsync({ type: 'blob', mimeType: 'application/x' }); return [made instanceof Blob, made.type, Buffer.from(await made.arrayBuffer()).toString('hex')]`,
  `${MADE} return await (await zip.file('a.txt').async('blob')).text()`,
  ...[1, 2, 5, 6, 9].map(
    (level) =>
      `${DATED} zip.file('a', 'abcabcabd'.repeat(500), { date }); return await zip.generateAsync({ type: 'base64', compression: 'DEFLATE', compressionOptions: { level: ${level} } })`,
  ),
  `${DATED} zip.file('stored', 'x'.repeat(99), { date, compression: 'STORE' }); zip.file('packed', 'x'.repeat(99), { date, compression: 'DEFLATE' }); return await zip.generateAsync({ type: 'base64' })`,
  `${MADE} ${SEEN} return seen(await m.loadAsync(await zip.generateAsync({ type: 'base64' }), { base64: true }))`,
  ...['uint8array', 'arraybuffer', 'nodebuffer', 'array', 'binarystring'].map(
    (type) =>
      `${MADE} ${SEEN} return seen(await m.loadAsync(zip.generateAsync({ type: '${type}', compression: 'DEFLATE' })))`,
  ),
  ...['base64', 'text', 'string', 'binarystring', 'array'].map(
    (type) => `${MADE} return await zip.file('dir/汉字.txt').async('${type}')`,
  ),
  ...['uint8array', 'arraybuffer', 'nodebuffer'].map(
    (type) => `${MADE} return [...new Uint8Array(await zip.file('bytes.bin').async('${type}'))]`,
  ),
  `${MADE} zip.folder('img').file('smile.gif', 'R0lGODlhAQABAAAAACw=', { base64: true, date }); return [Object.keys(zip.files), await zip.file('img/smile.gif').async('base64')]`,
  `${MADE} zip.remove('dir'); zip.remove('nothing'); return Object.keys(zip.files)`,
  `${MADE} const names = []; zip.forEach((path, file) => names.push([path, file.name])); return names`,
  `${MADE} zip.folder('dir').forEach((path, file) => { zip.seen = [path, file.name] }); return zip.seen`,
  `${MADE} return [zip.file(/txt$/).map((f) => f.name), zip.folder(/dir/).map((f) => f.name), zip.filter((path, f) => f.name.length > 6).map((f) => f.name)]`,
  `${MADE} return [zip.file('absent.txt'), zip.file('a.txt').name, zip.files['a.txt'].options]`,
  `${DATED} zip.file('late', Promise.resolve('later'), { date }); return [await zip.file('late').async('string'), await zip.generateAsync({ type: 'base64' })]`,
  `${DATED} zip.file('a', 'x', { date, comment: 'ein Kommentär', unixPermissions: '755' }); return await zip.generateAsync({ type: 'base64', platform: 'UNIX', comment: 'of the whole' })`,
  `${DATED} zip.file('a', 'x', { date, dosPermissions: 1 }); return await zip.generateAsync({ type: 'base64', platform: 'DOS' })`,
  `${DATED} zip.file('a', 'x', { date, comment: 'c' }); const back = await m.loadAsync(await zip.generateAsync({ type: 'uint8array', platform: 'UNIX', comment: 'of all' })); return [back.comment, back.file('a').comment, back.file('a').unixPermissions, back.file('a').dosPermissions]`,
  `${DATED} zip.file('a/b/c.txt', 'x', { date }); return Object.keys(zip.files)`,
  `${DATED} zip.file('a/b/c.txt', 'x', { date, createFolders: false }); return Object.keys(zip.files)`,
  `${DATED} zip.file('d', null, { date, dir: true }); return [Object.keys(zip.files), zip.files['d/'].dir]`,
  `${MADE} const shares = []; await zip.generateAsync({ type: 'uint8array' }, (at) => shares.push([Math.round(at.percent), at.currentFile])); return shares.at(-1)`,
  `${MADE} return await zip.generateAsync({ type: 'base64', encodeFileName: (name) => name.replace(/[^a-z./]/g, '_') })`,
  `${MADE} return await zip.generateAsync({ type: 'base64', streamFiles: true })`,
  `${MADE} const back = await m.loadAsync(await zip.generateAsync({ type: 'uint8array', streamFiles: true }), { checkCRC32: true, createFolders: true }); return Object.keys(back.files)`,
  `${DATED} zip.file('../up.txt', 'x', { date }); const back = await m.loadAsync(await zip.generateAsync({ type: 'uint8array' })); return Object.values(back.files).map((f) => [f.name, f.unsafeOriginalName])`,
  `${MADE} const chunks = []; await new Promise((resolve, reject) => zip.generateNodeStream({ streamFiles: true }).on('data', (c) => chunks.push(c)).on('error', reject).on('end', resolve)); return Buffer.concat(chunks).toString('base64')`,
  `${MADE} const chunks = []; await new Promise((resolve, reject) => zip.file('a.txt').nodeStream().on('data', (c) => chunks.push(c)).on('error', reject).on('end', resolve)); return Buffer.concat(chunks).toString()`,
  `${MADE} return await new Promise((resolve, reject) => { let all = ''; zip.file('a.txt').internalStream('string').on('data', (c) => { all += c }).on('error', reject).on('end', () => resolve(all)).resume() })`,
  `${MADE} return await zip.file('a.txt').internalStream('uint8array').accumulate().then((all) => all.length)`,
  ...[
    'new Uint8Array([1, 2, 3])',
    "'not a zip'",
    'null',
    '12',
    "'UEsDBAoAAAAAAA==', { base64: true }",
    'new Uint8Array(0)',
  ].map(
    (bad) =>
      `try { await m.loadAsync(${bad}); return 'loaded' } catch (e) { return [e.name, e.message] }`,
  ),
  `${MADE} try { await zip.file('a.txt').async('nonsense') } catch (e) { return [e.name, e.message] }`,
  `${MADE} try { await zip.generateAsync({}) } catch (e) { return [e.name, e.message] }`,
  `${MADE} try { await zip.generateAsync({ type: 'base64', compression: 'LZMA' }) } catch (e) { return [e.name, e.message] }`,
  `${DATED} try { zip.file('x', { not: 'data' }, { date }); await zip.file('x').async('string') } catch (e) { return [e.name, e.message] }`,
  'return m(1)',
  `${DATED} try { zip.load('x') } catch (e) { return e.message }`,
  `${MADE} const bytes = await zip.generateAsync({ type: 'uint8array' }); bytes[40] ^= 255; try { await m.loadAsync(bytes, { checkCRC32: true }); return 'loaded' } catch (e) { return e.message }`,
  `${MADE} const bytes = await zip.generateAsync({ type: 'uint8array' }); const back = await m.loadAsync(Buffer.concat([Buffer.from('before'), bytes])); return Object.keys(back.files)`,
  `${DATED} const inner = new m(); inner.file('x', '1', { date }); zip.file('in.zip', await inner.generateAsync({ type: 'uint8array' }), { date }); const out = await m.loadAsync(await zip.generateAsync({ type: 'uint8array' })); return await (await m.loadAsync(out.file('in.zip').async('uint8array'))).file('x').async('text')`,
  "const file = new m().file('x', 'y').file('x'); return Math.abs(file.date.getTime() - Date.now()) < 10_000",
];
