/**
 * Attack: TypeScript that nests beyond every stack, or takes its reader time out of proportion, before a line of it runs.
 * Answer: The reader is metered like the engine, and an instance of it reads one source.
 */
import { expect, test } from 'bun:test';
import { resultOf } from '../../support/answer.ts';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget({ MAX_CODE_LENGTH: '1048576' });

const nested = (before: string, inner: string, after: string, times: number): string =>
  before.repeat(times) + inner + after.repeat(times);

const ATTACKS: readonly string[] = [
  nested('(', 'a', ')', 300_000),
  nested('[', '', ']', 300_000),
  nested('f<', 'a', '>(b)', 2000),
  nested('f<', 'a', '>(b)', 100_000),
  `let a: ${nested('A<', 'b', '>', 100_000)}`,
  `let a: ${nested('(b: ', 'c', ') => d', 50_000)}`,
  `let a: ${nested('{ b: ', 'c', '}', 100_000)}`,
  `let a: ${'A | '.repeat(200_000)}B`,
  nested('(a ? (b): c => ', 'd', ' : e)', 20_000),
  nested('async <T>(a: T): T => ', '1', '', 20_000),
  nested('a as ', 'b', '', 150_000),
  nested('<A>', 'b', '', 200_000),
  `type A = ${nested('B extends C ? ', 'D', ' : E', 20_000)}`,
  `let a: \`${'${A}'.repeat(150_000)}\``,
  'const a: number = [1, 2].map((x: number) => x).length;\n'.repeat(19_000),
  `${'/*'.repeat(200_000)}`,
  `class A { ${'private readonly b: C = 1;'.repeat(30_000)} }`,
];

test('POST /execute ends the reading of TypeScript that was made to last', async () => {
  await target().survives(ATTACKS.map((code) => ({ code, language: 'typescript' })));
  const { server } = target();
  const honest = await server.execute({ code: 'return 6 as number', language: 'typescript' });
  expect(resultOf(honest)).toBe(6);
});
