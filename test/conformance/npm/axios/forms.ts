/** From objects to forms and back. */
import { withHead } from './common.ts';

const FIELDS = `
  const web = (object, options) => [...axios.toFormData(object, new FormData(), options)].map(([k, v]) => [k, typeof v === 'object' ? [v.constructor.name, v.size] : v]);
  const nodes = (object, options) => axios.toFormData(object, undefined, options).getBuffer().toString().replace(/-{10,}\\w+/g, '--');
`;

const OBJECTS: readonly string[] = [
  '{ a: 1, b: "x", c: true, d: false, e: null, f: undefined, g: 0, h: "" }',
  '{ a: [1, 2, [3, 4]], b: [] }',
  '{ a: { b: { c: [1, { d: 2 }] } } }',
  "{ 'a[]': [1, 2], 'b[]': 3, 'c{}': { d: [1] }, 'e{}': 'x' }",
  '{ d: new Date(0) }',
  '{ a: [null, undefined, 1] }',
  '{ a: { b: null } }',
  "{ ' a ': 1, 'b.c': 2, 'd[e]': 3 }",
  '[1, { a: 2 }, [3]]',
  '{ b: Buffer.from("xyz") }',
  '{ u: new Uint8Array([65]), v: new ArrayBuffer(2) }',
  '{ a: new (class X { y = 1; toString() { return "own" } })() }',
  '{ a: new Set([1]), b: new Map([[1, 2]]) }',
  '{ a: /x/, b: 5n }',
  'Object.assign(Object.create({ inherited: 1 }), { own: 1 })',
  'JSON.parse(\'{"__proto__": { "x": 1 }, "a": 1 }\')',
];
const OPTIONS: readonly string[] = [
  'undefined',
  '{ dots: true }',
  '{ indexes: true }',
  '{ indexes: null }',
  '{ metaTokens: false }',
  '{ dots: true, indexes: true }',
  '{ maxDepth: 1 }',
  '{ maxDepth: Infinity }',
];

export const FORMS: readonly string[] = withHead(
  [
    ...OBJECTS.flatMap((object) =>
      OPTIONS.flatMap((options) => [
        `return attempt(() => web(${object}, ${options}))`,
        `return attempt(() => nodes(${object}, ${options}))`,
      ]),
    ),
    "return [null, undefined, 5, 'x', true].map((value) => attempt(() => web(value)))",
    "return [attempt(() => web({ a: 1 }, { visitor: 5 })), attempt(() => web({ a: { b: 1 } }, { visitor(value, key, path, helpers) { this.append((path ?? []).concat(key).join('/'), Object.keys(helpers).filter((k) => !k.startsWith('is')).join()); return helpers.isVisitable(value) } }))]",
    'const a = { b: {} }; a.b.c = a; return attempt(() => web(a))',
    "const deep = (n) => n === 0 ? 1 : { a: deep(n - 1) }; return [attempt(() => web(deep(100)).length), attempt(() => web(deep(101)).length), attempt(() => web(deep(150), { maxDepth: 200 }).length), attempt(() => axios.getUri({ url: '/', params: deep(101) }))]",
    "return attempt(() => web({ f: new Blob(['abc']), g: new File(['x'], 'n.txt') }))",
    "return attempt(() => nodes({ f: new Blob(['abc']) }))",
    'const seen = []; axios.toFormData({ a: [1, { b: 2 }] }, { append: (k, v) => seen.push([k, v]) }); return seen',
    'return [...axios.toFormData({ a: 1, b: [1, 2] }, new URLSearchParams())]',
    ...[
      "[['a', '1'], ['b[]', '2'], ['b[]', '3'], ['c[d][e]', '4']]",
      "[['a[0]', 'x'], ['a[2]', 'z']]",
      "[['a.b.c', '1'], ['a.d', '2']]",
      "[['a[b]c', '1'], ['[d]', '2'], ['e[', '3'], ['f]', '4']]",
      "[['a', '1'], ['a', '2'], ['a', '3']]",
      "[['a[b]', '1'], ['a', '2']]",
      "[['__proto__[x]', '1'], ['constructor[prototype][y]', '2'], ['a[__proto__][z]', '3']]",
      "[['', '1'], ['a[]', '2']]",
      "[['a[][b]', '1'], ['a[][b]', '2']]",
      "[['a[1000]', 'x']]",
      "[['a b', '1'], ['ü', '2'], ['a-b_c$', '3']]",
      '[]',
    ].flatMap((entries) => [
      `const f = new FormData(); for (const [k, v] of ${entries}) f.append(k, v); return attempt(() => [axios.formToJSON(f), ({}).x ?? null, ({}).y ?? null])`,
      `const p = new URLSearchParams(${entries}); return attempt(() => axios.formToJSON(p) ?? null)`,
    ]),
    "const deep = new FormData(); deep.append('a' + '[b]'.repeat(100), '1'); const deeper = new FormData(); deeper.append('a' + '[b]'.repeat(101), '1'); return [attempt(() => typeof axios.formToJSON(deep)), attempt(() => axios.formToJSON(deeper))]",
    "return [null, undefined, {}, 'x', new Map([['a', 1]])].map((value) => attempt(() => axios.formToJSON(value)))",
    "const f = new FormData(); f.append('f', new Blob(['x'])); return attempt(() => Object.prototype.toString.call(axios.formToJSON(f).f))",
    'return [axios.spread((a, b) => a + b)([1, 2]), axios.HttpStatusCode.ImATeapot, axios.HttpStatusCode[404], Object.keys(axios.HttpStatusCode).length, await axios.all([1, Promise.resolve(2)])]',
  ].map((body) => FIELDS + body),
);
