/**
 * Files that the executable carries, read from it as from any file. Bun maps all of them, and what is read there counts as
 * memory of the process ever after: thirty megabytes, once snippets have wanted most modules. So an index of where each lies
 * follows the executable's last byte:
 *
 *     JSON { name: [offset, length] } · its length in bytes (u32, little-endian) · magic (8 bytes)
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename } from 'node:path';

export type OwnFiles = Readonly<Record<string, readonly [offset: number, length: number]>>;

/** Where the files of a compiled program are for Bun. */
const EMBEDDED = '/$bunfs/';
/** What Bun puts behind a file's name. */
const HASHED = /-[a-z0-9]{8}(?=\.[a-z]+$)/;

const MAGIC = Buffer.from('flowfile');
const TAIL_BYTES = 4 + MAGIC.length;

/** The executable even where another was put in its place. Linux; elsewhere there is no index, and none is needed. */
const EXECUTABLE = '/proc/self/exe';

export function encodeIndex(files: OwnFiles): Buffer {
  const json = Buffer.from(JSON.stringify(files));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([json, length, MAGIC]);
}

/** The name of a file in the index, from the path that Bun gives it. */
export const nameInIndex = (path: string): string => basename(path).replace(HASHED, '');

/** Reads files of the program by their paths, from the executable where its index has them. */
export class OwnFileReader {
  readonly #executable: string;
  #index: OwnFiles | undefined;

  constructor(executable = EXECUTABLE) {
    this.#executable = executable;
  }

  read(path: string): Uint8Array<ArrayBuffer> {
    const place = path.startsWith(EMBEDDED) ? this.#places()[nameInIndex(path)] : undefined;
    if (!place) return new Uint8Array(readFileSync(path));
    const [offset, length] = place;
    return this.#withFile((file) => readAt(file, offset, length));
  }

  #places(): OwnFiles {
    this.#index ??= this.#withFile(readIndex);
    return this.#index;
  }

  #withFile<T>(use: (file: number) => T): T {
    const file = openSync(this.#executable, 'r');
    try {
      return use(file);
    } finally {
      closeSync(file);
    }
  }
}

/** Empty where no index follows. */
function readIndex(file: number): OwnFiles {
  const { size } = fstatSync(file);
  if (size < TAIL_BYTES) return {};
  const tail = Buffer.from(readAt(file, size - TAIL_BYTES, TAIL_BYTES));
  if (!tail.subarray(4).equals(MAGIC)) return {};
  const length = tail.readUInt32LE();
  const json = readAt(file, size - TAIL_BYTES - length, length);
  return { __proto__: null, ...JSON.parse(Buffer.from(json).toString()) } as OwnFiles;
}

/** @throws when the file ends before */
function readAt(file: number, offset: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const count = readSync(file, bytes, read, length - read, offset + read);
    if (count === 0)
      throw new Error('Cannot read the executable: it is shorter than its index says');
    read += count;
  }
  return bytes;
}
