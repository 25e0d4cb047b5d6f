/**
 * Bundles each module of `guest/` by itself: what it imports that is a module too, or a part of the
 * prelude, stays outside, so that there is one of each in a world.
 */
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { BunPlugin } from 'bun';
import { GUEST_MODULES, type GuestModule } from '../base/guest-modules.ts';
import { PROVIDER_OF, requirableNames } from '../base/guest-names.ts';
import { BODY_MARK, type Rewritten, readFreeNames, rewriteModule } from './module-rewrite.ts';
import { keepShared, resolvePaths } from './package-paths.ts';
import { escapeForEngine } from './regexp-rewrite.ts';

const GUEST = fileURLToPath(new URL('../guest/', import.meta.url));
const IDS: ReadonlySet<string> = new Set(GUEST_MODULES.map(({ id }) => id));

/** The module whose `Function` is given to those that make code from text. */
const INTERPRETER = 'npm/interpreter';

export interface BundledModule {
  readonly module: GuestModule;
  /** An expression that is a function; see `Make` of the prelude. */
  readonly text: string;
  /** Ids of the modules it needs, each after those that it needs itself. */
  readonly needs: readonly string[];
  /** What it takes from the prelude. */
  readonly uses: Rewritten['uses'];
  /** Built-in modules that it requires, and is given an empty object for. */
  readonly stubbed: readonly string[];
}

/** Every module, each after those that it needs. */
export async function bundleModules(): Promise<BundledModule[]> {
  const bundled = await Promise.all(GUEST_MODULES.map(bundleModule));
  const direct = new Map(bundled.map((each) => [each.module.id, each]));
  const sorted: BundledModule[] = [];
  for (const { module } of bundled) visit(module.id, direct, sorted, []);
  return sorted;
}

type Direct = ReadonlyMap<string, BundledModule>;

/** Depth first; `path` is what led here. */
function visit(id: string, direct: Direct, sorted: BundledModule[], path: readonly string[]): void {
  if (sorted.some(({ module }) => module.id === id)) return;
  if (path.includes(id)) {
    throw new Error(`Cannot order the guest's modules: ${[...path, id].join(' needs ')}`);
  }
  const found = direct.get(id);
  if (!found) throw new Error(`Cannot bundle '${path.at(-1)}': '${id}' is no module`);
  const needs = new Set<string>();
  for (const need of found.needs) {
    visit(need, direct, sorted, [...path, id]);
    const sub = sorted.find(({ module }) => module.id === need);
    for (const each of [...(sub?.needs ?? []), need]) needs.add(each);
  }
  sorted.push({ ...found, needs: [...needs] });
}

async function bundleModule(module: GuestModule): Promise<BundledModule> {
  const stubbed = new Set<string>();
  const built = await Bun.build({
    entrypoints: [`${GUEST}${module.id}.ts`],
    plugins: [keepOutside(module, stubbed)],
    define: { 'process.env.NODE_ENV': '"production"' },
    target: 'browser',
    format: 'esm',
    // Names stay: a class or a function is known by its own, in messages too.
    minify: { whitespace: true, identifiers: false, syntax: false },
  });
  const [output] = built.outputs;
  if (!built.success || !output) {
    throw new AggregateError(built.logs, `Cannot bundle the guest module '${module.id}'`);
  }
  const source = escapeForEngine(await output.text());
  const { text, imports, uses } = rewriteModule(source, module.isSloppy === true);
  const provided = providedIn(text, module);
  const needs = [...imports.map(idOf), ...provided.values()].filter(
    (id): id is string => id !== undefined && id !== module.id,
  );
  return {
    module,
    text: bindProvided(text, provided),
    needs: [...new Set(needs)],
    uses,
    stubbed: [...stubbed],
  };
}

/** Globals that modules provide and this one mentions → the module that provides each; none for its own. */
function providedIn(text: string, module: GuestModule): ReadonlyMap<string, string | undefined> {
  const without = new Set(module.doesWithout);
  const provided = new Map<string, string | undefined>();
  for (const name of readFreeNames(text)) {
    const id = PROVIDER_OF.get(name);
    if (id === undefined || without.has(name)) continue;
    provided.set(name, id === module.id ? undefined : id);
  }
  if (module.interprets) provided.set('Function', INTERPRETER);
  return provided;
}

/**
 * Has a module take such globals from the modules that provide them: what is disabled for snippets, or changed by
 * one, is there for a library all the same. One that looks for what it provides itself finds nothing.
 */
function bindProvided(text: string, provided: ReadonlyMap<string, string | undefined>): string {
  const names = [...provided].map(([name, id]) =>
    id === undefined
      ? name
      : `${name}=require(${JSON.stringify(`#${id}`)})[${JSON.stringify(name)}]`,
  );
  return names.length === 0 ? text : text.replace(BODY_MARK, `${BODY_MARK}let ${names.join(',')};`);
}

/** `#id` and names that a snippet could require; what is left is a mistake of the bundler's. */
function idOf(specifier: string): string | undefined {
  if (specifier.startsWith('#prelude/')) return undefined;
  if (specifier.startsWith('#')) return specifier.slice(1);
  const found = requirableNames().get(specifier);
  if (!found) throw new Error(`Cannot bundle: nothing gives '${specifier}'`);
  return found;
}

/** A package's file that is named is taken, whatever the package would have a browser take for it. */
function ownFileOf(path: string): { path: string } | undefined {
  const isFile = path.includes('/') && /\.[cm]?js$/.test(path);
  return isFile ? { path: fileURLToPath(import.meta.resolve(path)) } : undefined;
}

function keepOutside(module: GuestModule, stubbed: Set<string>): BunPlugin {
  return {
    name: 'keep-outside',
    setup(build) {
      resolvePaths(build, module);
      build.onResolve({ filter: /./ }, ({ path, importer }) => {
        const own = importer.startsWith(GUEST) ? undefined : module.replaces?.[path];
        return own === undefined ? undefined : { path: `${GUEST}${own}.ts` };
      });
      build.onResolve({ filter: /^\./ }, ({ path, importer }) => {
        if (!importer.startsWith(GUEST)) return keepShared(module, path, importer);
        const target = fileURLToPath(new URL(path, `file://${importer}`));
        if (!target.startsWith(GUEST)) return undefined;
        const id = target.slice(GUEST.length).replace(/\.ts$/, '');
        const isOutside = id !== module.id && (IDS.has(id) || id.startsWith('prelude/'));
        return isOutside ? { path: `#${id}`, external: true } : undefined;
      });
      build.onResolve({ filter: /^[^./]/ }, (asked) => resolvePackage(module, asked, stubbed));
      build.onLoad({ filter: /./, namespace: 'absent' }, () => ({
        contents: 'module.exports = {};',
        loader: 'js',
      }));
    },
  };
}

function resolvePackage(
  module: GuestModule,
  { path, importer }: { readonly path: string; readonly importer: string },
  stubbed: Set<string>,
): { path: string; external?: boolean; namespace?: string } | undefined {
  // With a slash behind, a package asks for what stands in elsewhere for what is Node's own; and here it is.
  const name = path.replace(/\/$/, '');
  // A module that hands on a package takes the package itself.
  const found = requirableNames().get(name);
  if (found !== undefined && found !== module.id) return { path: name, external: true };
  if (importer === '') return undefined;
  if (importer.startsWith(GUEST)) return ownFileOf(path);
  if (!(isBuiltin(path) || module.doesWithout?.includes(path))) return undefined;
  stubbed.add(path);
  return { path, namespace: 'absent' };
}
