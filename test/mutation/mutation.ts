/** A guarantee broken on purpose: one place in the source, changed so that the promise no longer holds. */
export interface Mutation {
  readonly id: string;
  /** What holds while the source is whole, a sentence. */
  readonly guarantee: string;
  /** Of the project, a path. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly replacement: string;
  /** Test files of which one must go red. */
  readonly tests: readonly string[];
  /** Of these files, the tests whose names match; all where it is left out. */
  readonly only?: string;
  /** Whether the engine or the image must be made again, for the change is in what they are made of. */
  readonly isGenerated?: boolean;
  /** Whether it belongs to the short form, which a gate has the time for. */
  readonly isShort?: boolean;
}

/** @throws when the text is not there, or more than once: the mutation no longer fits the source */
export function mutate(source: string, { id, file, text, replacement }: Mutation): string {
  const parts = source.split(text);
  const [before, after] = parts;
  if (parts.length !== 2 || before === undefined || after === undefined) {
    throw new Error(
      `Cannot make the mutation '${id}': its text is ${parts.length - 1} times in ${file}, once was wanted`,
    );
  }
  return before + replacement + after;
}
