/**
 * Makes what must be generated, `generated/`: the instrumented engine, the bare image, and for each
 * module its text and its image. Keyed by the hash of everything that goes in, so that an unchanged
 * tree costs one read of it, and a changed module only its own images.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../sandbox/image-format.ts';
import { bundleGuest, type PreludeUses } from './guest.ts';
import type { Instrumented } from './instrument.ts';
import { type BundledModule, bundleModules } from './module-bundle.ts';
import { writeGuestFiles } from './module-files.ts';
import { keyOfSources } from './sources-key.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ENGINE = fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
const STRIPPER = fileURLToPath(import.meta.resolve('@swc/wasm-typescript'));
const OUT = at('../generated/');
const ROOT = at('../../');

/** Files whose code decides what comes out. */
const ENGINE_MAKERS = ['instrument.ts', 'fuel.ts', 'wasm-walk.ts'];
const STRIPPER_MAKERS = ['type-stripper.ts', 'fuel.ts', 'wasm-walk.ts'];
const IMAGE_MAKERS = [
  'boot.ts',
  'image.ts',
  'random-state.ts',
  'strip-flags.ts',
  'generate.ts',
  'module-files.ts',
  '../sandbox/engine.ts',
  '../sandbox/image.ts',
  '../sandbox/sandbox.ts',
  '../sandbox/image-format.ts',
  '../base/limits.ts',
  '../base/guest-modules.ts',
];

export async function generate(): Promise<'made' | 'cached'> {
  const sources = await keyOfSources(ROOT);
  if ((await readText('sources.key')) === sources) return 'cached';
  const outcome = await generateFromBundles();
  await Bun.write(`${OUT}sources.key`, sources);
  return outcome;
}

/** What the sources come to decides, not how they are written: a comment makes nothing again. */
async function generateFromBundles(): Promise<'made' | 'cached'> {
  const modules = await bundleModules();
  const prelude = await bundleGuest({ uses: usesOf(modules) });
  const engineKey = await keyOf(Bun.version, [ENGINE, ...ENGINE_MAKERS.map(at)]);
  const stripperKey = await keyOf(Bun.version, [STRIPPER, ...STRIPPER_MAKERS.map(at)]);
  const worldKey = await keyOf(engineKey + prelude, IMAGE_MAKERS.map(at));
  const key = sha256(
    worldKey + stripperKey + JSON.stringify(modules.map(({ text, needs }) => [text, needs])),
  );
  if ((await readText('key')) === key) return 'cached';

  await mkdir(OUT, { recursive: true });
  const engine = await makeEngine(engineKey);
  const { makeOven } = await import('./image.ts');
  const oven = await makeOven(engine, prelude);
  await writeGuestFiles({ out: OUT, engine, prelude, worldKey, oven, modules });
  await makeStripper(stripperKey);
  await Bun.write(`${OUT}key`, key);
  console.log(`generated: engine, bare image, ${modules.length} modules`);
  return 'made';
}

const STRIPPER_TYPES = `import type { InstantiateStripper } from '../sandbox/type-stripper.ts';
export declare const instantiate: InstantiateStripper;
`;

async function makeStripper(key: string): Promise<void> {
  if ((await readText('type-stripper.key')) === key) return;
  const { makeTypeStripper } = await import('./type-stripper.ts');
  const { wasm, glue } = makeTypeStripper(await Bun.file(STRIPPER).text());
  await Bun.write(`${OUT}type-stripper.wasm`, wasm);
  await Bun.write(`${OUT}type-stripper.js`, glue);
  await Bun.write(`${OUT}type-stripper.d.ts`, STRIPPER_TYPES);
  await Bun.write(`${OUT}type-stripper.key`, key);
}

/** What the modules take from the prelude, together. */
export function usesOf(modules: readonly BundledModule[]): PreludeUses {
  const all = new Map<string, Set<string>>();
  for (const { uses } of modules) {
    for (const [part, names] of uses) all.set(part, (all.get(part) ?? new Set()).union(names));
  }
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Instruments the engine, which takes seconds, unless it was done before. */
async function makeEngine(key: string): Promise<Instrumented> {
  const known = JSON.parse((await readText('engine.json')) || '{}') as Partial<
    Omit<Instrumented, 'wasm'> & { key: string }
  >;
  const { key: knownKey, ...facts } = known;
  if (knownKey === key) {
    const wasm = await Bun.file(`${OUT}engine.wasm`).bytes();
    return { ...(facts as Omit<Instrumented, 'wasm'>), wasm };
  }
  const { instrument } = await import('./instrument.ts');
  const { wasm, ...found } = instrument(await Bun.file(ENGINE).bytes());
  await Bun.write(`${OUT}engine.wasm`, wasm);
  await Bun.write(`${OUT}engine.json`, JSON.stringify({ key, ...found }));
  const { loops, bulkOperations } = found;
  console.log(`instrumented: ${loops} loops, ${bulkOperations} bulk operations`);
  return { wasm, ...found };
}

async function readText(name: string): Promise<string> {
  const file = Bun.file(`${OUT}${name}`);
  return (await file.exists()) ? file.text() : '';
}

async function keyOf(seed: string, files: readonly string[]): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256').update(seed);
  for (const file of files) hash.update(await Bun.file(file).bytes());
  return hash.digest('hex');
}

if (import.meta.main) await generate();
