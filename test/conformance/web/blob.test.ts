import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';

const NAMES = {
  Blob: 'Blob',
  File: 'File',
  FormData: 'FormData',
  DOMException: 'DOMException',
  Buffer: 'Buffer',
  b: "require('buffer')",
  inspect: "require('util').inspect",
  ReadableStream: 'ReadableStream',
};

const SOURCES = [
  '[]',
  "['a']",
  "['a', 'b', 'é', '€', '😀', '\\ud800', '\\udc00x']",
  "['a\\r\\nb\\nc\\rd\\n\\r']",
  '[1, null, undefined, true, {}, [1, 2], 1n]',
  '[new Uint8Array([1, 2, 255])]',
  '[new Uint16Array([1, 258])]',
  '[new Uint8Array([1, 2, 3, 4]).subarray(1, 3)]',
  '[new DataView(new ArrayBuffer(3), 1)]',
  '[new ArrayBuffer(4)]',
  '[new SharedArrayBuffer(4)]',
  "[Buffer.from('xyz')]",
  "[new Blob(['in', 'ner']), 'outer', new File(['f'], 'n')]",
  'new Uint8Array([65, 66])',
  "new Set(['s', 't'])",
  "new String('abc')",
  "(function* () { yield 'g'; yield new Blob(['h']); })()",
  "'text'",
  'null',
  'undefined',
  '5',
  '{}',
  "{ length: 1, 0: 'a' }",
  "[Symbol('s')]",
  '() => 1',
  "[{ toString: () => 'own' }]",
  "[{ toString() { throw new RangeError('no') } }]",
];
const OPTIONS = [
  'undefined',
  'null',
  '{}',
  "{ type: 'text/plain;Charset=UTF-8' }",
  "{ type: 'A/B' }",
  "{ type: 'é' }",
  "{ type: 'a\\u007f' }",
  "{ type: 'a\\tb' }",
  '{ type: null }',
  '{ type: undefined }',
  "{ endings: 'native' }",
  "{ endings: 'transparent' }",
  "{ endings: 'NATIVE' }",
  '{ endings: null }',
  "{ endings: { toString: () => 'native' } }",
  "{ type: Symbol('t') }",
  '5',
  "'text'",
  'true',
  '[]',
  '() => 1',
];
const LOOK = `(async (blob) => [blob.size, blob.type, await blob.text(), new Uint8Array(await blob.arrayBuffer()), await blob.bytes(), String(blob), blob.name, inspect(blob).replace(/lastModified: \\d+/, '')])`;

const PLACES = ['undefined', '0', '2', '-2', '-100', '100', "'3'", '2 ** 32', '2 ** 53', '-1'];

const BLOB_CASES = [
  ...SOURCES.map((sources) => `${LOOK}(new Blob(${sources}))`),
  ...OPTIONS.flatMap((options) => [
    `${LOOK}(new Blob(['a\\r\\nb\\nc'], ${options}))`,
    `${LOOK}(new File(['a'], 'n', ${options}))`,
  ]),
  ...PLACES.flatMap((start) =>
    PLACES.map(
      (end) => `${LOOK}(new Blob(['abc', 'def'], { type: 'a/b' }).slice(${start}, ${end}))`,
    ),
  ),
  ...OPTIONS.map(
    (_, i) =>
      `${LOOK}(new Blob(['abcdef']).slice(1, 3, ${['undefined', "'T/X'", "'é'", "''", "'a b'", '5', '{}'][i % 7]}))`,
  ),
  `${LOOK}(new Blob(['abcdef']).slice(1, 5).slice(1, 3))`,
  `${LOOK}(new File(['abcdef'], 'n').slice(1))`,
  'new File(["abc"], "n").slice(1) instanceof File',
  'Blob([])',
  'new File()',
  "new File(['a'])",
  "new File('a', 'n')",
  ...['5', 'null', 'undefined', "'a\\ud800b'", '{}', "'a/b'", "''"].map(
    (name) => `new File([], ${name}).name`,
  ),
  ...[
    '5',
    '1.5',
    'NaN',
    "'7'",
    "'x'",
    'null',
    '-1',
    'new Date(9)',
    '1n',
    'true',
    'Infinity',
    "Symbol('s')",
    '2 ** 60',
  ].map((time) => `new File([], 'n', { lastModified: ${time} }).lastModified`),
  "typeof new File([], 'n').lastModified",
  "Math.abs(new File([], 'n').lastModified - Date.now()) < 60000",
  ...['size', 'type'].flatMap((name) => [
    `Blob.prototype.${name}`,
    `Reflect.get(Blob.prototype, '${name}', {})`,
  ]),
  ...['name', 'lastModified'].map(
    (name) => `Object.getOwnPropertyDescriptor(File.prototype, '${name}').enumerable`,
  ),
  ...['text', 'arrayBuffer', 'bytes', 'slice', 'stream'].flatMap((name) => [
    `Blob.prototype.${name}.call({})`,
    `typeof Blob.prototype.${name}`,
    `Blob.prototype.${name}.length`,
    `Object.getOwnPropertyDescriptor(Blob.prototype, '${name}').writable`,
  ]),
  'Object.keys(Blob.prototype)',
  'Object.keys(File.prototype)',
  'Blob.length',
  'File.length',
  'Object.prototype.toString.call(new Blob())',
  "Object.prototype.toString.call(new File([], ''))",
  'b.Blob === Blob',
  'b.File === File',
  "Object.keys(b).filter((name) => name !== 'resolveObjectURL')",
  "(() => { const { Blob, File } = require('buffer'); return new File([new Blob(['a'])], 'n').size })",
  "inspect({ a: { b: new Blob(['x']) } })",
  "inspect({ a: { b: { c: new Blob(['x']) } } })",
  "inspect(new Blob(['x']), { depth: -1 })",
  '(() => { const bytes = new Uint8Array([1, 2]); const blob = new Blob([bytes]); bytes[0] = 9; return blob.bytes() })()',
  '(async () => { const blob = new Blob([new Uint8Array([1])]); (await blob.bytes())[0] = 9; return blob.bytes() })()',
  'new Blob([new Uint8Array([0xef, 0xbb, 0xbf, 65, 0xff, 0xe2, 0x82])]).text()',
  "(async () => { const sizes = []; for await (const chunk of new Blob(['x'.repeat(200000)]).stream()) sizes.push([chunk.constructor.name, chunk.length]); return sizes.reduce((sum, [, size]) => sum + size, 0) })()",
  "(async () => { const reader = new Blob(['abc']).stream().getReader({ mode: 'byob' }); const got = []; for (;;) { const { value, done } = await reader.read(new Uint8Array(2)); got.push(value, done); if (done) return got } })()",
  '(async () => { const reader = new Blob([]).stream().getReader(); return (await reader.read()).done })()',
  "(async () => { const stream = new Blob(['abc']).stream(); await stream.cancel(); return stream.locked })()",
  "new Blob(['a']).stream() instanceof ReadableStream",
];

