import { expect, test } from 'bun:test';
import { PROJECT_ROOT } from '../../support/ways.ts';

const read = (name: string) => Bun.file(`${PROJECT_ROOT}${name}`).text();
const DOCUMENTS = ['SECURITY.md', 'SECURITY.zh-CN.md'];

/** Paths that a document names, in links to this repository or as code. */
function pathsIn(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
  const codes = [...text.matchAll(/`((?:src|test|docs|bench)\/[^`]*\.[a-z]+)`/g)].map(
    (match) => match[1] ?? '',
  );
  return [...links, ...codes].filter((path) => !path.startsWith('https://'));
}

/** Rows of the table below a heading, without its head. */
function rowsOf(text: string, heading: string): string[][] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) => row.slice(2, -2).split(' | '));
}

test.each(DOCUMENTS)('%s names only files that are there', async (name) => {
  const paths = pathsIn(await read(name));
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    expect([path, await Bun.file(`${PROJECT_ROOT}${path}`).exists()]).toEqual([path, true]);
  }
});

test.each([
  ['SECURITY.md', 'Findings'],
  ['SECURITY.zh-CN.md', '发现'],
])('%s has a test for each finding', async (name, heading) => {
  const rows = rowsOf(await read(name), heading);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    expect(row).toHaveLength(4);
    expect(pathsIn(row[3] ?? '')[0]).toMatch(/^test\/.*\.test\.ts$/);
  }
});

test('SECURITY.zh-CN.md names the same files as SECURITY.md, in the same order', async () => {
  const [english, chinese] = await Promise.all(DOCUMENTS.map(read));
  const own = (text = '') => pathsIn(text).filter((path) => !path.startsWith('SECURITY'));
  expect(own(chinese)).toEqual(own(english));
});

test('SECURITY.md speaks of every wall that a mutation breaks', async () => {
  const walls = await read('SECURITY.md');
  for (const file of [
    'meter.ts',
    'image.ts',
    'claim-word.ts',
    'prepared-cache.ts',
    'outcome.ts',
    'session.ts',
    'queue.ts',
    'image-format.ts',
  ]) {
    expect(walls).toContain(file);
  }
});
