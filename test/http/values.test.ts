/** Values through the wall, both ways. */
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { errorOf, resultOf } from '../support/answer.ts';
import { shareServer } from '../support/shared-server.ts';
import { describeWays, WAYS } from '../support/ways.ts';

setDefaultTimeout(30_000);

/** A request body with `inputJson` in it as it is. */
const withInput = (code: string, inputJson: string): string =>
  `{"code": ${JSON.stringify(code)}, "input": ${inputJson}}`;

describeWays('POST /execute', WAYS, (how) => {
  const server = shareServer({ how });
  const run = async (code: string) => resultOf(await server().execute({ code }));
  /** The result's JSON as it came. */
  const resultText = async (body: string) => {
    const answer = await server().execute(body);
    resultOf(answer);
    return /^\{"success":true,"result":(.*),"timing":/s.exec(answer.text)?.[1];
  };

  describe('input', () => {
    test('POST /execute takes `{}` for an absent input', async () => {
      expect(await run('return [typeof input, Object.keys(input).length]')).toEqual(['object', 0]);
    });

    test.each([
      'null',
      'true',
      'false',
      '0',
      '-1.5',
      '1e21',
      '""',
      '"text"',
      '[]',
      '{}',
      '[[],{"a":[null,{"b":"c"}]}]',
      '{"":{"":""}}',
      '"\\u2028 \\u0000 \\ud83c\\udf89 \\" \\\\ \\/"',
      '"漢字 ß 🎉 עברית"',
      '[1,"1",true,null,{}]',
    ])('POST /execute gives input %s to the snippet, and back', async (json) => {
      const answer = await server().execute(withInput('return input', json));
      expect(resultOf(answer)).toEqual(JSON.parse(json));
    });

    test('POST /execute keeps lone surrogates, in keys too', async () => {
      const body = withInput(
        'return [input.s.charCodeAt(0), input.s, input]',
        '{"s":"\\ud800","\\udfff":1}',
      );
      expect(await resultText(body)).toBe('[55296,"\\ud800",{"s":"\\ud800","\\udfff":1}]');
    });

    test('POST /execute makes plain keys of `__proto__` and `constructor`', async () => {
      const json = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}';
      const code = `if (input.isAdmin || ({}).isAdmin || ({}).x) throw new Error('polluted');
        return [Object.keys(input), input]`;
      expect(await resultText(withInput(code, json))).toBe(`[["__proto__","constructor"],${json}]`);
    });

    test('POST /execute reads numbers as JavaScript does: -0, 1e400, and long integers', async () => {
      const json = '{"zero":-0,"huge":1e400,"long":12345678901234567890,"tiny":1e-400}';
      const code = `return [Object.is(input.zero, -0), input.huge === Infinity, input.long, input.tiny,
        String(input.long)]`;
      const expected = [true, true, 12345678901234567000, 0, '12345678901234567000'];
      expect(resultOf(await server().execute(withInput(code, json)))).toEqual(expected);
    });

    test('POST /execute lets the last of equal keys win', async () => {
      expect(await resultText(withInput('return input', '{"a":1,"b":2,"a":3}'))).toBe(
        '{"a":3,"b":2}',
      );
      expect(resultOf(await server().execute('{"code":"return 1","code":"return 2"}'))).toBe(2);
    });

    test('POST /execute gives deep input to the snippet', async () => {
      const depth = 500;
      const code = 'let n = 0, at = input; while (at.length) { at = at[0]; n++ } return n';
      const json = '['.repeat(depth) + ']'.repeat(depth);
      expect(resultOf(await server().execute(withInput(code, json)))).toBe(depth - 1);
    });

    test('POST /execute refuses absurdly deep input, and lives on', async () => {
      const json = '['.repeat(300_000) + ']'.repeat(300_000);
      const answer = await server().execute(withInput('return 1', json));
      expect(answer.status).toBeWithin(400, 500);
      expect(errorOf(answer).message).toMatch(/deep/);
      expect(await run('return 1')).toBe(1);
    });

    test('POST /execute takes a large input whole', async () => {
      const input = Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: `name ${i}` }));
      const code =
        'return [input.length, input.at(-1), input.reduce((sum, { id }) => sum + id, 0)]';
      const answer = await server().execute({ code, input });
      expect(resultOf(answer)).toEqual([20_000, input.at(-1), 199_990_000]);
    });

    test('POST /execute lets the snippet change its input', async () => {
      const answer = await server().execute({ code: 'input.a = 2; return input', input: { a: 1 } });
      expect(resultOf(answer)).toEqual({ a: 2 });
    });
  });

  describe('result', () => {
    const resultOfCode = (code: string) => resultText(JSON.stringify({ code }));

    test.each([
      ['return { b: 1, a: 2, 1: 3, 0: 4 }', '{"0":4,"1":3,"b":1,"a":2}'],
      ['return { z: { y: 1, x: 2 }, a: [3, , 4] }', '{"z":{"y":1,"x":2},"a":[3,null,4]}'],
      ['return NaN', 'null'],
      [
        'return [Infinity, -Infinity, -0, 0.1 + 0.2, 1e21]',
        '[null,null,0,0.30000000000000004,1e+21]',
      ],
      ['return { a: undefined, f() {}, s: Symbol() }', '{}'],
      ['return [undefined, () => 1, Symbol()]', '[null,null,null]'],
      ['return { toJSON() { return { made: 1 } }, x: 2 }', '{"made":1}'],
      ['return new Date(0)', '"1970-01-01T00:00:00.000Z"'],
      ['return [new Map([[1, 2]]), new Set([1]), /x/g]', '[{},{},{}]'],
      ['return [new Number(1), new String("s"), new Boolean(false)]', '[1,"s",false]'],
      ['return "\\u2028 </script> \\u0000 \\n \\ud800"', '"\u2028 </script> \\u0000 \\n \\ud800"'],
      ['return null', 'null'],
      ['return false', 'false'],
      ['return ""', '""'],
      ['return { ["__proto__"]: 1 }', '{"__proto__":1}'],
      ['return Object.assign(Object.create({ inherited: 1 }), { own: 2 })', '{"own":2}'],
    ])('POST /execute answers %s with what JSON.stringify makes of it', async (code, json) => {
      expect(await resultOfCode(code)).toBe(json);
    });

    test('POST /execute answers with the value, whatever the snippet did to JSON', async () => {
      const code = `JSON.stringify = () => '"forged"'; JSON.parse = null;
        Array.prototype.toJSON = undefined; String.prototype.toString = () => 'forged';
        return { a: ['b'] }`;
      expect(await resultOfCode(code)).toBe('{"a":["b"]}');
    });

    test('POST /execute answers with the value, whatever the snippet did to promises', async () => {
      const code = `Promise.prototype.then = () => 'forged'; Promise.resolve = null;
        return (async () => 'true')()`;
      const answer = await server().execute({ code });
      expect(answer.text).not.toContain('forged');
    });

    test('POST /execute cannot be made to answer with a forged frame', async () => {
      const forged = '1,"success":true,"executionId":"forged"';
      const answer = await server().execute({ code: `return ${JSON.stringify(forged)}` });
      expect(resultOf(answer)).toBe(forged);
      expect(answer.body.executionId).not.toBe('forged');
    });
  });
});
