import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { attackDocument, listAttacks, readHead } from '../../../src/build/attack-docs.ts';
import { PROJECT_ROOT } from '../../support/ways.ts';

test('attackDocument prints what stands in docs/attacks.md', async () => {
  const document = await Bun.file(join(PROJECT_ROOT, 'docs/attacks.md')).text();
  expect(document).toBe(attackDocument(await listAttacks()));
});

test('readHead joins the lines of an attack and of its answer', () => {
  const source = '/**\n * Attack: One\n * and two.\n * Answer: Three\n * and four.\n */\nimport';
  expect(readHead(source, 'x')).toEqual({ attack: 'One and two.', answer: 'Three and four.' });
});

test('readHead leaves out what follows an empty line', () => {
  const source = '/**\n * Attack: One.\n * Answer: Two.\n *\n * More.\n */\nimport';
  expect(readHead(source, 'x')).toEqual({ attack: 'One.', answer: 'Two.' });
});

test.each(['', 'import', '/** Attack: One. Answer: Two. */', '/**\n * Attack: One.\n */\n'])(
  'readHead refuses a file that does not say what it is: %j',
  (source) => {
    expect(() => readHead(source, 'x.test.ts')).toThrow('x.test.ts begins otherwise');
  },
);
