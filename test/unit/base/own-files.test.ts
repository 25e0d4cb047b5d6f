import { expect, test } from 'bun:test';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  encodeIndex,
  nameInIndex,
  OwnFileReader,
  type OwnFiles,
} from '../../../src/base/own-files.ts';
import { BINARY_PATH, describeWays } from '../../support/ways.ts';

/** A file that ends as an executable does. */
function withExecutable(content: string, index: OwnFiles | undefined, use: (path: string) => void) {
  const directory = mkdtempSync(join(tmpdir(), 'flow-codeblock-own-'));
  const path = join(directory, 'executable');
  writeFileSync(path, content);
  if (index) writeFileSync(path, encodeIndex(index), { flag: 'a' });
  try {
    use(path);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test('nameInIndex takes off what Bun puts behind a name, and nothing else', () => {
  expect(nameInIndex('/$bunfs/root/npm-dayjs.text-q5ezebwh.bin')).toBe('npm-dayjs.text.bin');
  expect(nameInIndex('/$bunfs/root/npm-xlsx-9258d74a1b16.image-fxy1v72x.bin')).toBe(
    'npm-xlsx-9258d74a1b16.image.bin',
  );
});

test('OwnFileReader reads a file of the executable where its index says, and as often as wanted', () => {
  withExecutable('ELF…one-two…', { 'a.text.bin': [6, 3], 'b.image.bin': [10, 3] }, (path) => {
    const reader = new OwnFileReader(path);
    expect(textOf(reader.read('/$bunfs/root/a.text-12345678.bin'))).toBe('one');
    expect(textOf(reader.read('/$bunfs/root/b.image-abcdefgh.bin'))).toBe('two');
    expect(textOf(reader.read('/$bunfs/root/a.text-12345678.bin'))).toBe('one');
  });
});

test('OwnFileReader reads other files as they are, and those no index names', () => {
  withExecutable('just text', undefined, (path) => {
    expect(textOf(new OwnFileReader(path).read(path))).toBe('just text');
    expect(() => new OwnFileReader(path).read('/$bunfs/root/a.text-12345678.bin')).toThrow(
      'ENOENT',
    );
  });
  withExecutable('just text', {}, (path) => {
    expect(() => new OwnFileReader(path).read('/$bunfs/root/toString-12345678.bin')).toThrow(
      'ENOENT',
    );
  });
});

test('OwnFileReader refuses an executable that is shorter than its index says', () => {
  withExecutable('short', { 'a.bin': [2, 1000] }, (path) => {
    const read = () => new OwnFileReader(path).read('/$bunfs/root/a-12345678.bin');
    expect(read).toThrow('it is shorter than its index says');
  });
});

describeWays('The files of the executable', ['binary'], () => {
  test('all of them are where its index says, as they were made', () => {
    const reader = new OwnFileReader(BINARY_PATH);
    const generated = fileURLToPath(new URL('../../../src/generated/', import.meta.url));
    const names = ['texts', 'images'].flatMap((folder) =>
      readdirSync(generated + folder).map((name) => `${folder}/${name}`),
    );
    expect(names.length).toBeGreaterThan(200);
    for (const name of names) {
      const path = `/$bunfs/root/${basename(name).replace('.bin', '-00000000.bin')}`;
      expect(reader.read(path)).toEqual(new Uint8Array(readFileSync(generated + name)));
    }
  });
});
