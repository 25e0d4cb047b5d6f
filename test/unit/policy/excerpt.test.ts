import { expect, test } from 'bun:test';
import { drawPlace, placeOf } from '../../../src/policy/excerpt.ts';

/** The piece of the shown line that the caret points at. */
function pointedAt(drawn: string, length = 1): string {
  const [shown = '', caret = ''] = drawn.split('\n');
  const column = caret.indexOf('^');
  return shown.slice(column, column + length);
}

test('placeOf counts from 1', () => {
  expect(placeOf('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
  expect(placeOf('ab\ncd', 2)).toEqual({ line: 1, column: 3 });
  expect(placeOf('ab\ncd', 3)).toEqual({ line: 2, column: 1 });
  expect(placeOf('ab\ncd', 5)).toEqual({ line: 2, column: 3 });
});

test('drawPlace shows the line with a caret below the place', () => {
  expect(drawPlace('let x = 1;\nlet a = ;\nreturn a', 19)).toBe('  2 | let a = ;\n    |         ^');
});

test('drawPlace makes room for the number of the line', () => {
  expect(drawPlace(`${'\n'.repeat(99)}ab`, 100)).toBe('  100 | ab\n      |  ^');
});

test('drawPlace keeps tabs, so that the caret stands where it should', () => {
  expect(drawPlace('\tif\t(a', 4)).toBe('  1 | \tif\t(a\n    | \t  \t^');
});

test('drawPlace gives wide characters their width', () => {
  expect(drawPlace('"张三" x', 5)).toBe('  1 | "张三" x\n    |  \u3000\u3000  ^');
  expect(drawPlace('"🎉" x', 5)).toBe('  1 | "🎉" x\n    |      ^');
});

test('drawPlace points behind the line at its end', () => {
  expect(drawPlace('return', 6)).toBe('  1 | return\n    |       ^');
  expect(drawPlace('', 0)).toBe('  1 | \n    | ^');
});

test('drawPlace cuts a long line around the place', () => {
  const source = `${'a'.repeat(300)}!${'b'.repeat(300)}`;
  const drawn = drawPlace(source, 300);
  const [shown = ''] = drawn.split('\n');
  expect(pointedAt(drawn)).toBe('!');
  expect(shown.length).toBeLessThanOrEqual(110);
  expect(shown).toStartWith('  1 | …aaa');
  expect(shown).toEndWith('bbb…');
});

test('drawPlace cuts a long line at one end when the place is near the other', () => {
  const nearStart = drawPlace(`!${'b'.repeat(300)}`, 0);
  expect(pointedAt(nearStart, 2)).toBe('!b');
  expect(nearStart.split('\n')[0]).toStartWith('  1 | !');
  const nearEnd = drawPlace(`${'b'.repeat(300)}!`, 300);
  expect(pointedAt(nearEnd, 2)).toBe('!');
  expect(nearEnd.split('\n')[0]).toStartWith('  1 | …b');
});

test('drawPlace shows a line of a hundred characters whole', () => {
  const line = 'x'.repeat(100);
  expect(drawPlace(line, 99).split('\n')[0]).toBe(`  1 | ${line}`);
});

test('drawPlace ends the line at every line terminator', () => {
  for (const end of ['\n', '\r\n', '\r', '\u2028', '\u2029']) {
    expect(drawPlace(`a b${end}c`, 2)).toBe('  1 | a b\n    |   ^');
  }
});

test('drawPlace shows no control character and no half of a pair', () => {
  expect(drawPlace('\u0000\u001b[31m x', 7)).toBe('  1 | \ufffd\ufffd[31m x\n    |        ^');
  const halves = drawPlace('🎉'.repeat(200), 201);
  expect(halves.isWellFormed()).toBe(true);
});
