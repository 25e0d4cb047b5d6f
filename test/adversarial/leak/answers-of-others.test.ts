/**
 * Attack: A canary in the code, input, output, errors and names of one run; looked for in the answers
 * to others that fail, print, come again or say nothing, on the same worker.
 * Answer: An answer is made of its own run's texts; the worker keeps prepared code alone, found by the
 * whole text of a snippet.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget({ WORKERS: '1', MAX_WORKERS: '1' });
const CANARY = 'kanarie-90c2e7';

const FIRST: readonly string[] = [
  `console.log("${CANARY}"); return "${CANARY}"`,
  `throw new Error("${CANARY}")`,
  `let ${CANARY.replace('-', '_')} = "${CANARY}"; return typo_${CANARY.replace('-', '_')}`,
  `return "${CANARY}`,
  `function ${CANARY.replace('-', '_')}() { null.x } ${CANARY.replace('-', '_')}()`,
  `return input.c.repeat(1e4)`,
  `for (;;) globalThis.x = input.c`,
  `setTimeout(() => console.log(input.c), 5); return new Promise(() => {})`,
  `const a = []; for (;;) a.push(input.c + a.length)`,
  `const f = () => f(input.c); f()`,
  `require(input.c)`,
  `return { toJSON() { throw new Error(input.c) } }`,
];

/** Others, whose answers say something: results, errors with places and hints, output, refusals. */
const THEN: readonly string[] = [
  'return input',
  'return',
  'throw new Error()',
  'throw undefined',
  'return undefinedName',
  'null.x',
  'return "',
  'console.log(); console.log(undefined, null, [,]); return 1',
  'return new Error("x").stack',
  'return Object.getOwnPropertyNames(globalThis)',
  'return new Promise(() => {})',
  'return 1n',
  'for (;;);',
  'const f = () => f(); f()',
  'return require("nothing")',
  'return [Function.prototype.toString.call(console.log), Symbol.keyFor(Symbol.for("a")), new Date(NaN) + "", /x/.exec("x")]',
  'setTimeout(() => console.log("late"), 10); await new Promise((r) => setTimeout(r, 30)); return 1',
];

test('No answer holds what another run was given or said', async () => {
  for (const plant of FIRST) {
    for (let round = 0; round < 2; round++) {
      await target().survives([{ code: plant, input: { c: CANARY, [CANARY]: CANARY } }], {
        timeoutMs: 60,
      });
      const ended = await target().survives(
        THEN.map((code) => ({ code, input: { a: 1 } })),
        { timeoutMs: 60 },
      );
      const told = ended.filter(({ answer }) => answer.text.includes('kanarie'));
      expect(told.map(({ code, answer }) => [plant, code, answer.text])).toEqual([]);
    }
  }
});

test('Snippets that differ in one character, or only in their encoding, do not answer for each other', async () => {
  const same = 'void input;'.repeat(50);
  const rows = await Promise.all(
    Array.from({ length: 300 }, async (_, i) => {
      const code = `${same} return ${i % 10}`;
      const body = i % 3 === 0 ? { code } : { codebase64: Buffer.from(code).toString('base64') };
      const { body: answer } = await target().server.execute(body);
      return answer.success && answer.result === i % 10;
    }),
  );
  expect(rows.every(Boolean)).toBe(true);
});
