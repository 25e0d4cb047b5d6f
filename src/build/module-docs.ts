/** Prints `docs/modules.md`: what snippets can require, from the registry and from what was baked of it. */
import { fileURLToPath } from 'node:url';
import { GUEST_MODULES, type GuestModule } from '../base/guest-modules.ts';
import { allNamesOf, namesOf } from '../base/guest-names.ts';
import { GUEST_FILES } from '../generated/guest-files.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/modules.md', import.meta.url));

const HEAD = `# Modules and globals

What a snippet can have besides the language: a module by \`require\`, with its literal name at best, for then it is in
the snippet's world from the start; a global by being mentioned. \`GET /modules\` gives the same as JSON.
Image is the memory that is copied to start a run with the module and those it needs. Printed by \`bun run docs\`.

| module | globals | version | licence | image |
|---|---|---|---|---|
`;

const PATHS_HEAD = `
## Paths inside of packages

Where a package's own documentation has its parts required one by one, so can they be here.

`;

/** The document as it should be. */
export function modulesDocument(): string {
  const rows = GUEST_MODULES.filter(isForSnippets).map(rowOf);
  const paths = GUEST_MODULES.filter((module) => module.paths !== undefined).map(pathsOf);
  return `${HEAD}${rows.join('\n')}\n${PATHS_HEAD}${paths.join('\n\n')}\n`;
}

/** The others are parts that modules share. */
const isForSnippets = (module: GuestModule): boolean =>
  allNamesOf(module).length > 0 || (module.globals ?? []).length > 0;

function rowOf(module: GuestModule): string {
  const { id, globals = [] } = module;
  const file = GUEST_FILES.modules.find((each) => each.id === id);
  const wanted = new Set([...(file?.needs ?? []), id]);
  const image = GUEST_FILES.images.find(
    ({ modules }) => new Set(modules).symmetricDifference(wanted).size === 0,
  );
  const code = (each: readonly string[]) => each.map((name) => `\`${name}\``).join(' ');
  const names = namesOf(module).map(([name]) => name);
  const folders = foldersOf(module).map((folder) => `${folder}/…`);
  const shown = [...names.filter((name) => !name.startsWith('node:')), ...folders];
  const cells = [code(shown), code(globals)];
  cells.push(file?.version ?? '', file?.licence ?? '', sizeText(image?.imageBytes ?? 0));
  return `| ${cells.join(' | ')} |`;
}

const foldersOf = ({ paths }: GuestModule): string[] => [
  ...new Set(paths?.().map((path) => path.slice(0, path.lastIndexOf('/')))),
];

function pathsOf(module: GuestModule): string {
  const paths = module.paths?.() ?? [];
  const names = paths.map((path) => `\`${path.slice(path.lastIndexOf('/') + 1)}\``);
  return `\`${foldersOf(module).join(', ')}/\` and one of ${names.join(' ')}`;
}

/** In tenths of a megabyte: it changes a little with every change to what it is made of. */
const sizeText = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

if (import.meta.main) await Bun.write(DOCUMENT, modulesDocument());
