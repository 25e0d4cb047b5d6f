/** Bodies of snippets in which `m` is ajv: schemas, each with data that it takes and that it refuses. */
const SCHEMAS: readonly (readonly [schema: string, ...data: string[]])[] = [
  ["{ type: 'integer' }", '1', '1.5', "'1'", 'null'],
  ["{ type: ['string', 'null'] }", "''", 'null', '1'],
  [
    "{ type: 'number', minimum: 1, exclusiveMaximum: 10, multipleOf: 0.5 }",
    '1',
    '10',
    '2.3',
    'NaN',
  ],
  [
    "{ type: 'string', minLength: 2, maxLength: 3, pattern: '^[a-c]+$' }",
    "'ab'",
    "'a'",
    "'abcd'",
    "'zz'",
    "'😀😀'",
  ],
  [
    "{ type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 2, uniqueItems: true }",
    '[1]',
    '[]',
    '[1, 1]',
    "[1, 'x', 3]",
  ],
  [
    "{ type: 'array', items: [{ type: 'integer' }, { type: 'string' }], additionalItems: false, minItems: 2 }",
    "[1, 'a']",
    "['a', 1]",
    "[1, 'a', 2]",
  ],
  ["{ type: 'array', contains: { const: 5 } }", '[1, 5]', '[1]'],
  [
    "{ type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' }, b: { enum: [1, 'x', null, { y: 1 }] } }, additionalProperties: false }",
    "{ a: '', b: { y: 1 } }",
    '{}',
    '{ a: 1, b: 2, c: 3 }',
  ],
  [
    "{ type: 'object', patternProperties: { '^s_': { type: 'string' } }, additionalProperties: { type: 'number' } }",
    "{ s_a: 'x', n: 1 }",
    "{ s_a: 1, n: 'x' }",
  ],
  [
    "{ type: 'object', propertyNames: { maxLength: 2 }, minProperties: 1, maxProperties: 2 }",
    '{ a: 1 }',
    '{}',
    '{ abc: 1 }',
    '{ a: 1, b: 2, c: 3 }',
  ],
  [
    "{ type: 'object', dependencies: { a: ['b'], c: { required: ['d'] } } }",
    '{ a: 1, b: 2 }',
    '{ a: 1 }',
    '{ c: 1 }',
  ],
  ["{ anyOf: [{ type: 'string' }, { type: 'number', minimum: 5 }] }", "'x'", '6', '1', 'null'],
  [
    "{ oneOf: [{ type: 'number', multipleOf: 3 }, { type: 'number', multipleOf: 5 }] }",
    '9',
    '15',
    '7',
  ],
  [
    "{ allOf: [{ type: 'object', required: ['a'] }, { type: 'object', required: ['b'] }] }",
    '{ a: 1, b: 1 }',
    '{ a: 1 }',
    '{}',
  ],
  ["{ not: { type: 'integer' } }", "'x'", '1'],
  [
    "{ if: { type: 'object', properties: { k: { const: 'x' } } }, then: { required: ['a'] }, else: { required: ['b'] } }",
    "{ k: 'x', a: 1 }",
    "{ k: 'x' }",
    "{ k: 'y' }",
  ],
  ['{ const: { a: [1, 2] } }', '{ a: [1, 2] }', '{ a: [2, 1] }'],
  [
    "{ definitions: { p: { type: 'integer', minimum: 0 } }, type: 'object', properties: { x: { $ref: '#/definitions/p' }, y: { $ref: '#/definitions/p' } } }",
    '{ x: 1 }',
    "{ x: -1, y: 'z' }",
  ],
  [
    "{ $id: 'tree', type: 'object', properties: { v: { type: 'number' }, kids: { type: 'array', items: { $ref: 'tree' } } }, required: ['v'] }",
    '{ v: 1, kids: [{ v: 2, kids: [] }] }',
    "{ v: 1, kids: [{ kids: [{ v: 'x' }] }] }",
  ],
  [
    "{ type: 'object', properties: { \"it's\": { type: 'string' }, 'a/b~c': { type: 'number' }, '\"; throw 1; \"': { type: 'null' } } }",
    "{ \"it's\": 1, 'a/b~c': 'x', '\"; throw 1; \"': 0 }",
    '{}',
  ],
  ['true', '1'],
  ['false', '1'],
  ['{}', '1', 'undefined'],
];