const FORM = `const f = new FormData(); f.append('a', 1); f.append('b', 'two'); f.append('a', 'x\\ud800');`;
const after = (code: string) => `(() => { ${FORM} ${code} })()`;
const shownFile = `(v) => (typeof v === 'string' ? v : [v.constructor.name, v.name, v.type, v.size])`;

const FORM_METHODS = ['append', 'delete', 'get', 'getAll', 'has', 'set', 'forEach'];
const FORM_CASES = [
  'new FormData(1)',
  'new FormData(null)',
  'new FormData(undefined)',
  'FormData()',
  'FormData.length',
  'Object.keys(FormData.prototype)',
  'Object.prototype.toString.call(new FormData())',
  'FormData.prototype.entries === FormData.prototype[Symbol.iterator]',
  ...FORM_METHODS.flatMap((name) => [
    `FormData.prototype.${name}`,
    `FormData.prototype.${name}.call({}, 'a', 'b')`,
    `new FormData().${name}()`,
    `new FormData().${name}('a')`,
  ]),
  ...[
    '[...f]',
    '[...f.keys()]',
    '[...f.values()]',
    '[...f.entries()]',
    "f.get('a')",
    "f.getAll('a')",
    "f.get('zz')",
    "f.getAll('zz')",
    "f.has('b')",
    "f.has('zz')",
    'f.get(undefined)',
    'inspect(f)',
    'inspect({ f })',
  ].map((code) => after(`return ${code}`)),
  ...[
    "f.set('a', 9)",
    "f.set('b', 9)",
    "f.set('new', 9)",
    "f.delete('a')",
    "f.delete('zz')",
    "f.append('b', null)",
    'f.append(null, undefined)',
    "f.append(Symbol('s'), 1)",
    "f.append('s', Symbol('s'))",
    "f.append('a', 'b', 'c')",
    "f.set('a', 'b', undefined)",
    "f.append('o', { toString: () => 'own' })",
    "f.append('n\\r\\nm', 'v\\nw')",
  ].map((code) => after(`${code}; return [...f]`)),
  ...[
    "new Blob(['x'])",
    "new Blob(['x'], { type: 'T/t' })",
    "new File(['x'], 'own', { lastModified: 5, type: 'q/q' })",
  ].flatMap((value) =>
    ['', ", 'given'", ', undefined', ', 5', ", 'a\\ud800'"].flatMap((name) => [
      after(`f.append('file', ${value}${name}); return (${shownFile})(f.get('file'))`),
      after(`f.set('a', ${value}${name}); return [...f].map(([k, v]) => [k, (${shownFile})(v)])`),
    ]),
  ),
  after(
    "const file = new File(['x'], 'own', { lastModified: 5 }); f.append('k', file); return f.get('k') === file",
  ),
  after(
    "f.append('k', new File(['x'], 'own', { lastModified: 5 }), 'n'); return f.get('k').lastModified",
  ),
  after(
    'const seen = []; f.forEach(function (v, k, form) { seen.push(v, k, form === f, this === globalThis) }); return seen',
  ),
  after(
    "const seen = []; f.forEach(function () { 'use strict'; seen.push(this) }, 'me'); return seen",
  ),
  after('f.forEach(5)'),
  after(
    "const seen = []; for (const [k] of f) { seen.push(k); if (seen.length < 9) f.append('more', 1); } return seen",
  ),
  after("const it = f.keys(); it.next(); f.delete('b'); return [it.next(), it.next(), it.next()]"),
  after(
    'const it = f.keys(); return [Object.prototype.toString.call(it), it[Symbol.iterator]() === it, Object.keys(Object.getPrototypeOf(it))]',
  ),
  after('const it = f.keys(); return Object.getPrototypeOf(it).next.call({})'),
  after(
    'return Object.getPrototypeOf(Object.getPrototypeOf(f.keys())) === Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))',
  ),
];

for (const [what, cases] of Object.entries({ 'Blob and File': BLOB_CASES, FormData: FORM_CASES })) {
  test(`${what} do as Node's, in ${cases.length} cases`, async () => {
    expect(cases.length).toBeGreaterThan(100);
    expect(await differences(NAMES, cases)).toEqual([]);
  }, 60_000);
}
