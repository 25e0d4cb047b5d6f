import { expect, test } from 'bun:test';
import { PROJECT_ROOT } from '../support/ways.ts';
import { mutate } from './mutation.ts';
import { MUTATIONS } from './mutations.ts';

test('MUTATIONS have ids of their own', () => {
  const ids = MUTATIONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(MUTATIONS.map((mutation) => [mutation.id, mutation] as const))(
  'MUTATIONS fit the source: %s',
  async (_, mutation) => {
    const source = await Bun.file(`${PROJECT_ROOT}${mutation.file}`).text();
    const broken = mutate(source, mutation);
    expect(broken).not.toBe(source);
    // It must be the guarantee that breaks, not the syntax.
    expect(() => new Bun.Transpiler({ loader: 'ts' }).transformSync(broken)).not.toThrow();
    expect(mutation.tests.length).toBeGreaterThan(0);
    for (const file of mutation.tests) {
      expect([file, await Bun.file(`${PROJECT_ROOT}${file}`).exists()]).toEqual([file, true]);
    }
  },
);

test('mutate() refuses a text that is not there, or there twice', () => {
  const [mutation] = MUTATIONS;
  if (!mutation) throw new Error('Cannot test: there is no mutation');
  expect(() => mutate('', mutation)).toThrow('0 times');
  expect(() => mutate(mutation.text + mutation.text, mutation)).toThrow('2 times');
});
