/**
 * Boots the engine, makes the guest's world in it, and takes its memory: the image that every sandbox
 * starts from. Done once, at build time, so that a server's start evaluates nothing.
 */
import type { HostRefId } from 'quickjs-emscripten';
import { systemClock } from '../base/clock.ts';
import type { EntryPoint } from '../guest/prelude/start.ts';
import { startEngine } from '../sandbox/engine.ts';
import { capture, laidOver, sizeOf } from '../sandbox/image.ts';
import type { Image, Piece } from '../sandbox/image-format.ts';
import { createRandomSource } from '../sandbox/random.ts';
import { createSandbox, NO_DEBUG, type Sandbox } from '../sandbox/sandbox.ts';
import type { ModuleText } from '../wire/host-calls.ts';
import { boot } from './boot.ts';
import type { Instrumented } from './instrument.ts';
import { findRandomState } from './random-state.ts';
import { findStripFlags } from './strip-flags.ts';

/** Longest that the modules of one image may take to load, milliseconds. */
const MAX_LOADING_MS = 60_000;

const BOOT_MEMORY_BYTES = 64 * 1024 * 1024;
const ENTRY_POINTS: readonly EntryPoint[] = [
  'configure',
  'install',
  'start',
  'poll',
  'resume',
  'describe',
];
const HOST_FUNCTION_ID = 1 as HostRefId;

/** What of an instrumented engine it takes to bake an image. */
export type BakedFrom = Pick<Instrumented, 'wasm' | 'breakAddress' | 'stackTop'>;

/**
 * @param prelude the bundled guest script
 * @throws when the prelude throws, or the engine's random state cannot be found
 */
export async function bakeImage(engine: BakedFrom, prelude: string): Promise<Image> {
  const { image } = await makeOven(engine, prelude);
  return image;
}

/** An image with modules in it. */
export interface BakedModules {
  /** What it has beyond the bare image. */
  readonly pieces: readonly Piece[];
  /** Bytes that are copied to lay it, and how long that takes here, microseconds; half of 101 took longer. */
  readonly imageBytes: number;
  readonly restoreMicros: number;
}

/** An engine in which images are made, and the bare image to begin with. */
export interface Oven {
  readonly image: Image;
  /** @param modules in the order in which they are to be loaded */
  bake(modules: readonly ModuleText[]): BakedModules;
}

export async function makeOven(engine: BakedFrom, prelude: string): Promise<Oven> {
  const module = await WebAssembly.compile(engine.wasm);
  const image = await makeBare(engine, module, prelude);
  const sandbox = await createSandbox({
    module,
    image,
    memoryBytes: BOOT_MEMORY_BYTES,
    clock: systemClock,
    random: createRandomSource(),
    onTick() {},
  });
  const bake = (modules: readonly ModuleText[]): BakedModules => {
    sandbox.become(image);
    sandbox.meter.beginOwn(MAX_LOADING_MS);
    for (const each of modules) sandbox.install(each);
    const { pieces } = sandbox.compiledPages(0);
    const whole = laidOver(image, pieces);
    return { pieces, imageBytes: sizeOf(whole), restoreMicros: timeRestore(sandbox, whole) };
  };
  return { image, bake };
}

async function makeBare(
  engine: BakedFrom,
  module: WebAssembly.Module,
  prelude: string,
): Promise<Image> {
  const stripOffset = await findStripFlags(module, engine);
  const started = await startEngine(module, BOOT_MEMORY_BYTES, {
    tick: () => {
      throw new Error('Cannot bake the image: the prelude ran too long');
    },
    hostCall: () => {
      throw new Error('Cannot bake the image: the prelude called the host while it was made');
    },
  });
  const world = boot(started, engine);
  const stripFlags = (world.runtime as number) + stripOffset;
  const setStripped = (flags: number) => {
    new Uint8Array(started.memory.buffer)[stripFlags] = flags;
  };
  world.setGlobal(
    '__host',
    started.ffi.QTS_NewFunction(world.context, 'host', 2, false, HOST_FUNCTION_ID),
  );
  setStripped(NO_DEBUG);
  world.evaluate(prelude);
  setStripped(0);
  const entries = Object.fromEntries(
    ENTRY_POINTS.map((name) => [name, world.evaluate(`__entryPoints.${name}`) as number]),
  ) as Record<EntryPoint, number>;
  world.evaluate('delete globalThis.__entryPoints');
  const randomState = findRandomState(started, () => world.evaluate('Math.random(), 0'));
  // Seeded from the clock at boot: a constant here makes one image of one engine and one prelude. Every
  // run gets a seed of its own.
  new BigUint64Array(started.memory.buffer)[randomState / 8] = 1n;
  return capture(started, {
    runtime: world.runtime,
    context: world.context,
    undefinedValue: started.ffi.QTS_GetUndefined() as unknown as number,
    argv: started.malloc(16),
    randomState,
    stripFlags,
    breakWord: engine.breakAddress,
    stackTop: engine.stackTop,
    ...entries,
  });
}

const RESTORES = 101;

/** As it is when run after run has the same modules: the memory holds that image already. */
function timeRestore(sandbox: Sandbox, image: Image): number {
  sandbox.become(image);
  const micros: number[] = [];
  for (let i = 0; i < RESTORES; i++) {
    const beganMs = performance.now();
    sandbox.reset();
    micros.push((performance.now() - beganMs) * 1000);
  }
  micros.sort((a, b) => a - b);
  return micros[(RESTORES - 1) / 2] ?? 0;
}
