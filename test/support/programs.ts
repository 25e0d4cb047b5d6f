/**
 * Random programs that are valid JavaScript, end by themselves, stay small, and depend on nothing but
 * their input: whatever runs one must come to the same result, or throw at the same place.
 */
import fc from 'fast-check';

const VARIABLES = ['a', 'b', 'c', 'd'] as const;
const variable = fc.constantFrom(...VARIABLES);

/**
 * What every program begins with. `keep` bounds what a variable may hold, for loops that double it would
 * outgrow any memory.
 */
const OPENING = `const keep = (value) => {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value);
  try {
    const text = JSON.stringify(value);
    return text === undefined || text.length > 200 ? typeof value : value;
  } catch { return null }
};
class Pair {
  #left; static made = 0;
  constructor(left, right) { this.#left = left; this.right = right; Pair.made++ }
  get left() { return this.#left } set left(value) { this.#left = value }
  static of(...all) { return new this(...all) } toJSON() { return [this.#left, this.right] }
}
class Triple extends Pair { constructor(x, y, z) { super(x, y); this.z = z } get sum() { return this.left + this.right + this.z } }
function* upTo(n) { for (let i = 0; i < Math.min(Number(n) || 0, 5); i++) { const got = yield i; if (got) return got } }
let a = input.a, b = input.b, c = [1, 'x', null], d = { k: 1, m: [2] };
`;

const text = fc
  .string({ unit: fc.constantFrom('a', 'B', '7', ' ', 'é', '😀', '"', '\\', '\n'), maxLength: 6 })
  .map((value) => JSON.stringify(value));

const literal = fc.oneof(
  fc.integer({ min: -9, max: 99 }).map((n) => (n < 0 ? `(${n})` : String(n))),
  fc.constantFrom('0.1', '1e21', '(2**53)', '(-0)', 'NaN', 'Infinity', '0xff', '1_000', '5e-324'),
  text,
  fc.constantFrom(
    'true',
    'false',
    'null',
    'undefined',
    '3n',
    'input.list',
    'input.text',
    '/[a-z]+/gi',
  ),
);

/** `{0}` and so on stand for parts. */
const fillIn = (template: string, parts: readonly string[]) =>
  template.replace(/\{(\d)\}/g, (_, index) => parts[Number(index)] ?? '0');

/** Expressions of parts; in a callback `x` and `y` are its parameters, which the parts do not see. */
const EXPRESSIONS = [
  ...['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>>', '<', '>=', '===', '!=', '&&', '||'].map(
    (operator) => `({0} ${operator} {1})`,
  ),
  '({0} ?? {1})',
  '({0} ? {1} : {2})',
  '(typeof {0})',
  '(!{0})',
  '(-{0})',
  '`<${{0}}|${{1}}>`',
  '[{0}, {1}]',
  '[...[{0}], ...upTo({1})]',
  '({ k: {0}, ["m" + {1}]: {2} })',
  // The engine takes no letters out of a text that is spread into an object; a String object's it does.
  '({ ...Object({0}), z: {1} })',
  '{0}?.k',
  '{0}?.[{1}]',
  '{0}?.m?.[0]',
  '[{0}, {1}, {2}].map((x, y) => x + y)',
  '[{0}, {1}].flatMap((x) => [x, [x]])',
  '[{0}, {1}, {2}].filter(Boolean).length',
  '[{0}, {1}, {2}].reduce((x, y) => x + "," + y)',
  '[{0}, {1}, {2}].sort()',
  '[3, 1, 2].toSorted((x, y) => (x - y) * ({0} ? 1 : -1))',
  '[{0}, {1}].includes({2})',
  'Object.entries(Object({0}))',
  'Object.groupBy([{0}, {1}], (x) => typeof x)',
  'String({0}).toUpperCase().padStart(6, {1})',
  'String({0}).split("").reverse().join("")',
  'String({0}).replace(/[a-z0-9]/gi, (x) => x + {1})',
  'String({0}).match(/(?<first>.)(.?)/u)?.groups?.first',
  '[...String({0}).matchAll(/\\w/g)].length',
  'String({0}).at({1})',
  'Number({0})',
  'parseInt({0}, 16)',
  'Math.max({0}, {1})',
  'Math.trunc({0})',
  'Math.imul({0}, {1})',
  'JSON.parse(JSON.stringify([{0}]))[0]',
  'JSON.stringify({0}, null, 1)',
  'new Map([[{0}, {1}], ["q", {2}]]).get({0})',
  '[...new Set([{0}, {1}, {0}])]',
  'new Date(Date.UTC(2020, {0} & 7, 3)).toISOString()',
  'new Triple({0}, {1}, {2})',
  'new Triple({0}, {1}, {2}).sum',
  'Pair.of({0}, {1}).left',
  '(([x, y = {0}, ...z]) => [z, y, x])([{1}, {2}])',
  '(({ k, ...rest }) => rest)(Object({0}))',
  '((x) => (y) => [y, x])({0})({1})',
  '(function () { return [this, arguments.length] }).call({0}, {1})',
  '[...upTo({0})].concat({1})',
  'Array.from({ length: 3 }, (x, y) => y * {0})',
  'new Uint8Array([{0}, {1}])[0]',
] as const;