const OPTIONS = ['{}', '{ allErrors: true }', '{ allErrors: true, verbose: true }'];

const VALIDATE = (made: string, schema: string, data: readonly string[]) =>
  `const validate = ${made}.compile(${schema}); return [${data.join(', ')}].map((d) => [validate(d), validate.errors])`;

/** Something is thrown, or a schema is refused: with these words. */
const CAUGHT = (body: string) =>
  `try { ${body} } catch (e) { return [e.name, e.message, e.errors ?? null] }`;

export const AJV_SNIPPETS: readonly string[] = [
  ...SCHEMAS.flatMap(([schema, ...data]) =>
    OPTIONS.map((options) => VALIDATE(`new m(${options})`, schema, data)),
  ),
  "const ajv = new m({ coerceTypes: true, useDefaults: true, removeAdditional: true }); const d = { a: '5', c: 1, l: 'true' }; const ok = ajv.validate({ type: 'object', properties: { a: { type: 'number' }, b: { type: 'string', default: 'x' }, l: { type: 'boolean' }, o: { type: 'object', default: { z: [1] } } }, additionalProperties: false }, d); return [ok, d, ajv.errors]",
  "const ajv = new m({ coerceTypes: 'array' }); const d = { a: 5, b: ['x'] }; return [ajv.validate({ type: 'object', properties: { a: { type: 'array', items: { type: 'string' } }, b: { type: 'string' } } }, d), d]",
  "const ajv = new m({ removeAdditional: 'all' }); const d = { a: 1, b: { c: 1, d: 2 }, e: 3 }; return [ajv.validate({ type: 'object', properties: { b: { type: 'object', properties: { c: {} } } } }, d), d]",
  "const ajv = new m({ $data: true }); const v = ajv.compile({ type: 'object', properties: { small: { type: 'number', maximum: { $data: '1/large' } }, large: { type: 'number' } } }); return [v({ small: 5, large: 7 }), v({ small: 9, large: 7 }), v.errors]",
  "const ajv = new m({ discriminator: true }); const v = ajv.compile({ type: 'object', discriminator: { propertyName: 'k' }, required: ['k'], oneOf: [{ properties: { k: { const: 'a' }, x: { type: 'string' } }, required: ['x'] }, { properties: { k: { const: 'b' }, y: { type: 'number' } }, required: ['y'] }] }); return [v({ k: 'a', x: '' }), v({ k: 'b', y: '' }), v.errors, v({ k: 'c' }), v.errors]",
  "const ajv = new m(); ajv.addSchema({ $id: 'http://x.y/defs.json', definitions: { int: { type: 'integer' } } }); const v = ajv.compile({ $id: 'http://x.y/s.json', type: 'object', properties: { a: { $ref: 'defs.json#/definitions/int' } } }); return [v({ a: 1 }), v({ a: 'x' }), v.errors, typeof ajv.getSchema('http://x.y/s.json'), ajv.errorsText(v.errors)]",
  "const ajv = new m({ schemas: [{ $id: 'a', type: 'string' }] }); return [ajv.validate('a', 'x'), ajv.validate('a', 1), ajv.errorsText(), ajv.errorsText(ajv.errors, { dataVar: 'input', separator: ' / ' })]",
  "const ajv = new m(); ajv.addKeyword({ keyword: 'even', type: 'number', schemaType: 'boolean', validate: (schema, data) => schema === (data % 2 === 0) }); const v = ajv.compile({ type: 'number', even: true }); return [v(2), v(3), v.errors]",
  "const ajv = new m(); ajv.addKeyword({ keyword: 'range', type: 'number', schemaType: 'array', compile: ([min, max]) => (d) => d >= min && d <= max, errors: false, metaSchema: { type: 'array', items: { type: 'number' } } }); const v = ajv.compile({ range: [1, 3] }); return [v(2), v(9), v.errors]",
  "const ajv = new m(); ajv.addKeyword({ keyword: 'twice', macro: (n) => ({ minimum: n * 2 }) }); const v = ajv.compile({ type: 'number', twice: 3 }); return [v(6), v(5), v.errors]",
  "const ajv = new m(); const { _ } = m; ajv.addKeyword({ keyword: 'starts', type: 'string', schemaType: 'string', code: (cxt) => cxt.fail(_`!${cxt.data}.startsWith(${cxt.schemaCode})`) }); const v = ajv.compile({ type: 'string', starts: \"it's\" }); return [v(\"it's so\"), v('no'), v.errors]",
  "const ajv = new m(); ajv.addFormat('letters', /^[a-z]+$/); ajv.addFormat('low', { type: 'number', validate: (n) => n < 5 }); const v = ajv.compile({ type: 'object', properties: { a: { type: 'string', format: 'letters' }, b: { type: 'number', format: 'low' } } }); return [v({ a: 'x', b: 1 }), v({ a: 'X', b: 1 }), v.errors, v({ b: 9 }), v.errors]",
  "const ajv = new m(); const v = ajv.compile({ $async: true, type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] }); const bad = await v({ a: 'x' }).catch((e) => [e.name, e.message, e.errors, e.ajv, e instanceof m.ValidationError]); return [await v({ a: 1 }), bad]",
  "const ajv = new m(); ajv.addKeyword({ keyword: 'exists', async: true, type: 'number', validate: async (schema, data) => { await null; return data === 7 } }); const v = ajv.compile({ $async: true, type: 'object', properties: { id: { type: 'number', exists: true } } }); return [await v({ id: 7 }), await v({ id: 8 }).catch((e) => e.errors)]",
  "const ajv = new m({ loadSchema: async (uri) => ({ $id: uri, type: 'number' }) }); const v = await ajv.compileAsync({ $id: 'http://x.y/root', properties: { a: { $ref: 'http://x.y/n' } } }); return [v({ a: 1 }), v({ a: 'x' }), v.errors]",
  'const ajv = new m(); return [typeof ajv.compile, ajv.opts.code.es5, m.default === m, typeof m.KeywordCxt, Object.keys(m).sort()]',
  "const v = new m().compile({ type: 'string' }); return [v.name, typeof v.schema, v.schema, Object.keys(v)]",
  ...[
    "new m().compile({ type: 'nonsense' })",
    'new m().compile({ minimum: 1 }); return 1',
    "new m().compile({ type: 'string', unknown: 1 })",
    "new m().compile({ type: 'object', properties: { a: 1 } })",
    "new m().compile({ $ref: '#/definitions/nope' })",
    "try { new m().compile({ type: 'string', pattern: '[' }) } catch (e) { return e.name }",
    "new m().compile({ type: 'string', format: 'nope' })",
    "new m({ strict: true, allowUnionTypes: false, logger: false }).compile({ type: 'object', required: ['x'], properties: {} }); return 'ok'",
    "new m({ strictRequired: true }).compile({ type: 'object', required: ['x'], properties: {} })",
    "new m({ strict: false }).compile({ type: 'object', unknown: 1 }); return 'ok'",
    "const ajv = new m(); ajv.addSchema({ $id: 'a' }); ajv.addSchema({ $id: 'a' })",
    'new m().compile(1)',
    'new m().compile()',
    "new m().validate('nowhere', 1)",
    "new m({ meta: false }).compile({ $schema: 'http://json-schema.org/draft-04/schema#', type: 'string' })",
    "return [new m().validateSchema({ type: 'nope' })]",
  ].map(CAUGHT),
];

