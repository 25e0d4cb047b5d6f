/**
 * Random JSON as text, in all the forms that one value may be written in: what `JSON.stringify` would
 * never make, such as a key twice, an escape where none is needed, or a number beyond every double.
 */
import fc from 'fast-check';

const space = fc.constantFrom('', '', '', ' ', '\n', '\t', '\r\n ');

const number = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(
    ...['-0', '0.0', '-0e9', '1e400', '-1e400', '1E-400', '5e-324', '2.2250738585072014e-308'],
    ...['1.7976931348623157e308', '1.7976931348623159e308', '9007199254740991', '9007199254740993'],
    ...['18446744073709551616', '4294967295', '4294967296', '-2147483648', '1e21', '123456789e-7'],
    ...['0.1e1', '1e+2', '0.30000000000000004', '4.35', '1000000000000000128', '5e-325'],
  ),
);

const hex = (unit: number) => unit.toString(16).padStart(4, '0');
const character = fc.oneof(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
    .map((grapheme) => JSON.stringify(grapheme).slice(1, -1)),
  fc.nat(0xffff).map((unit) => `\\u${hex(unit)}`),
  fc.nat(0xffff).map((unit) => `\\u${hex(unit).toUpperCase()}`),
  fc.constantFrom('\\/', '/', '\\b', '\\f', '\\"', '\\\\', '\\ud83d\\ude00', '\\ud83d', '\\ude00'),
  fc.constantFrom('\u2028', '\u2029', '\u007f', '\ufeff', '\ufffe', '😀', '\\u0000', '`', '$', '{'),
);
const text = fc.array(character, { maxLength: 8 }).map((all) => `"${all.join('')}"`);

const key = fc.oneof(
  text,
  fc.constantFrom(
    ...['"__proto__"', '"constructor"', '"toString"', '"toJSON"', '"then"', '"length"', '""'],
    ...['"0"', '"1"', '"01"', '"-1"', '"4294967294"', '"4294967295"', '"a"', '"a"', '"\\u0061"'],
  ),
);

/** Texts, each between pieces of white space, joined by commas. */
const joined = (parts: fc.Arbitrary<string>) =>
  fc.tuple(fc.array(parts, { maxLength: 5 }), space).map(([all, gap]) => all.join(`${gap},${gap}`));

const tree: fc.Arbitrary<string> = fc.letrec<{ node: string; pair: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    fc.constantFrom('null', 'true', 'false'),
    number,
    text,
    fc.tuple(space, joined(tie('node'))).map(([gap, inner]) => `[${gap}${inner}${gap}]`),
    fc.tuple(space, joined(tie('pair'))).map(([gap, inner]) => `{${gap}${inner}${gap}}`),
  ),
  pair: fc
    .tuple(key, space, tie('node'))
    .map(([name, gap, value]) => `${name}${gap}:${gap}${value}`),
})).node;

const deep = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom('[', '{"a":', '[{"__proto__":'), number)
  .map(([depth, open, inner]) => {
    const close = [...open.replace(/"[^"]*":/g, '')].reverse().join('');
    return open.repeat(depth) + inner + close.replace(/\[/g, ']').replace(/\{/g, '}').repeat(depth);
  });

const wide = fc
  .tuple(fc.integer({ min: 100, max: 3000 }), fc.integer({ min: 1, max: 4_294_967_295 }))
  .map(([width, stride]) => {
    const pairs = Array.from({ length: width }, (_, i) => `"${(i * stride) % 5e9}":${i}`);
    return `{${pairs.join()},"list":[${pairs.map((_, i) => i / 7).join()}]}`;
  });

/** A JSON text. */
export const jsonText: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: tree },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: wide },
);
