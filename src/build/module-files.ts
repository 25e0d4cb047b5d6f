/** Writes the images and the modules' texts, and the file that names them all to the server. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { BAKED_SETS, type GuestModule } from '../base/guest-modules.ts';
import { namesOf } from '../base/guest-names.ts';
import { encodeImage, sha256 } from '../sandbox/image-format.ts';
import type { ImageFile, ModuleFile } from '../wire/guest-files.ts';
import type { ModuleText } from '../wire/host-calls.ts';
import type { Oven } from './image.ts';
import type { Instrumented } from './instrument.ts';
import type { BundledModule } from './module-bundle.ts';

export interface Ingredients {
  /** The folder to write into. */
  readonly out: string;
  readonly engine: Instrumented;
  readonly prelude: string;
  /** Hash of everything but the modules. */
  readonly worldKey: string;
  readonly oven: Oven;
  readonly modules: readonly BundledModule[];
}

/** Of an image that was made before, and what it was made of. */
interface Known extends Omit<ImageFile, 'path'> {
  readonly key: string;
}

const PACKED = { level: 12 } as const;

export async function writeGuestFiles(given: Ingredients): Promise<void> {
  const { out, engine, prelude, oven, modules } = given;
  await mkdir(`${out}images`, { recursive: true });
  await mkdir(`${out}texts`, { recursive: true });
  const origin = { engineHash: sha256(engine.wasm), preludeHash: sha256(prelude) };
  const bare = encodeImage(oven.image, origin);
  await Bun.write(`${out}image.bin`, bare);

  const sets = [...modules.map(({ module }) => [module.id]), ...BAKED_SETS].map((ids) =>
    closureOf(ids, modules),
  );
  const known = await readKnown(out);
  const images: Known[] = [];
  for (const set of sets) {
    images.push(await writeImage(set, given, known, { ...origin, baseHash: sha256(bare) }));
  }
  await Bun.write(`${out}images.json`, JSON.stringify(images));
  const files = await Promise.all(modules.map((module) => writeText(module, out)));
  await Bun.write(`${out}guest-files.ts`, namesOfAll(files, images));
  await removeOthers(out, files, images);
}

/** Modules with those that they need, each after those. */
function closureOf(ids: readonly string[], modules: readonly BundledModule[]): BundledModule[] {
  const wanted = new Set(ids);
  for (const { module, needs } of modules) {
    if (wanted.has(module.id)) for (const need of needs) wanted.add(need);
  }
  return modules.filter(({ module }) => wanted.has(module.id));
}

async function writeImage(
  set: readonly BundledModule[],
  { out, worldKey, oven }: Ingredients,
  known: readonly Known[],
  origin: Parameters<typeof encodeImage>[1],
): Promise<Known> {
  const texts = set.map(textOf);
  const key = sha256(worldKey + JSON.stringify(texts));
  const before = known.find((each) => each.key === key);
  const ids = set.map(({ module }) => module.id);
  const path = `${out}images/${imageNameOf(ids)}`;
  if (before && (await Bun.file(path).exists())) return before;
  const { pieces, imageBytes, restoreMicros } = bakeNamed(ids, () => oven.bake(texts));
  await Bun.write(path, encodeImage({ addresses: oven.image.addresses, pieces }, origin));
  return { key, modules: ids, imageBytes, restoreMicros: Math.round(restoreMicros * 10) / 10 };
}

/** A module that throws while it is loaded is hard to find by what it throws. */
function bakeNamed<T>(ids: readonly string[], bake: () => T): T {
  try {
    return bake();
  } catch (cause) {
    throw new Error(`Cannot load the guest modules ${ids.join(', ')}`, { cause });
  }
}

async function writeText(bundled: BundledModule, out: string): Promise<ModuleFile> {
  const json = JSON.stringify(textOf(bundled));
  const { id } = bundled.module;
  const path = `${id.replaceAll('/', '-')}.text.bin`;
  await Bun.write(`${out}texts/${path}`, Bun.zstdCompressSync(json, PACKED));
  return {
    id,
    needs: bundled.needs,
    path,
    hash: sha256(json),
    ...(await originOf(bundled.module)),
  };
}

function textOf({ module, needs, text }: BundledModule): ModuleText {
  const names: Record<string, string> = {};
  for (const [name, member] of namesOf(module)) names[name] = member;
  return {
    head: {
      id: module.id,
      names,
      globals: module.globals ?? [],
      hasPaths: module.paths !== undefined,
    },
    needs,
    text,
  };
}

/** Version and licence of the package that a module hands on. */
async function originOf(module: GuestModule): Promise<Pick<ModuleFile, 'version' | 'licence'>> {
  if (module.package === undefined) return {};
  const path = new URL(`../../node_modules/${module.package}/package.json`, import.meta.url);
  const { version, license } = (await Bun.file(path).json()) as Record<string, string>;
  if (!version || !license) {
    throw new Error(`Cannot use '${module.package}': its package.json has no version or licence`);
  }
  return { version, licence: license };
}

/**
 * Named for the last, which needs the others; a name of all of them would be too long for a file's. No text
 * may have the same: of all that the executable carries, each has a name of its own.
 */
function imageNameOf(ids: readonly string[]): string {
  const last = (ids.at(-1) ?? '').replaceAll('/', '-');
  const set = ids.length === 1 ? '' : `-${sha256(ids.join('+')).slice(0, 12)}`;
  return `${last}${set}.image.bin`;
}

function namesOfAll(files: readonly ModuleFile[], images: readonly Known[]): string {
  const imports: string[] = [];
  const pathOf = (folder: string, name: string) => {
    const local = `f${imports.length}`;
    imports.push(`import ${local} from './${folder}/${name}' with { type: 'file' };`);
    return local;
  };
  const entry = (data: object, path: string) => `{ ...${JSON.stringify(data)}, path: ${path} },`;
  const modules = files.map(({ path, ...rest }) => entry(rest, pathOf('texts', path)));
  const baked = images.map(({ key, ...rest }) =>
    entry(rest, pathOf('images', imageNameOf(rest.modules))),
  );
  return [
    "import type { GuestFiles } from '../wire/guest-files.ts';",
    ...imports,
    'export const GUEST_FILES: GuestFiles = {',
    'modules: [',
    ...modules,
    '],',
    'images: [',
    ...baked,
    '],',
    '};',
    '',
  ].join('\n');
}

async function readKnown(out: string): Promise<Known[]> {
  const file = Bun.file(`${out}images.json`);
  return (await file.exists()) ? ((await file.json()) as Known[]) : [];
}

/** Files of modules and sets that are no more. */
async function removeOthers(
  out: string,
  files: readonly ModuleFile[],
  images: readonly Known[],
): Promise<void> {
  const wanted = new Set([
    ...files.map(({ path }) => `texts/${path}`),
    ...images.map(({ modules }) => `images/${imageNameOf(modules)}`),
  ]);
  for (const folder of ['texts', 'images']) {
    for (const name of await readdir(`${out}${folder}`)) {
      if (!wanted.has(`${folder}/${name}`)) await rm(`${out}${folder}/${name}`);
    }
  }
}
