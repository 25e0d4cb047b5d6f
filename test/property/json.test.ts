/** JSON goes in and comes out as the language has it: the engine's reader and writer against the host's. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { checkProperty } from '../support/fuzz.ts';
import { jsonText } from '../support/json-text.ts';
import { makeSandbox, makeWorld, type Ran, runSnippet } from '../support/sandbox.ts';
import { shareServer } from '../support/shared-server.ts';

setDefaultTimeout(120_000);

const server = shareServer({ how: 'in-process', env: { WORKERS: '1', MAX_WORKERS: '1' } });
const box = await makeSandbox({ world: await makeWorld() });

/** What a conforming engine writes of what it has read. */
const roundTrip = (text: string): string => JSON.stringify(JSON.parse(text));

function jsonOf({ step }: Ran): string {
  box.sandbox.reset();
  if (step?.ok) return step.json;
  throw new Error(`Cannot take the result: the run ended with ${JSON.stringify(step)}`);
}

test('a snippet gives back the input it was given', async () => {
  await checkProperty(
    fc.property(jsonText, (text) => {
      const requestText = `{"input":${text}}`;
      expect(jsonOf(runSnippet(box, 'return input', { requestText }))).toBe(roundTrip(text));
    }),
    1000,
  );
});

test('a snippet reads and writes JSON as the language says', async () => {
  const code = 'return JSON.stringify(JSON.parse(input))';
  await checkProperty(
    fc.property(jsonText, (text) => {
      const requestText = JSON.stringify({ input: text });
      expect(JSON.parse(jsonOf(runSnippet(box, code, { requestText })))).toBe(roundTrip(text));
    }),
    500,
  );
});

test('a snippet sees each number of its input as the language reads it', async () => {
  const code =
    'return input.map((n) => Object.is(n, -0) ? "-0" : n === Infinity ? "max" : n === -Infinity ? "min" : String(n))';
  const numbers = [
    ...['-0', '0', '1e400', '-1e400', '1e-400', '5e-324', '4.9406564584124654e-324', '2e-324'],
    ...[
      '9007199254740993',
      '1.7976931348623158e308',
      '1.7976931348623159e308',
      '0.1',
      '1e21',
      '1e-7',
    ],
    ...[
      '123456789012345680000',
      '2.2250738585072011e-308',
      '4.35',
      '5e-325',
      '100000000000000016777215',
    ],
  ];
  const show = (n: number) =>
    Object.is(n, -0) ? '-0' : n === Infinity ? 'max' : n === -Infinity ? 'min' : String(n);
  const requestText = `{"input":[${numbers.join()}]}`;
  expect(JSON.parse(jsonOf(runSnippet(box, code, { requestText })))).toEqual(
    numbers.map((text) => show(JSON.parse(text))),
  );
});

test('POST /execute gives back the input it was given', async () => {
  await checkProperty(
    fc.asyncProperty(jsonText, async (text) => {
      const { text: answer } = await server().execute(`{"code":"return input","input":${text}}`);
      // Compared as text: reading the answer here would even out what is to be seen.
      expect(answer).toStartWith(`{"success":true,"result":${roundTrip(text)},"timing":`);
    }),
    200,
  );
});
