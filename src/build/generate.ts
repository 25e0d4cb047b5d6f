/**
 * Makes what must be generated, `generated/`: the instrumented engine and the image. Keyed by the hash
 * of everything that goes in, so that an unchanged tree costs one read of it.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { encodeImage, sha256 } from '../sandbox/image-format.ts';
import { bundleGuest } from './guest.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ENGINE = fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
const STRIPPER = fileURLToPath(import.meta.resolve('@swc/wasm-typescript'));
const OUT = at('../generated/');

/** Files whose code decides what comes out. */
const MAKERS = [
  'instrument.ts',
  'fuel.ts',
  'type-stripper.ts',
  'wasm-walk.ts',
  'image.ts',
  'generate.ts',
  '../sandbox/engine.ts',
  '../sandbox/image.ts',
  '../sandbox/image-format.ts',
  '../base/limits.ts',
];

export async function generate(): Promise<'made' | 'cached'> {
  const prelude = await bundleGuest();
  const key = await keyOf(prelude);
  const keyFile = Bun.file(`${OUT}key`);
  if ((await keyFile.exists()) && (await keyFile.text()) === key) return 'cached';

  // Loaded here, for they take half a second that a cached start need not spend.
  const { instrument } = await import('./instrument.ts');
  const { bakeImage } = await import('./image.ts');
  const engine = instrument(await Bun.file(ENGINE).bytes());
  const image = await bakeImage(engine, prelude);
  await mkdir(OUT, { recursive: true });
  await Bun.write(`${OUT}engine.wasm`, engine.wasm);
  await Bun.write(`${OUT}image.bin`, encodeImage(image, sha256(engine.wasm), sha256(prelude)));
  await makeStripper();
  await Bun.write(`${OUT}key`, key);
  const { loops, bulkOperations } = engine;
  console.log(`generated: engine (${loops} loops, ${bulkOperations} bulk operations), image`);
  return 'made';
}

const STRIPPER_TYPES = `import type { InstantiateStripper } from '../sandbox/type-stripper.ts';
export declare const instantiate: InstantiateStripper;
`;

async function makeStripper(): Promise<void> {
  const { makeTypeStripper } = await import('./type-stripper.ts');
  const { wasm, glue } = makeTypeStripper(await Bun.file(STRIPPER).text());
  await Bun.write(`${OUT}type-stripper.wasm`, wasm);
  await Bun.write(`${OUT}type-stripper.js`, glue);
  await Bun.write(`${OUT}type-stripper.d.ts`, STRIPPER_TYPES);
}

async function keyOf(prelude: string): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256').update(Bun.version).update(prelude);
  for (const file of [ENGINE, STRIPPER, ...MAKERS.map(at)])
    hash.update(await Bun.file(file).bytes());
  return hash.digest('hex');
}

if (import.meta.main) await generate();
