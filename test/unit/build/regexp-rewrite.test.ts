import { describe, expect, test } from 'bun:test';
import { escapeForEngine } from '../../../src/build/regexp-rewrite.ts';

describe('escapeForEngine()', () => {
  test.each([
    ['/^-?a/v', '/^\\x2d?a/v'],
    ['/;;;|;;/gv', '/\\x3b\\x3b;|\\x3b;/gv'],
    ['/[a-z]-[\\-b[c-d]]-/v', '/[a-z]\\x2d[\\-b[c-d]]\\x2d/v'],
    ['/(?<!!)(?::)/v', '/(?<!!)(?::)/v'],
    ['/a-b;;/u', '/a-b;;/u'],
  ])('%s becomes %s', (source, wanted) => {
    expect(escapeForEngine(`f(${source}, 1 / v);`)).toBe(`f(${wanted}, 1 / v);`);
  });

  test.each(['-5:;;x', 'a--b', ';;;', '!!'])('what it makes matches %j as before', (text) => {
    for (const pattern of [/^-?\d*:/gv, /;;;|;;/gv, /[a-z]-{2}/gv, /(?<=!)!/gv]) {
      const escaped = escapeForEngine(String(pattern));
      const made = new RegExp(escaped.slice(1, escaped.lastIndexOf('/')), pattern.flags);
      expect([...text.matchAll(made)]).toEqual([...text.matchAll(pattern)]);
    }
  });
});
