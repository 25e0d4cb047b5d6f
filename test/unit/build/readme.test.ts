import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { settingsTable, withTable } from '../../../src/build/config-docs.ts';
import { PROJECT_ROOT } from '../../support/ways.ts';

const READMES = ['README.md', 'README.zh-CN.md'] as const;
const BETWEEN_MARKS = /<!-- settings -->\n([\s\S]*?)\n<!-- \/settings -->/g;

const readText = (name: string) => Bun.file(join(PROJECT_ROOT, name)).text();

describe.each(READMES)('%s', (name) => {
  test('settingsTable prints what stands between the marks', async () => {
    const tables = [...(await readText(name)).matchAll(BETWEEN_MARKS)].map(([, table]) => table);
    expect(tables).toEqual([settingsTable()]);
  });

  test('withTable leaves it as it is', async () => {
    const text = await readText(name);
    expect(withTable(text)).toBe(text);
  });

  test('the links lead to files that are there', async () => {
    const links = [...(await readText(name)).matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path);
    expect(links.length).toBeGreaterThan(0);
    for (const path of links) {
      expect({ path, isThere: await Bun.file(join(PROJECT_ROOT, path ?? '')).exists() }).toEqual({
        path,
        isThere: true,
      });
    }
  });

  test('the commands are scripts of package.json', async () => {
    const manifest = await Bun.file(join(PROJECT_ROOT, 'package.json')).json();
    const scripts = [...(await readText(name)).matchAll(/bun(?:@\S+)? run ([a-z:]+)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, script] of scripts) expect(manifest.scripts).toHaveProperty([script ?? '']);
  });
});

describe('withTable', () => {
  test('withTable refuses a text without its marks', () => {
    expect(() => withTable('no marks here')).toThrow('the marks are missing');
  });
});