const DRAFTS: readonly (readonly [schema: string, ...data: string[]])[] = [
  [
    "{ type: 'object', properties: { a: { type: 'string' } }, unevaluatedProperties: false }",
    "{ a: '' }",
    '{ b: 1 }',
  ],
  [
    "{ type: 'array', contains: { type: 'number' }, minContains: 2, maxContains: 3 }",
    '[1, 2]',
    '[1]',
    '[1, 2, 3, 4]',
  ],
  [
    "{ type: 'object', dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } }",
    '{ a: 1 }',
    '{ c: 1, d: 1 }',
    '{ c: 1 }',
  ],
  [
    "{ $id: 'r', $defs: { n: { $anchor: 'num', type: 'number' } }, type: 'object', properties: { a: { $ref: '#num' } } }",
    '{ a: 1 }',
    "{ a: 'x' }",
  ],
];

export const AJV_2019_SNIPPETS: readonly string[] = DRAFTS.map(([schema, ...data]) =>
  VALIDATE('new m({ allErrors: true })', schema, data),
);

export const AJV_2020_SNIPPETS: readonly string[] = [
  ...AJV_2019_SNIPPETS,
  VALIDATE(
    'new m()',
    "{ type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }], items: false, minItems: 2 }",
    ["[1, 'a']", "['a', 1]", "[1, 'a', 2]"],
  ),
  VALIDATE(
    'new m()',
    "{ $id: 'tree', $dynamicAnchor: 'node', type: 'object', properties: { kids: { type: 'array', items: { $dynamicRef: '#node' } }, v: { type: 'number' } } }",
    ['{ kids: [{ v: 1 }] }', "{ kids: [{ v: 'x' }] }"],
  ),
];

