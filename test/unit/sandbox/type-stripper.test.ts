import { describe, expect, test } from 'bun:test';
import { systemClock } from '../../../src/base/clock.ts';
import type { Result } from '../../../src/base/failure.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { makeStripper } from '../../support/type-stripper.ts';

const stripper = makeStripper();
const strip = (source: string): Result<string> =>
  stripper.strip(source, { timeoutMs: 5000, deadlineMs: systemClock.nowMs() + 5000 });

function stripped(source: string): string {
  const result = strip(source);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

function refused(source: string) {
  const result = strip(source);
  if (result.ok) throw new Error(`It was read: ${result.value}`);
  return result.failure;
}

describe('TypeStripper', () => {
  test.each([
    ['const a: number = 1; return a', 'const a = 1; return a'],
    ['return (input as { x: number }).x!', 'return (input ).x'],
    ['interface A { b: string }\nreturn 1', 'return 1'],
    ['const f = <T>(v: T): T => v; return f<number>(2)', 'const f = (v ) => v; return f (2)'],
    ['type 类型 = "中😀"; return "类型"', 'return "类型"'],
    ['return await Promise.resolve(1)', 'return await Promise.resolve(1)'],
    ['return 1 // as number', 'return 1 // as number'],
  ])('strip of %p leaves everything else where it was', (source, expected) => {
    const result = stripped(source);
    expect(result).toHaveLength(source.length);
    for (const [at, unit] of result.split('').entries()) {
      if (!/[\s;]/.test(unit)) expect(unit).toBe(source.charAt(at));
    }
    expect(result.replace(/\s+/g, ' ').trim().replace(/^; ?/, '')).toBe(expected);
  });

  test.each([
    ['const a: = 1', 1, 10],
    ['const a = 1;\n  let b: ;', 2, 10],
    ['\tconst 中文 = "😀";\r\nconst 类: = 1', 2, 10],
    ['const 中文: string = "😀"; let x: ;', 1, 33],
    ['enum Kind { A }', 1, 1],
    ['const a = 1;\nnamespace N { export const b = 1 }', 2, 1],
    ['class A { constructor(private x: number) {} }', 1, 31],
  ])('strip of %p says at which line and column it cannot go on', (source, line, column) => {
    expect(refused(source)).toMatchObject({ code: 'syntax_error', line, column });
  });

  test('strip says what to write instead of what is more than a type', () => {
    const { message, hint } = refused('enum Kind { A, B }');
    expect(message).toBe('TypeScript enum is more than a type: only types are taken out');
    expect(hint).toStartWith("use an object with 'as const'");
    expect(hint).toContain('1 | enum Kind { A, B }');
    const asserted = refused('return <string>input.name');
    expect(asserted.message).toBe(
      'An assertion by <Type> is more than a type: only types are taken out',
    );
    expect(asserted.hint).toStartWith('use `value as Type`');
  });

  test('strip refuses what makes a module of the snippet in the words of JavaScript snippets', () => {
    expect(refused("import _ from 'lodash';").message).toStartWith(
      "Cannot use 'import': a snippet",
    );
    expect(refused('const a = 1;\nexport { a };').message).toStartWith(
      "Cannot use 'export': a snippet",
    );
  });

  test('strip reads an honest source after one that broke the compiler', () => {
    for (const hostile of ['('.repeat(30_000), `${'f<'.repeat(9000)}a${'>(b)'.repeat(9000)}`]) {
      expect(refused(hostile).message).toContain('nested too deeply');
      expect(stripped('let a: number')).toBe('let a        ');
    }
  });

  test('strip ends at the deadline, in the midst of a source', () => {
    const clock = new FakeClock();
    const ticking = makeStripper(clock, () => clock.pass(10));
    const source = 'const a: number = [1, 2].map((x: number) => x).length;\n'.repeat(2000);
    const limits = { timeoutMs: 20, deadlineMs: clock.nowMs() + 20 };
    const result = ticking.strip(source, limits);
    expect(result).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    expect(clock.nowMs()).toBeLessThan(limits.deadlineMs + 20);
  });
});
