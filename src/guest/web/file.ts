/** `File`. @see https://w3c.github.io/FileAPI/#file-section */
import { ERR_INVALID_THIS, ERR_MISSING_ARGS } from '../node/errors.ts';
import { Blob, isBlob } from './blob.ts';
import { defineInspected } from './inspected.ts';
import { wellFormed } from './well-formed.ts';

interface FileOptions {
  readonly lastModified?: unknown;
}

/** Milliseconds since 1970; `+` refuses a bigint, as it should. */
function timeOf(value: unknown): number {
  if (value === undefined) return Date.now();
  const time = +(value as number);
  return Number.isNaN(time) ? 0 : time;
}

export let isFile: (value: unknown) => value is File;

export class File extends Blob {
  readonly #name: string;
  readonly #lastModified: number;

  static {
    isFile = (value): value is File =>
      typeof value === 'object' && value !== null && #name in value;
  }

  constructor(fileBits: unknown, fileName: unknown, options: unknown = undefined) {
    // biome-ignore lint/complexity/noArguments: a name that is undefined is one that was given
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('fileBits', 'fileName');
    super(fileBits, options);
    this.#lastModified = timeOf((options as FileOptions | null | undefined)?.lastModified);
    this.#name = wellFormed(`${fileName as string}`);
  }

  static #require(self: unknown): File {
    if (isFile(self)) return self;
    throw new ERR_INVALID_THIS('File');
  }

  get name(): string {
    return File.#require(this).#name;
  }

  get lastModified(): number {
    return File.#require(this).#lastModified;
  }
}

for (const name of ['name', 'lastModified']) {
  Object.defineProperty(File.prototype, name, { enumerable: true });
}
Object.defineProperty(File.prototype, Symbol.toStringTag, { value: 'File', configurable: true });
defineInspected(File.prototype, 'File', ['size', 'type', 'name', 'lastModified']);

/** A copy as `structuredClone` makes it, of the same bytes; nothing for what is no blob. */
export function copyOfBlob(value: unknown): Blob | undefined {
  if (isFile(value)) {
    const { name, type, lastModified } = value;
    return new File([value], name, { type, lastModified });
  }
  return isBlob(value) ? new Blob([value], { type: value.type }) : undefined;
}
