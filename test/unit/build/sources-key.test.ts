import { expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyOfSources } from '../../../src/build/sources-key.ts';

const WHOLE: Readonly<Record<string, string>> = {
  'bun.lock': '{}',
  'package.json': '{}',
  'tsconfig.json': '{}',
  'src/guest/npm/x.ts': 'export default 1',
  'src/build/boot.ts': 'export const a = 1',
  'src/http/app.ts': 'export const app = 1',
};

async function keyOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'flow-codeblock-sources-'));
  try {
    for (const [path, text] of Object.entries(files)) await Bun.write(join(root, path), text);
    return await keyOfSources(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

test('keyOfSources() stays as long as what is generated does', async () => {
  expect(await keyOf(WHOLE)).toBe(await keyOf(WHOLE));
  expect(await keyOf({ ...WHOLE, 'src/http/app.ts': 'export const app = 2' })).toBe(
    await keyOf(WHOLE),
  );
});

test.each([
  ['a guest module', { 'src/guest/npm/x.ts': 'export default 2' }],
  ['what makes the image', { 'src/build/boot.ts': 'export const a = 2' }],
  ['a package', { 'bun.lock': '{"packages": {}}' }],
  ['a new module', { 'src/guest/npm/y.ts': 'export default 1' }],
  ['settings of the guest', { 'src/guest/tsconfig.json': '{}' }],
] as const)('keyOfSources() changes with %s', async (_, change) => {
  expect(await keyOf({ ...WHOLE, ...change })).not.toBe(await keyOf(WHOLE));
});