const expression: fc.Arbitrary<string> = fc.letrec<{ node: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(literal, variable),
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('leaf'),
    fc
      .tuple(fc.constantFrom(...EXPRESSIONS), fc.array(tie('node'), { minLength: 3, maxLength: 3 }))
      .map(([template, parts]) => fillIn(template, parts)),
  ),
})).node;

/** Statements of two expressions, a variable and a block. */
const STATEMENTS = [
  '{v} = keep({0});',
  '{v} = keep({0}); d.k = {v};',
  '{v} += keep({0}); {v} = keep({v});',
  'if ({0}) { {s} } else { {v} = keep({1}); }',
  'for (let i = 0; i < 3; i++) { if (i === {0}) continue; {s} }',
  'for (const x of [{0}, {1}]) { {v} = keep(x); {s} }',
  'for (const x in Object({0})) { {v} = x; break; }',
  'let n = 0; while (n++ < 3) { {s} }',
  'try { {s} throw {0}; } catch (e) { {v} = e instanceof Error ? e.name : keep(e); } finally { d.f = 1; }',
  'try { {v} = keep({0}()); } catch ({ name }) { {v} = name; }',
  'switch (typeof {0}) { case "number": {s} case "string": {v} = 1; break; default: {v} = keep({1}); }',
  'outer: for (const x of [1, 2]) for (const y of [1, 2]) { if (x === y) continue outer; {v} = keep({0}); break outer; }',
  '[{v}, c] = [keep({0}), [keep({1})]];',
  '({ k: {v} = keep({0}) } = Object({1}));',
  'const f = (x = {0}) => keep(x); {v} = [f(), f(1)];',
  'const it = upTo({0}); it.next(); {v} = [it.next({1}), it.next()];',
  '{v} = keep(await {0});',
  '{v} = keep(await Promise.all([{0}, Promise.resolve({1})]));',
  '{v} = await Promise.reject({0}).catch((x) => typeof x);',
  'for await (const x of [Promise.resolve({0}), {1}]) { {v} = keep(x); }',
  'console.log({0}, {1});',
] as const;

const statement: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc
    .tuple(
      fc.constantFrom(...STATEMENTS),
      variable,
      expression,
      expression,
      fc.oneof({ maxDepth: 2, depthSize: 'small' }, fc.constant(';'), tie('node')),
    )
    .map(([template, name, first, second, inner]) => {
      const filled = template.replaceAll('{v}', name).replaceAll('{s}', () => `{ ${inner} }`);
      return `{ ${fillIn(filled, [first, second])} }`;
    }),
})).node;

const ending = fc.oneof(
  { weight: 8, arbitrary: fc.constant('return [a, b, c, d, Pair.made];') },
  { weight: 1, arbitrary: expression.map((value) => `return keep(${value});`) },
  { weight: 1, arbitrary: expression.map((value) => `throw ${value};`) },
  { weight: 1, arbitrary: fc.constant("throw new RangeError('on purpose');") },
);

/** A program's source. */
export const program: fc.Arbitrary<string> = fc
  .tuple(fc.array(statement, { minLength: 1, maxLength: 6 }), ending)
  .map(([statements, last]) => `${OPENING}${statements.join('\n')}\n${last}`);

/** What programs are given. */
export const programInput = fc.record({
  a: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.string({ maxLength: 4 })),
  b: fc.oneof(fc.boolean(), fc.constant(null), fc.array(fc.integer(), { maxLength: 3 })),
  list: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
  text: fc.string({ maxLength: 5 }),
});
