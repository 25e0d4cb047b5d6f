/** Bodies of snippets in which `m` is Handlebars: templates with what fills them, and its API; data alone. */
const TEMPLATES: readonly (readonly [template: string, data: string])[] = [
  ['{{firstname}} {{lastname}}', "{ firstname: 'Yehuda', lastname: 'Katz' }"],
  [
    '{{person.name.first}} {{person/age}} {{./x}}',
    "{ person: { name: { first: 'A' }, age: 3 }, x: 1 }",
  ],
  ['{{{raw}}} {{raw}} {{&raw}}', "{ raw: '<b>&\"\\'`=</b>' }"],
  ['{{#each xs}}{{@index}}{{@first}}{{@last}}={{this}};{{/each}}', "{ xs: ['a', 'b', 'c'] }"],
  ['{{#each o}}{{@key}}={{this}};{{else}}none{{/each}}', '{ o: { a: 1, b: 2 } }'],
  ['{{#each o}}x{{else}}none{{/each}}', '{ o: [] }'],
  ['{{#each xs as |x i|}}{{i}}:{{x.n}} {{/each}}', '{ xs: [{ n: 1 }, { n: 2 }] }'],
  [
    '{{#each xs}}{{#each ys}}{{../n}}-{{this}} {{@../index}} {{/each}}{{/each}}',
    "{ xs: [{ n: 1, ys: ['a', 'b'] }, { n: 2, ys: ['c'] }] }",
  ],
  ['{{#if a}}yes{{else if b}}maybe{{else}}no{{/if}}', '{ b: 1 }'],
  ['{{#if zero includeZero=true}}yes{{else}}no{{/if}}{{#unless x}}un{{/unless}}', '{ zero: 0 }'],
  ['{{#with city as |c|}}{{c.name}} {{name}}{{else}}nowhere{{/with}}', "{ city: { name: 'X' } }"],
  ['{{#with none}}x{{else}}nowhere{{/with}}', '{}'],
  [
    "{{lookup xs 1}} {{lookup o 'k'}} {{lookup (lookup xss 0) 1}}",
    "{ xs: [1, 2], o: { k: 'v' }, xss: [[5, 6]] }",
  ],
  ['a {{~#if x~}}  b  {{~/if~}} c\n{{! gone }}\n{{!-- gone {{too}} --}}\nd', '{ x: 1 }'],
  [
    '{{#list}}<{{.}}>{{/list}}{{^none}}empty{{/none}}{{#o}}{{k}}{{/o}}',
    "{ list: [1, 2], o: { k: 'v' } }",
  ],
  ['{{[a b].[c-d]}} {{"a b"}} {{xs.[0]}}', "{ 'a b': { 'c-d': 1 }, xs: ['first'] }"],
  ['{{missing}}|{{missing.deep}}|{{null}}|{{false}}|{{0}}', '{ false: false, null: null }'],
  ['{{fn}} {{fn2 1}}', '{ fn: () => 7, fn2: (n) => n + 1 }'],
  ['{{constructor}} {{__proto__}} {{own}} {{o.toString}}', "{ own: 'x', o: {} }"],
  ['\\{{escaped}} \\\\{{x}} {{{{raw}}}} {{x}} {{{{/raw}}}}', '{ x: 1 }'],
  ['{{#each m}}{{@key}}={{this}};{{/each}}', "{ m: new Map([['a', 1], ['b', 2]]) }"],
  ['{{#each s}}{{this}};{{/each}}', '{ s: new Set([1, 2]) }'],
  ['汉字 {{名}} \u2028 "quoted" \\n', "{ 名: '值' }"],
  ['{{', '{}'],
  ['{{#if x}}', '{}'],
  ['{{#if x}}{{/each}}', '{ x: 1 }'],
  ['{{nope 1}}', '{}'],
  ['{{#nope 1}}{{/nope}}', '{}'],
  ['{{> nope}}', '{}'],
  ['{{x', '{}'],
];

const CAUGHT = (body: string) =>
  `try { ${body} } catch (e) { return [e.name, e.message, e.lineNumber ?? null, e.column ?? null] }`;

