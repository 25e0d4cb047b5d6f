import { fileURLToPath } from 'node:url';
import { bundleGuest } from '../../src/build/guest.ts';
import { bakeImage } from '../../src/build/image.ts';
import { decodeImage } from '../../src/sandbox/image-format.ts';
import type { GuestSettings } from '../../src/wire/host-calls.ts';
import { ENGINE_HASH, ENGINE_WASM, IMAGE_FILE, makeWorld, type World } from './sandbox.ts';

/** A world in which a snippet sees `callHost` and `callHostLater`. */
export async function makeProbeWorld(settings: Partial<GuestSettings> = {}): Promise<World> {
  const { breakWord, stackTop } = decodeImage(IMAGE_FILE, ENGINE_HASH).addresses;
  const prelude = await bundleGuest(fileURLToPath(new URL('./probe.ts', import.meta.url)));
  const engine = { wasm: ENGINE_WASM, breakAddress: breakWord, stackTop };
  return makeWorld(settings, await bakeImage(engine, prelude));
}
