import { moduleOf } from '../base/guest-names.ts';
import type { GuestFiles, ModuleFile } from '../wire/guest-files.ts';
import type { ModuleText } from '../wire/host-calls.ts';
import { sha256 } from './image-format.ts';

/** Reads a file of the executable. */
export type ReadFile = (path: string) => Uint8Array;

/** The modules' code, read when it is wanted. */
export class ModuleTexts {
  /** In the order in which they can be loaded. */
  readonly #files: ReadonlyMap<string, ModuleFile>;
  readonly #readFile: ReadFile;

  constructor({ modules }: Pick<GuestFiles, 'modules'>, readFile: ReadFile) {
    this.#files = new Map(modules.map((file) => [file.id, file]));
    this.#readFile = readFile;
  }

  /** @param name as a snippet requires it, or `#` and an id; @returns undefined when there is no such module */
  tryRead(name: string): ModuleText | undefined {
    const id = name.startsWith('#') ? name.slice(1) : moduleOf(name);
    return id !== undefined && this.#files.has(id) ? this.read(id) : undefined;
  }

  /** @throws when there is no such module, or its file is damaged */
  read(id: string): ModuleText {
    const file = this.#files.get(id);
    if (!file) throw new Error(`Cannot read the guest module '${id}': there is none`);
    const json = Buffer.from(Bun.zstdDecompressSync(this.#readFile(file.path))).toString();
    if (sha256(json) !== file.hash) {
      throw new Error(`Cannot read the guest module '${id}': its text is damaged`);
    }
    return JSON.parse(json) as ModuleText;
  }

  /** The modules with those that they need, each after those. */
  closureOf(ids: readonly string[]): readonly string[] {
    const wanted = new Set(ids);
    for (const id of ids) for (const need of this.#files.get(id)?.needs ?? []) wanted.add(need);
    return [...this.#files.keys()].filter((id) => wanted.has(id));
  }
}