const BODIES: readonly string[] = [
  ...TEMPLATES.map(([template, data]) =>
    CAUGHT(`return m.compile(${JSON.stringify(template)})(${data})`),
  ),
  ...[
    'noEscape',
    'strict',
    'preventIndent',
    'ignoreStandalone',
    'explicitPartialContext',
    'compat',
    'knownHelpersOnly',
  ].map((option) =>
    CAUGHT(
      `m.registerPartial('p', '<{{x}}>'); return m.compile('{{x}} {{o.y}} {{missing.z}}\\n  {{> p}}\\n{{#each xs}}{{n}}{{/each}}\\n', { ${option}: true })({ x: '<', o: { y: 1 }, xs: [1], n: 5 })`,
    ),
  ),
  "m.registerHelper('loud', (s) => s.toUpperCase()); return m.compile('{{loud name}} {{loud (loud name)}}')({ name: 'x' })",
  "m.registerHelper('link', (text, url) => new m.SafeString(`<a href='${m.escapeExpression(url)}'>${m.escapeExpression(text)}</a>`)); return m.compile('{{link t u}}')({ t: '<x>', u: 'a&b' })",
  "m.registerHelper('list', function (items, options) { return '<ul>' + items.map((i) => '<li>' + options.fn(i) + '</li>').join('') + '</ul>' }); return m.compile('{{#list xs}}{{a}} {{b}}{{/list}}')({ xs: [{ a: 1, b: 2 }] })",
  "m.registerHelper('opts', function (...args) { const o = args.pop(); return JSON.stringify([args, o.hash, o.name, typeof o.fn, o.data.root.x, this.x]) }); return m.compile(\"{{{opts 1 'two' true null undefined y=3 z=x}}}\")({ x: 9 })",
  "m.registerHelper({ a: () => 1, b: () => 2 }); const t = m.compile('{{a}}{{b}}'); const before = t({}); m.unregisterHelper('a'); return [before, m.compile('{{a}}{{b}}')({ a: 'own' })]",
  "m.registerHelper('blk', (n, o) => { let s = ''; for (let i = 0; i < n; i++) s += o.fn(i, { data: { index: i }, blockParams: [i] }); return s }); return m.compile('{{#blk 3 as |i|}}{{i}}{{@index}} {{/blk}}')({})",
  "m.registerHelper('inv', (v, o) => (v ? o.fn({}) : o.inverse({}))); return m.compile('{{#inv x}}a{{else}}b{{/inv}}{{^inv x}}c{{/inv}}')({ x: 0 })",
  "m.registerHelper('helperMissing', (...a) => `missing ${a.at(-1).name}`); m.registerHelper('blockHelperMissing', (c, o) => `block ${o.name}`); return m.compile('{{foo 1}} {{#bar}}x{{/bar}}')({ bar: true })",
  "m.registerHelper('async', async () => 1); return m.compile('{{async}}')({})",
  "m.registerPartial('person', '{{name}} {{greeting}}{{#if @root.r}}!{{/if}}'); return m.compile(\"{{> person}} {{> person p greeting='hi'}} {{> (lookup . 'which')}}\")({ name: 'A', p: { name: 'B' }, which: 'person', r: 1 })",
  "m.registerPartial({ a: 'A{{> b}}', b: 'B' }); const made = m.compile('{{> a}}')({}); m.unregisterPartial('b'); try { m.compile('{{> a}}')({}) } catch (e) { return [made, e.message] }",
  "m.registerPartial('layout', '[{{> @partial-block}}]'); return m.compile('{{#> layout}}in {{x}}{{/layout}} {{#> none}}fallback{{/none}}')({ x: 1 })",
  "m.registerPartial('layout', '{{> nav}}-{{> @partial-block}}'); return m.compile('{{#> layout}}{{#*inline \"nav\"}}N{{x}}{{/inline}}body{{/layout}}')({ x: 1 })",
  "m.registerPartial('row', m.compile('<{{n}}>')); return m.compile('{{#each xs}}\\n  {{> row}}\\n{{/each}}\\n')({ xs: [{ n: 1 }, { n: 2 }] })",
  "m.registerPartial('li', '- {{t}}\\n{{#each k}}  {{> li}}{{/each}}'); return m.compile('{{> li}}')({ t: 'a', k: [{ t: 'b', k: [{ t: 'c' }] }] })",
  "m.registerDecorator('d', (program, props, container, options) => (...args) => program(...args) + options.args[0]); return m.compile('{{#each xs}}{{* d 7}}{{this}};{{/each}}')({ xs: [1, 2] })",
  "const seen = []; m.log = (...a) => seen.push(a); m.compile(\"{{log 'x' y level='warn'}}\")({ y: 1 }); return seen",
  "return [m.escapeExpression('<a href=\"x\">&\\'`='), m.escapeExpression(null), m.escapeExpression(false), m.escapeExpression(new m.SafeString('<')), m.escapeExpression({ toHTML: () => '<i>' }), m.escapeExpression(5)]",
  "return [new m.SafeString('<x>').toString(), new m.SafeString('<x>').toHTML(), m.Utils.isEmpty([]), m.Utils.isArray([]), m.Utils.extend({ a: 1 }, { b: 2 }), m.Utils.toString.call([])]",
  "const own = m.create(); own.registerHelper('h', () => 'own'); return [own.compile('{{h}}')({}), m.compile('{{h}}')({ h: 'shared' }), own === m]",
  "return m.compile('{{@root.x}} {{@custom}}')({ x: 1 }, { data: { custom: 'c' } })",
  "return m.compile('{{h}} {{> p}}')({}, { helpers: { h: () => 'H' }, partials: { p: 'P' } })",
  "class A { get x() { return 1 } } return [m.compile('{{x}}')(new A()), m.compile('{{x}}')(new A(), { allowProtoPropertiesByDefault: true })]",
  "return m.compile('{{f}}')(Object.create({ f: () => 1 }), { allowedProtoMethods: { f: true } })",
  "const ast = m.parse('a{{b c=1}}{{#d}}e{{/d}}'); return [ast.type, ast.body.map((n) => n.type), m.compile(ast)({ b: () => 1, d: 1 })]",
  "const V = new m.Visitor(); const seen = []; V.PathExpression = (p) => seen.push(p.original); V.accept(m.parse('{{a}}{{#if b.c}}{{/if}}')); return seen",
  "return m.precompile('{{x}}')",
  'return typeof m.VERSION + Object.keys(m.helpers).sort() + Object.keys(m.partials)',
  ...['null', '1', '{}', 'undefined'].map((bad) => CAUGHT(`return m.compile(${bad})({})`)),
  CAUGHT("return m.template('x')"),
  CAUGHT('m.registerHelper({ a: 1 }, () => 1)'),
  CAUGHT(
    "m.registerHelper('boom', () => { throw new TypeError('in a helper') }); return m.compile('{{boom}}')({})",
  ),
  "let text = ''; for (let i = 0; i < 200; i++) text += '{{#if a}}{{b}}{{/if}}'; return m.compile(text)({ a: 1, b: 'x' }).length",
];

/** Each with a Handlebars of its own, for outside they share one. */
export const HANDLEBARS_SNIPPETS: readonly string[] = BODIES.map(
  (body) => `return await (async (m) => { ${body} })(m.create())`,
);
