import { parseArgs } from 'node:util';
import type { Mutation } from './mutation.ts';
import { MUTATIONS } from './mutations.ts';

export const HELP = `Breaks the source on purpose, one guarantee at a time, in a copy, and looks whether a test goes red

  bun run mutate                   all mutations
  bun run mutate --short           those that a gate has the time for
  bun run mutate --only ID…        the mutations whose ids start so
  bun run mutate --json            JSON in place of the table`;

export interface MutateOptions {
  readonly mutations: readonly Mutation[];
  readonly isJson: boolean;
}

/** @returns undefined when only the help was asked for */
export function parseMutateOptions(args: readonly string[]): MutateOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const isWanted = ({ id, isShort }: Mutation) =>
    (!values.short || isShort === true) &&
    (!values.only || positionals.some((start) => id.startsWith(start)));
  const mutations = MUTATIONS.filter(isWanted);
  if (mutations.length === 0) throw new Error('Cannot mutate: no mutation was chosen');
  return { mutations, isJson: values.json };
}
