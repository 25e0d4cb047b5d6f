import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { errorOf, resultOf } from '../support/answer.ts';
import { shareServer } from '../support/shared-server.ts';
import { describeWays, WAYS } from '../support/ways.ts';

setDefaultTimeout(30_000);

const SUM = `interface Order { readonly price: number; count?: number }
const total = (orders: Order[]): number =>
  orders.reduce((sum: number, { price, count = 1 }: Order) => sum + price * count, 0);
return total(input as Order[]);`;
const ORDERS = [{ price: 2, count: 3 }, { price: 4 }];

describeWays('POST /execute of TypeScript', WAYS, (how) => {
  const server = shareServer({ how });
  const execute = (code: string, language = 'typescript', input: unknown = ORDERS) =>
    server().execute({ code, language, input });

  describe('the language', () => {
    test('POST /execute takes the types out, the first time and from then on', async () => {
      for (let time = 0; time < 4; time++) expect(resultOf(await execute(SUM))).toBe(10);
    });

    test('POST /execute takes TypeScript in base64', async () => {
      const body = { codebase64: btoa(SUM), language: 'typescript', input: ORDERS };
      expect(resultOf(await server().execute(body))).toBe(10);
    });

    test('POST /execute awaits at the top level of TypeScript', async () => {
      expect(resultOf(await execute('return (await Promise.resolve<number>(3)) as number'))).toBe(
        3,
      );
    });

    test('POST /execute reads a snippet as JavaScript unless told otherwise', async () => {
      for (const body of [{ code: SUM }, { code: SUM, language: 'javascript' }]) {
        expect(errorOf(await server().execute(body)).code).toBe('syntax_error');
      }
    });

    test('POST /execute keeps the same text in two languages apart', async () => {
      // A comparison of three in JavaScript, a call with a type in TypeScript.
      const code = 'const f = (x = 7) => x; return f<Number>(3)';
      for (let time = 0; time < 3; time++) {
        expect(resultOf(await execute(code, 'javascript'))).toBe(false);
        expect(resultOf(await execute(code))).toBe(3);
      }
    });

    test('POST /execute refuses a language that it does not know, and names the field', async () => {
      const error = errorOf(await execute('return 1', 'python'));
      expect(error.code).toBe('invalid_request');
      expect(error.message).toContain("'language'");
    });
  });

  describe('an error', () => {
    test('POST /execute places what TypeScript throws in the source with its types', async () => {
      const code =
        'type A = { b: string };\nconst x: A | undefined = undefined as any;\nreturn (x as A).b;';
      expect(errorOf(await execute(code))).toMatchObject({
        type: 'TypeError',
        line: 3,
        column: 16,
      });
    });

    test('POST /execute places a syntax error in the source with its types', async () => {
      const error = errorOf(await execute('const a: number = 1;\nconst b: string = ;'));
      expect(error).toMatchObject({ code: 'syntax_error', line: 2, column: 19 });
      expect(error.hint).toContain('2 | const b: string = ;');
    });

    test('POST /execute says what to write instead of an enum', async () => {
      const error = errorOf(await execute('enum Kind { A }\nreturn Kind.A'));
      expect(error).toMatchObject({ code: 'syntax_error', line: 1, column: 1 });
      expect(error.hint).toContain("'as const'");
    });

    test('POST /execute applies the static check to TypeScript', async () => {
      expect(errorOf(await execute('while (true) { const a: number = 1 }')).code).toBe(
        'forbidden_pattern',
      );
    });
  });
});
