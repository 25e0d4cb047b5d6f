import { expect, test } from 'bun:test';
import { Parser } from 'acorn';
import fc from 'fast-check';
import { parseSnippet } from '../../../src/policy/parse.ts';

/** Where the first name declared twice stands, `ok` when there is none: by acorn's own bookkeeping. */
function verdictOfAcorn(source: string): string {
  try {
    // Acorn's `commonjs` reads a function body too; its types do not know `strict`.
    const options = { ecmaVersion: 16, sourceType: 'commonjs', strict: true } as const;
    Parser.parse(source, options);
    return 'ok';
  } catch (thrown) {
    return String((thrown as { pos?: number }).pos);
  }
}

function verdict(source: string): string {
  const result = parseSnippet(source);
  return result.ok ? 'ok' : String((result.failure.column ?? 0) - 1);
}

test('DeclaredScope refuses a name that is taken in the same scope', () => {
  for (const source of [
    'let a; let a',
    'let a; var a',
    'var a; let a',
    'let a; { var a }',
    '{ var a } let a',
    'let a; function a() {}',
    'function f(a) { let a }',
    '(a) => { const a = 1 }',
    'try {} catch (a) { let a }',
    'try {} catch ([a]) { var a }',
    '{ function a() {} function a() {} }',
    'for (let a of b) { var a }',
    'switch (1) { case 1: let a; default: let a }',
    'let a; try {} catch { for (;;) { var a } }',
  ]) {
    expect(parseSnippet(source)).toMatchObject({ ok: false, failure: { code: 'syntax_error' } });
    expect(verdict(source)).toBe(verdictOfAcorn(source));
  }
});

test('DeclaredScope lets a name be used again elsewhere', () => {
  for (const source of [
    'let a; { let a; { let a } }',
    '{ let a } { let a } var a',
    'var a; var a; function a() {} function a() {}',
    'let a; function f() { var a }',
    'let a; () => { { var a } }',
    'let a; class B { static { var a } }',
    'function f(a) { var a; { let a } }',
    'try {} catch (a) { var a }',
    'try {} catch (a) { { let a } }',
    'for (let a of b) { let a }',
    'for (let a of b) ; for (let a of b) ;',
    '{ let a } { var a }',
  ]) {
    expect(parseSnippet(source)).toMatchObject({ ok: true });
    expect(verdictOfAcorn(source)).toBe('ok');
  }
});

const name = fc.constantFrom('a', 'b', 'c');
const pattern = fc.oneof(
  name,
  fc.tuple(name, name).map(([a, b]) => `[${a},${b}]`),
  name.map((a) => `{x:${a}}`),
);
const { statement } = fc.letrec<{ statement: string; body: string }>((tie) => ({
  body: fc.array(tie('statement'), { maxLength: 3 }).map((all) => all.join('')),
  statement: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constantFrom('let', 'var', 'const'), pattern).map(([kind, a]) => `${kind} ${a}=1;`),
    name.map((a) => `class ${a}{}`),
    tie('body').map((body) => `{${body}}`),
    fc.tuple(name, pattern, tie('body')).map(([f, a, body]) => `function ${f}(${a}){${body}}`),
    fc.tuple(pattern, tie('body')).map(([a, body]) => `(${a})=>{${body}};`),
    fc.tuple(tie('body'), pattern, tie('body')).map(([a, b, c]) => `try{${a}}catch(${b}){${c}}`),
    fc
      .tuple(fc.constantFrom('let', 'var'), pattern, tie('body'))
      .map(([kind, a, body]) => `for(${kind} ${a} of []){${body}}`),
    tie('body').map((body) => `switch(1){case 1:${body}}`),
    tie('body').map((body) => `(class{static{${body}}});`),
    tie('body').map((body) => `(class{x=()=>{${body}}});`),
  ),
}));

test('DeclaredScope finds the name that acorn finds, in whatever program', () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
      const source = statements.join('');
      expect(verdict(source)).toBe(verdictOfAcorn(source));
    }),
    { numRuns: 1000 },
  );
});
