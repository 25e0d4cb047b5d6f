import { fileURLToPath } from 'node:url';
import { usesOf } from '../../src/build/generate.ts';
import { bundleGuest } from '../../src/build/guest.ts';
import { bakeImage } from '../../src/build/image.ts';
import { bundleModules } from '../../src/build/module-bundle.ts';
import { decodeImage, encodeImage } from '../../src/sandbox/image-format.ts';
import type { GuestSettings } from '../../src/wire/host-calls.ts';
import { ENGINE_HASH, ENGINE_WASM, IMAGE_FILE, makeWorld, type World } from './sandbox.ts';

/** A world in which a snippet sees `callHost` and `callHostLater`. */
export async function makeProbeWorld(settings: Partial<GuestSettings> = {}): Promise<World> {
  const { breakWord, stackTop } = decodeImage(IMAGE_FILE, ENGINE_HASH).addresses;
  const prelude = await bundleGuest({
    uses: usesOf(await bundleModules()),
    entry: fileURLToPath(new URL('./probe.ts', import.meta.url)),
  });
  const engine = { wasm: ENGINE_WASM, breakAddress: breakWord, stackTop };
  const image = await bakeImage(engine, prelude);
  const bareFile = encodeImage(image, { engineHash: ENGINE_HASH, preludeHash: '' });
  // Over another base than those of the executable: each set is made from its modules' texts.
  return makeWorld(settings, { bareFile, files: { images: [] } });
}
