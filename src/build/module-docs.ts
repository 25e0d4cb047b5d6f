/** Prints `docs/modules.md`: what snippets can require, from the registry and from what was baked of it. */
import { fileURLToPath } from 'node:url';
import { GUEST_MODULES, type GuestModule, namesOf } from '../base/guest-modules.ts';
import { GUEST_FILES } from '../generated/guest-files.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/modules.md', import.meta.url));

const HEAD = `# Modules and globals

What a snippet can have besides the language: a module by \`require\`, with its literal name at best, for then it is in
the snippet's world from the start; a global by being mentioned. \`GET /modules\` gives the same as JSON.
Image is the memory that is copied to start a run with the module and those it needs. Printed by \`bun run docs\`.

| module | globals | version | licence | image |
|---|---|---|---|---|
`;

/** The document as it should be. */
export function modulesDocument(): string {
  const rows = GUEST_MODULES.filter(isForSnippets).map(rowOf);
  return `${HEAD}${rows.join('\n')}\n`;
}

/** The others are parts that modules share. */
const isForSnippets = (module: GuestModule): boolean =>
  namesOf(module).length > 0 || (module.globals ?? []).length > 0;

function rowOf(module: GuestModule): string {
  const { id, globals = [] } = module;
  const file = GUEST_FILES.modules.find((each) => each.id === id);
  const wanted = new Set([...(file?.needs ?? []), id]);
  const image = GUEST_FILES.images.find(
    ({ modules }) => new Set(modules).symmetricDifference(wanted).size === 0,
  );
  const code = (each: readonly string[]) => each.map((name) => `\`${name}\``).join(' ');
  const names = namesOf(module).map(([name]) => name);
  const cells = [code(names.filter((name) => !name.startsWith('node:'))), code(globals)];
  cells.push(file?.version ?? '', file?.licence ?? '', sizeText(image?.imageBytes ?? 0));
  return `| ${cells.join(' | ')} |`;
}

/** In tenths of a megabyte: it changes a little with every change to what it is made of. */
const sizeText = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

if (import.meta.main) await Bun.write(DOCUMENT, modulesDocument());
