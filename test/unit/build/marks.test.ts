import { describe, expect, test } from 'bun:test';
import { putBetween } from '../../../src/build/marks.ts';

const TEXT = 'before\n<!-- x -->\nold\n<!-- /x -->\nafter\n';

describe('putBetween', () => {
  test('replaces what stands between the marks, and nothing else', () => {
    expect(putBetween(TEXT, 'x', 'new')).toBe('before\n<!-- x -->\nnew\n<!-- /x -->\nafter\n');
  });

  test('gives the same text the second time', () => {
    const once = putBetween(TEXT, 'x', 'new $& $1');
    expect(putBetween(once, 'x', 'new $& $1')).toBe(once);
    expect(once).toContain('new $& $1');
  });

  test.each([['no marks'], ['<!-- x -->'], ['<!-- /x --><!-- x -->']])('refuses %p', (text) => {
    expect(() => putBetween(text, 'x', '')).toThrow('the marks are missing');
  });
});
