/** `Error.captureStackTrace`: V8's, and so Node's; what of it there can be without V8. */
import { expect, test } from 'bun:test';
import { makeSandbox, makeWorld, returnedBy, runSnippet } from '../../support/sandbox.ts';

const box = await makeSandbox({ world: await makeWorld() });

test('Error.captureStackTrace gives a stack to what has none, and hides itself in it', () => {
  const code = `
    class Problem extends Error {
      constructor(message) { super(message); this.name = 'Problem'; Error.captureStackTrace(this, Problem); }
    }
    const bare = {};
    Error.captureStackTrace(bare);
    const refused = [1, null, undefined, 'a'].map((each) => {
      try { Error.captureStackTrace(each); return 'no'; } catch (error) { return error.name; }
    });
    return [String(new Problem('x')), /snippet/.test(new Problem('x').stack), /snippet/.test(bare.stack),
      /captureStackTrace/.test(bare.stack), Object.keys(bare), refused];`;
  expect(returnedBy(runSnippet(box, code))).toEqual([
    ...['Problem: x', true, true, false, []],
    ['TypeError', 'TypeError', 'TypeError', 'TypeError'],
  ]);
});

test('Error.captureStackTrace asks nothing that a snippet has put on all objects', () => {
  const code = `
    for (const key of ['get', 'set', 'value']) Object.prototype[key] = () => { throw new Error(key) };
    const target = {};
    Error.captureStackTrace(target);
    for (const key of ['get', 'set', 'value']) delete Object.prototype[key];
    return typeof target.stack`;
  expect(returnedBy(runSnippet(box, code))).toBe('string');
});
