/** What a beginner is told when a snippet fails. */
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { errorOf } from '../support/answer.ts';
import { shareServer } from '../support/shared-server.ts';
import { describeWays, PROJECT_ROOT, WAYS } from '../support/ways.ts';

setDefaultTimeout(30_000);

interface Place {
  readonly what: string;
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

const THROWN: readonly Place[] = [
  { what: 'on the first line', code: 'return totl', line: 1, column: 8 },
  { what: 'after white space on the first line', code: '    null.x', line: 1, column: 9 },
  { what: 'on a later line', code: '// one\n\n  return totl + 1', line: 3, column: 10 },
  { what: 'after Windows line ends', code: 'let a = 1;\r\n\r\nreturn totl', line: 3, column: 8 },
  { what: 'after an await', code: 'await null;\nreturn totl', line: 2, column: 8 },
  { what: 'on the first line of async code', code: 'await 1; totl', line: 1, column: 10 },
  {
    what: 'inside a callback of a built-in',
    code: 'const f = (x) => x.y.z;\nreturn [{}].map(f)',
    line: 1,
    column: 21,
  },
  {
    what: 'inside a promise callback',
    code: 'return Promise.resolve(1)\n  .then((x) => { totl })',
    line: 2,
    column: 18,
  },
  {
    what: 'inside an async function that was awaited',
    code: 'async function f() {\n  await null;\n  totl;\n}\nawait f();',
    line: 3,
    column: 3,
  },
];

const UNPARSABLE: readonly Place[] = [
  { what: 'on the first line', code: 'let a = ;', line: 1, column: 9 },
  { what: 'on a later line', code: 'let a = 1;\nlet b = 2;\n  let = 3 +;', line: 3, column: 0 },
  { what: 'in async code', code: 'await 1;\nreturn }', line: 2, column: 8 },
  { what: 'past the end', code: 'if (true) {\n  return 1\n', line: 0, column: 0 },
];

describeWays('POST /execute', WAYS, (how) => {
  const server = shareServer({ how });
  const fail = async (code: string) => errorOf(await server().execute({ code }));

  test.each(THROWN)(
    'POST /execute places an error that is thrown $what',
    async ({ code, line, column }) => {
      const error = await fail(code);
      expect(error.code).toBe('guest_threw');
      expect([error.line, error.column]).toEqual([line, column]);
      expect(error.stack).toContain(`snippet.js:${line}:${column}`);
    },
  );

  test.each(UNPARSABLE)(
    'POST /execute places a syntax error $what',
    async ({ code, line, column }) => {
      const error = await fail(code);
      expect([error.type, error.code]).toEqual(['SyntaxError', 'syntax_error']);
      const lines = code.split('\n').length;
      expect(error.line).toBeWithin(1, lines + 1);
      if (line > 0) expect(error.line).toBe(line);
      if (column > 0) expect(error.column).toBe(column);
      const [shown = '', caret = ''] = error.hint?.split('\n') ?? [];
      expect(shown).toContain(code.split('\n')[(error.line ?? 0) - 1] ?? '?');
      expect(caret).toMatch(/\^$/);
    },
  );

  test('POST /execute cannot be given code that closes the function around it', async () => {
    for (const code of ['}); throw 1; (function(){', '} catch {} {', '}', '})()']) {
      expect((await fail(code)).code).toBe('syntax_error');
    }
  });

  test('POST /execute names nothing but the snippet in stacks', async () => {
    const code = `function inner() { throw new TypeError('deep') }
      function outer() { return [3, 1].sort(() => inner()) }
      return outer()`;
    const { stack = '', type, message } = await fail(code);
    expect([type, message]).toEqual(['TypeError', 'deep']);
    expect(stack).toContain('at inner (snippet.js:1:');
    expect(stack).toContain('at outer (snippet.js:2:');
    for (const frame of stack.split('\n')) {
      expect(frame).toMatch(/^ {4}at \S+( \S+)* \((snippet\.js:\d+:\d+|native)\)$/);
    }
  });

  test('POST /execute lets the snippet see no other file in its own stacks', async () => {
    const answer = await server().execute({ code: 'return new Error("x").stack' });
    expect(answer.text).not.toMatch(/prelude|start\.ts|node_modules|worker/);
    expect(answer.text).not.toContain(PROJECT_ROOT);
  });

  describe('what was thrown', () => {
    test.each([
      ['throw new RangeError("too far")', 'RangeError', 'too far'],
      [
        'class MyError extends Error { name = "MyError" }; throw new MyError("mine")',
        'MyError',
        'mine',
      ],
      ['throw "plain text"', 'RuntimeError', 'plain text'],
      ['throw 42', 'RuntimeError', '42'],
      ['throw null', 'RuntimeError', 'null'],
      ['throw undefined', 'RuntimeError', 'undefined'],
      ['throw { code: 7 }', 'RuntimeError', '{"code":7}'],
      ['return Promise.reject(new SyntaxError("late"))', 'SyntaxError', 'late'],
      ['await Promise.reject("text")', 'RuntimeError', 'text'],
      ['JSON.parse("{")', 'SyntaxError', ''],
    ])('POST /execute keeps name and text of %s', async (code, type, message) => {
      const error = await fail(code);
      expect(error.code).toBe('guest_threw');
      expect(error.type).toBe(type);
      if (message) expect(error.message).toBe(message);
    });

    test('POST /execute describes what resists being described', async () => {
      const hostile = [
        'throw { get message() { throw 1 }, toJSON() { throw 2 }, toString() { throw 3 } }',
        'throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })',
        'throw Object.assign(new Error("x"), { name: { toString() { throw 1 } } })',
        'throw Symbol("s")',
        'const e = new Error("x"); Object.defineProperty(e, "stack", { get() { throw 1 } }); throw e',
        'throw Object.create(null)',
      ];
      for (const code of hostile) expect((await fail(code)).code).toBe('guest_threw');
    });

    test('POST /execute bounds what a thrown error may say', async () => {
      const answer = await server().execute({ code: 'throw new Error("x".repeat(1e6))' });
      expect(answer.text.length).toBeLessThan(20_000);
    });
  });

  describe('hints', () => {
    test('POST /execute suggests a declared name that is nearly the one used', async () => {
      const { hint } = await fail('const total = 1;\nreturn totl');
      expect(hint).toMatch(/total/);
    });

    test('POST /execute suggests a global that is nearly the one used', async () => {
      expect((await fail('return Maht.max(1, 2)')).hint).toMatch(/Math/);
      expect((await fail('return inptu.x')).hint).toMatch(/input/);
    });

    test('POST /execute suggests no name where none is near', async () => {
      expect((await fail('return zzqqxxyy')).hint ?? '').not.toMatch(/did you mean/i);
    });

    test('POST /execute suggests a method that is nearly the one called', async () => {
      expect((await fail('const list = [1];\nreturn list.fliter((x) => x)')).hint).toMatch(
        /filter/,
      );
    });
  });
});