export const AJV_FORMATS_SNIPPETS: readonly string[] = [
  ...[
    ['date', '2024-02-29', '2023-02-29'],
    ['time', '10:20:30Z', '25:00:00Z'],
    ['date-time', '2024-01-01T00:00:00+08:00', '2024-01-01'],
    ['iso-date-time', '2024-01-01T00:00:00', '2024'],
    ['duration', 'P1DT2H', 'P'],
    ['uri', 'http://x.y/z?q#f', 'not a uri'],
    ['uri-reference', '/a/b', '\\'],
    ['uri-template', '/a/{b}', '/a/{b'],
    ['url', 'https://example.com', 'http:'],
    ['email', 'a@b.co', 'a@'],
    ['hostname', 'a-b.co', '-a'],
    ['ipv4', '127.0.0.1', '256.1.1.1'],
    ['ipv6', '::1', ':::'],
    ['regex', '^a$', '['],
    ['uuid', '123e4567-e89b-12d3-a456-426614174000', 'x'],
    ['json-pointer', '/a/b', 'a'],
    ['relative-json-pointer', '1/a', '/a'],
    ['byte', 'aGVsbG8=', 'a'],
    ['password', 'x', ''],
  ].map(
    ([format, good, bad]) =>
      `const Ajv = require('ajv'); const v = m(new Ajv()).compile({ type: 'string', format: '${format}' }); return [v(${JSON.stringify(good)}), v(${JSON.stringify(bad)}), v.errors]`,
  ),
  "const Ajv = require('ajv'); const v = m(new Ajv(), ['email']).compile({ type: 'string', format: 'email' }); return v('x@y.zz')",
  "const Ajv = require('ajv'); const v = m(new Ajv(), { mode: 'fast', formats: ['date', 'time'], keywords: true }).compile({ type: 'string', format: 'date', formatMinimum: '2024-01-01', formatExclusiveMaximum: '2025-01-01' }); return [v('2024-06-01'), v('2023-12-31'), v.errors, v('2025-01-01'), v.errors]",
  "const Ajv = require('ajv'); try { m(new Ajv(), ['nope']); return 'taken' } catch (e) { return e.message }",
  "const Ajv = require('ajv'); const v = m(new Ajv()).compile({ type: 'number', format: 'int32' }); return [v(1), v(2 ** 40), v.errors]",
  "return [typeof m, m.default === m, m.get('date') !== undefined, typeof m.get('time').compare]",
];
