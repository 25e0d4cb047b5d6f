/** What lets modules give a package's files one by one, and share a package among them. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnResolveResult, PluginBuilder } from 'bun';
import { GUEST_MODULES, type GuestModule } from '../base/guest-modules.ts';
import { requirableNames } from '../base/guest-names.ts';

const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
/** Files as CommonJS code finds them. */
const near = createRequire(import.meta.url);

/**
 * Makes `#paths`, from which an adapter takes its `open`: the files of the paths of its row, each evaluated when
 * it is first required, as Node does.
 */
export function resolvePaths(build: PluginBuilder, { paths }: GuestModule): void {
  build.onResolve({ filter: /^#paths$/ }, ({ path }) => ({ path, namespace: 'paths' }));
  build.onLoad({ filter: /./, namespace: 'paths' }, () => {
    const files = (paths?.() ?? []).map((path) => {
      return `${JSON.stringify(path)}:()=>require(${JSON.stringify(near.resolve(path))})`;
    });
    const contents = `const files={__proto__:null,${files.join(',')}};
      export const openFile = (name) => files[name]?.();`;
    return { contents, loader: 'js' };
  });
}

/** A file of a package that a module of an earlier row gives is that module's: there must be one of it in a world. */
export function keepShared(
  module: GuestModule,
  path: string,
  importer: string,
): OnResolveResult | undefined {
  const root = `${PACKAGES}${module.package}/`;
  if (module.package === undefined || !importer.startsWith(root)) return undefined;
  if (!SHARED.has(module.package)) return undefined;
  const file = near.resolve(path, { paths: [dirname(importer)] });
  const isMain = file === near.resolve(module.package);
  const inside = file.slice(PACKAGES.length).replace(/(?:\/index)?\.[cm]?js$/, '');
  const name = isMain ? module.package : inside;
  const owner = requirableNames().get(name);
  const isEarlier = owner !== undefined && placeOf(owner) < placeOf(module.id);
  return isEarlier ? { path: name, external: true } : undefined;
}

const placeOf = (id: string): number => GUEST_MODULES.findIndex((each) => each.id === id);

/** Packages of which several modules have a part. */
const SHARED: ReadonlySet<string> = new Set(
  GUEST_MODULES.flatMap(({ package: name }, i) =>
    name !== undefined && GUEST_MODULES.some((other, j) => j !== i && other.package === name)
      ? [name]
      : [],
  ),
);
