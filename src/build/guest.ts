/** Bundles the prelude into the one script that makes a guest's world. */
import { fileURLToPath } from 'node:url';
import { PROVIDER_OF } from '../base/guest-names.ts';

const PRELUDE = fileURLToPath(new URL('../guest/prelude/', import.meta.url));

/** Part of the prelude (`prelude/x`) → names that modules take from it. */
export type PreludeUses = ReadonlyMap<string, ReadonlySet<string>>;

export interface BundleGuestOptions {
  readonly uses: PreludeUses;
  /** The file that makes the world. */
  readonly entry?: string;
}

/** @returns the script, to be evaluated once in a fresh context */
export async function bundleGuest({
  uses,
  entry = `${PRELUDE}start.ts`,
}: BundleGuestOptions): Promise<string> {
  const text = [
    `import ${JSON.stringify(entry)};`,
    `import { expose } from ${JSON.stringify(`${PRELUDE}modules.ts`)};`,
    ...[...uses].flatMap(([id, names], index) => exposure(id, [...names].sort(), index)),
  ].join('\n');
  const built = await Bun.build({
    entrypoints: ['guest-world'],
    plugins: [
      {
        name: 'guest-world',
        setup(build) {
          build.onResolve({ filter: /^guest-world$/ }, ({ path }) => ({
            path,
            namespace: 'guest',
          }));
          build.onLoad({ filter: /./, namespace: 'guest' }, () => ({
            contents: text,
            loader: 'ts',
          }));
        },
      },
    ],
    define: { PROVIDERS: JSON.stringify(Object.fromEntries(PROVIDER_OF)) },
    target: 'browser',
    format: 'iife',
    // Names and white space take room in the image, which is copied back for every run. The syntax stays:
    // a function made an arrow could no longer be constructed.
    minify: { whitespace: true, identifiers: true, syntax: false },
  });
  const [output] = built.outputs;
  if (!built.success || !output) {
    throw new AggregateError(built.logs, 'Cannot bundle the guest prelude');
  }
  return output.text();
}

function exposure(id: string, names: readonly string[], index: number): string[] {
  const file = `${PRELUDE}${id.slice('prelude/'.length)}.ts`;
  const local = (name: string) => `${name}_${index}`;
  return [
    `import { ${names.map((name) => `${name} as ${local(name)}`).join(', ')} } from ${JSON.stringify(file)};`,
    `expose(${JSON.stringify(id)}, { ${names.map((name) => `${name}: ${local(name)}`).join(', ')} });`,
  ];
}
