/** `AxiosHeaders`. */
import { withHead } from './common.ts';

const H =
  'const H = axios.AxiosHeaders; const all = (h) => [h.toJSON(), [...h], String(h), Object.keys(h)];';

export const HEADERS: readonly string[] = withHead(
  [
    ...[
      "{ a: 1, 'B-c': 'x', d: null, e: undefined, f: false, g: ['1', '2'], h: 0, i: true }",
      "'A: 1\\nb: 2\\nA: 3\\nSet-Cookie: x\\nset-cookie: y'",
      "new Map([['a', '1'], ['b', '2']])",
      "[['a', '1'], ['a', '2']]",
      'undefined',
      'null',
      '{}',
      "new Headers({ x: 'y' })",
      'new H({ a: 1 })',
      "''",
      "{ 'a b': 1 }",
      "{ '': 1 }",
      "{ ' x ': ' y ' }",
      "{ toString: 'x' }",
      'JSON.parse(\'{"__proto__": "x", "constructor": "y"}\')',
    ].flatMap((given) => [
      `return attempt(() => all(new H(${given})))`,
      `return attempt(() => all(H.from(${given})))`,
      `return attempt(() => all(new H({ A: 'first' }).set(${given})))`,
      `return attempt(() => all(H.concat({ A: 'first', z: 1 }, ${given}, { Z: 2 })))`,
    ]),
    'const h = new H({ a: 1 }); return [H.from(h) === h, new H(h) === h]',
    "const h = new H(); h.set('X', '1'); h.set('x', '2', false); h.set('Y', 'y', true); h.set('x', '3', (value, name, header) => value === '2'); h.set('x', undefined); return [all(h), h.x ?? null, h.X]",
    "const h = new H({ Foo: 'bar' }); h.set('foo', false); h.set('FOO', 'again'); return [all(h), h.set('foo', null).toJSON(), h.has('foo')]",
    "const h = new H({ 'Content-Type': 'a/b; charset=utf-8; boundary=x', L: '5', E: '' }); return [h.get('content-type'), h.get('content-type', true), h.get('content-type', /charset=([^;]+)/)?.[1], h.get('content-type', (v, k) => [v, k]), attempt(() => h.get('content-type', 5)), h.get('no') ?? null, h.get('E'), h.get('') ?? null]",
    "const h = new H({ Foo: 'bar', Baz: 'q' }); return [h.has('foo'), h.has('foo', 'BAR'), h.has('foo', 'a'), h.has('foo', /^b/), h.has('foo', (v, n) => v === 'bar'), h.has('no'), h.has(''), attempt(() => h.has('foo', 5))]",
    "const h = new H({ Foo: 'bar', x: 1, 'X-A': 2, Y: 3 }); return [h.delete('foo'), h.delete('foo'), h.delete(['X', 'x-a', 'no']), h.delete('y', 'other'), h.delete('y', /3/), h.toJSON()]",
    "const h = new H({ Foo: 'bar', 'X-A': 2, 'X-B': 3 }); const cleared = h.clear(/^x-/i); const left = h.toJSON(); return [cleared, left, h.clear(), h.toJSON(), new H().clear()]",
    "return [new H({ foo: '1', 'x-b': '2', 'X-C': '3' }).normalize().toJSON(), new H({ foo: '1', FOO: '2', 'x-b-c': '3', WWW: 4 }).normalize(true).toJSON(), new H({ a: '1' }).set('A', '2').normalize().toJSON()]",
    "return [new H({ a: ['1', '2'], b: null, c: 'x' }).toJSON(true), new H({ a: '1' }).concat({ b: '2' }, 'c: 3').toJSON(), H.concat().toJSON(), new H({ 'set-cookie': ['a', 'b'] }).getSetCookie(), new H().getSetCookie()]",
    "const h = new H(); h.setContentType('a/b'); h.setContentLength(5); h.setAuthorization('Bearer x'); h.setAccept('x/y', false); h.setUserAgent('me'); h.setContentEncoding('gzip'); return [all(h), h.hasContentType(), h.getContentType(/a/)?.[0], h.getContentLength(), h.hasAuthorization('bearer x'), h.getUserAgent(), h.hasAccept()]",
    "H.accessor('X-Own'); H.accessor(['X-Two', 'x-three']); const h = new H(); h.setXOwn('1').setXTwo('2').setXThree('3'); return [h.toJSON(), h.hasXOwn(), h.getXTwo()]",
    "return [new H({ a: 1 })[Symbol.toStringTag], Object.prototype.toString.call(new H()), [...new H({ a: 1, b: ['x', 'y'] })], new H({ a: 1 }) instanceof H, H.name]",
    ...[
      "'a\\r\\nb'",
      "'a\\nb'",
      "'\\u0000x'",
      "'  x  '",
      "'é漢'",
      "'\\ud800'",
      "['a\\r\\n', 'b']",
      '{}',
      '{ toString: () => "o" }',
      'Symbol.iterator',
      '() => 1',
      '10n',
      'NaN',
      '-0',
      'Buffer.from("x")',
    ].map((value) => `return attempt(() => all(new H().set('A', ${value})))`),
    'return attempt(() => { const h = new H(); h.set({ get a() { return 1 } }); h.set(Object.create({ inherited: 1 })); return all(h) })',
    "const h = new H({ a: 1 }); h.b = '2'; h['X-C'] = ['3', null]; return [all(h), h.has('B'), JSON.stringify(h), { ...h }]",
  ].map((body) => H + body),
);
