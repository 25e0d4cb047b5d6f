import { expect, test } from 'bun:test';
import { modulesDocument } from '../../../src/build/module-docs.ts';

/** Without the sizes, which change a little with every change to what they are the sizes of. */
const lasting = (document: string) => document.replaceAll(/ \| [0-9.]+ MB \|$/gm, '');

test('modulesDocument() prints what stands in docs/modules.md', async () => {
  const path = new URL('../../../docs/modules.md', import.meta.url);
  const document = await Bun.file(path).text();
  // `bun run docs` prints it.
  expect(lasting(document)).toBe(lasting(modulesDocument()));
});
