import { beforeAll, describe, expect, test } from 'bun:test';
import { locate, wrap } from '../../../src/sandbox/source.ts';
import {
  failureOf,
  makeSandbox,
  makeWorld,
  runSnippet,
  type TestSandbox,
} from '../../support/sandbox.ts';

let box: TestSandbox;
beforeAll(async () => {
  box = await makeSandbox({ world: await makeWorld() });
});

/** Where a failure says that it happened. */
function placeOf(code: string): readonly [number | undefined, number | undefined] {
  const { line, column } = failureOf(runSnippet(box, code));
  box.sandbox.reset();
  return [line, column];
}

describe('wrap()', () => {
  test('wrap() keeps the snippet on its own lines and lets no comment at its end swallow the rest', () => {
    for (const isAsync of [false, true]) {
      const wrapped = wrap('return 1 // one', isAsync);
      expect(wrapped.split('\n')[0]).toEndWith('return 1 // one');
      expect(wrapped).toEndWith('\n})');
    }
  });
});

describe('locate()', () => {
  const frame = (name: string, line: number, column: number) =>
    `    at ${name} (snippet.js:${line}:${column})`;

  test('locate() moves columns of the first line only, by the width of the wrapper', () => {
    for (const isAsync of [false, true]) {
      const shift = wrap('', isAsync).indexOf('\n');
      const { place, stack } = locate(`${frame('f', 1, shift + 5)}\n${frame('g', 2, 5)}`, isAsync);
      expect(place).toEqual({ line: 1, column: 5 });
      expect(stack).toBe(`${frame('f', 1, 5)}\n${frame('g', 2, 5)}`);
    }
  });

  test('locate() never gives a column before the first', () => {
    expect(locate(frame('f', 1, 2), false).place).toEqual({ line: 1, column: 1 });
  });

  test('locate() leaves the prelude out, and built-ins that called the snippet', () => {
    const text = [
      '    at map (native)',
      frame('f', 3, 4),
      '    at apply (native)',
      '    at start (flow-codeblock:487:28)',
      '    at call (native)',
      '',
    ].join('\n');
    expect(locate(text, false)).toEqual({
      place: { line: 3, column: 4 },
      stack: `    at map (native)\n${frame('f', 3, 4)}`,
    });
  });

  test("locate() gives no place where no frame is the snippet's", () => {
    const nothing = { place: undefined, stack: '' };
    for (const text of [
      '',
      'Error',
      '    at parse (native)',
      '    at start (flow-codeblock:1:2)',
    ]) {
      expect(locate(text, false)).toEqual(nothing);
    }
  });

  test('locate() takes forged stacks for what they are', () => {
    const forged = [
      '    at x (snippet.js:99999999999999999999:1)',
      '    at x (snippet.js:1e3:1)',
      '    at x (/etc/passwd:1:1)',
      '    at x (snippet.js:-1:1)',
      `    at ${'('.repeat(5000)} (snippet.js`,
      `    at ${' ('.repeat(4000)}native`,
    ].join('\n');
    const { place, stack } = locate(forged, false);
    expect(place).toBeUndefined();
    expect(stack).toBe('');
  });

  test('locate() gives at most 20 frames', () => {
    const many = Array.from({ length: 100 }, (_, i) => frame('f', i + 2, 1)).join('\n');
    expect(locate(many, false).stack.split('\n')).toHaveLength(20);
  });
});

describe('the place of an error', () => {
  test.each<[string, number, number]>([
    ['return nothing', 1, 8],
    ['  null.x', 1, 7],
    ['\n\n  null.x', 3, 7],
    ['await null; null.x', 1, 17],
    ['await null;\nnull.x', 2, 5],
    ['const f = () => {\n  throw new Error("x");\n};\nreturn f()', 2, 18],
    ['return [1].map(() => nothing)', 1, 22],
    ['return await (async () => {\n  await null;\n  return nothing;\n})()', 3, 10],
    ['new Promise(() => null.x);\nreturn new Promise((_, no) => no(new Error("x")))', 2, 43],
    ['class A {\n  get x() { return nothing }\n}\nreturn new A().x', 2, 20],
    ['/* äöü */ nothing', 1, 11],
    ['return `${nothing}`', 1, 11],
  ])("the place of an error is the caller's own: %j", (code, line, column) => {
    expect(placeOf(code)).toEqual([line, column]);
  });

  test("the stack names the snippet's functions and nothing of the host or the prelude", () => {
    const code =
      'function inner() { return nothing }\nconst outer = () => [1].map(inner);\nreturn outer()';
    const { stack = '' } = failureOf(runSnippet(box, code));
    box.sandbox.reset();
    expect(stack.split('\n').map((line) => line.trim().replace(/:\d+:\d+/, ''))).toEqual([
      'at inner (snippet.js)',
      'at map (native)',
      'at outer (snippet.js)',
      'at <anonymous> (snippet.js)',
    ]);
  });
});
