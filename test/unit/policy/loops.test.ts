import { expect, test } from 'bun:test';
import { checkProgram } from '../../../src/policy/check.ts';
import { parseSnippet } from '../../../src/policy/parse.ts';

function isEndless(source: string): boolean {
  const program = parseSnippet(source);
  if (!program.ok) throw new Error(program.failure.message);
  const checked = checkProgram(program.value);
  if (checked.ok) return false;
  expect(checked.failure).toMatchObject({ code: 'forbidden_pattern' });
  expect(checked.failure.message).toStartWith('Cannot loop for ever');
  return true;
}

for (const source of [
  'while (true) {}',
  'while (true);',
  'while (1) { a() }',
  'while (!0) {}',
  'while (!!"x") {}',
  'while (!false) {}',
  'while (/x/) {}',
  'while (1n) {}',
  'for (;;) {}',
  'for (;;);',
  'for (let i = 0; ; i++) { a(i) }',
  'for (; true; ) {}',
  'for (let i = 0; 1; i++) {}',
  'do {} while (true)',
  'do a(); while (1)',
  'if (a) { while (true) {} }',
  'while (true) { if (a) { b() } else { c = 1 } }',
  'while (true) { for (const a of b) { break } }',
  'while (true) { switch (a) { case 1: break; default: break } }',
  'while (true) { a: { break a } }',
  'while (true) { continue }',
  'a: while (true) { continue a }',
  'a: b: while (true) { continue a }',
  'a: while (true) { for (const b of c) { continue a } }',
  'while (true) { () => { return 1 } }',
  'while (true) { (function () { throw 1 })() }',
  'while (true) { (async () => { await 1 })() }',
  'while (true) { function* f() { yield 1 } }',
  'while (true) { class A { a() { return 1 } } }',
  'while (true) { const break_ = 1, returns = "return" /* break; return */ }',
  'while (true) { while (a) { break } }',
  'while (true) { try { a() } catch { b() } }',
  'try { while (true) {} } catch {}',
  'try { while (true) { i++ } } catch {}',
  'function f() { while (true) {} } return 1',
  'return () => { for (;;) {} }',
  'a: { while (true) { while (b) { break } } break a }',
  'while (b) { while (true) {} break }',
  'return async () => { while (true) { for (const a of b) {} } }',
]) {
  test(`checkProgram refuses ${source} as endless`, () => expect(isEndless(source)).toBe(true));
}

for (const source of [
  'while (a) {}',
  'while (false) {}',
  'while (0) {}',
  'while (!1) {}',
  'while ("") {}',
  'while (0n) {}',
  'while (null) {}',
  'while (undefined) {}',
  'for (; a; ) {}',
  'for (let i = 0; i < 10; i++) {}',
  'for (const a of b) {}',
  'for (const a in b) {}',
  'do {} while (a)',
  'do {} while (false)',
  'while (true) { break }',
  'while (true) { if (a) break }',
  'while (true) { if (a) { b(); break } }',
  'for (;;) { if (a) return 1 }',
  'for (;;) { throw a }',
  'for (;;) { try { throw a } catch {} }',
  'while (true) { await a }',
  'while (true) { for await (const a of b) {} }',
  'return function* () { while (true) { yield 1 } }',
  'return function* () { while (true) yield* a }',
  'return async () => { while (true) await a() }',
  'a: while (true) { break a }',
  'a: while (true) { for (const b of c) { break a } }',
  'a: for (const b of c) { while (true) { continue a } }',
  'a: for (const b of c) { while (true) { for (;;) { continue a } } }',
  'a: { while (true) { break a } }',
  'a: b: while (true) { if (c) break b }',
  'while (true) { switch (a) { case 1: return } }',
  'a: while (true) { switch (b) { case 1: break a } }',
  'while (true) { while (true) { return 1 } }',
  'a: while (true) { while (true) { break a } }',
  'while (true) { while (true) { break } break }',
  'do { if (a) break; } while (true)',
  'try { while (true) { next() } } catch {}',
  'try { for (;;) { new Thing() } } finally {}',
  'try { if (a) { for (;;) { for (const b of c) { next`b` } } } } catch {}',
  'for (;;) { class A { static { throw 1 } } }',
  'for (;;) { class A { [await a] = 1 } }',
  'return "while (true) {}" // while (true) {}',
]) {
  test(`checkProgram allows ${source}`, () => expect(isEndless(source)).toBe(false));
}

test('checkProgram follows hundreds of loops inside one another', () => {
  const open = 'while(1)'.repeat(900);
  expect(isEndless(`${open}{${'f();'.repeat(8000)}}`)).toBe(true);
  expect(isEndless(`a:${open}{${'break a;'.repeat(4000)}}`)).toBe(false);
});
