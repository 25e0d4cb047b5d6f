/**
 * Boots the engine, makes the guest's world in it, and takes its memory: the image that every sandbox
 * starts from. Done once, at build time, so that a server's start evaluates nothing.
 */
import {
  EvalFlags,
  type HostRefId,
  type IntrinsicsFlags,
  type JSContextPointer,
  type JSRuntimePointer,
  type JSValuePointer,
} from 'quickjs-emscripten';
import { GUEST_STACK_BYTES } from '../base/limits.ts';
import type { EntryPoint } from '../guest/prelude/start.ts';
import { type Engine, startEngine } from '../sandbox/engine.ts';
import { capture, changedSince, laidOver, restore, sizeOf, withScratch } from '../sandbox/image.ts';
import type { Image, Piece } from '../sandbox/image-format.ts';
import { Marshal } from '../sandbox/marshal.ts';
import type { ModuleText } from '../wire/host-calls.ts';
import type { Instrumented } from './instrument.ts';

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
  const started = await startEngine(module, BOOT_MEMORY_BYTES, {
    tick: () => {
      throw new Error('Cannot bake the image: the prelude ran too long');
    },
    hostCall: () => {
      throw new Error('Cannot bake the image: the prelude called the host while it was made');
    },
  });
  const world = boot(started, engine);
  world.setGlobal(
    '__host',
    started.ffi.QTS_NewFunction(world.context, 'host', 2, false, HOST_FUNCTION_ID),
  );
  world.evaluate(prelude);
  const entries = Object.fromEntries(
    ENTRY_POINTS.map((name) => [name, world.evaluate(`__entryPoints.${name}`) as number]),
  ) as Record<EntryPoint, number>;
  world.evaluate('delete globalThis.__entryPoints');
  const randomState = findRandomState(started, () => world.evaluate('Math.random(), 0'));
  // Seeded from the clock at boot: a constant here makes one image of one engine and one prelude. Every
  // run gets a seed of its own.
  new BigUint64Array(started.memory.buffer)[randomState / 8] = 1n;
  const image = capture(started, {
    runtime: world.runtime,
    context: world.context,
    undefinedValue: started.ffi.QTS_GetUndefined() as unknown as number,
    argv: started.malloc(16),
    randomState,
    breakWord: engine.breakAddress,
    stackTop: engine.stackTop,
    ...entries,
  });
  const bake = (modules: readonly ModuleText[]): BakedModules => {
    started.fuel.value = 0x7fffffff;
    restore(started, image);
    const marshal = new Marshal(started, image.addresses);
    for (const { head, text } of modules) {
      const make = world.evaluate(text) as number;
      const headText = marshal.newString(JSON.stringify(head));
      world.orThrow(marshal.call(image.addresses.install, [headText, make]) as never);
      marshal.release(headText);
      marshal.release(make);
    }
    // What a module left to be done would otherwise be done by every run.
    started.ffi.QTS_ExecutePendingJob(world.runtime, -1, image.addresses.argv as never);
    const pieces = changedSince(started, image);
    const whole = laidOver(image, pieces);
    return { pieces, imageBytes: sizeOf(whole), restoreMicros: timeRestore(started, whole) };
  };
  return { image, bake };
}

const RESTORES = 101;

/** As it is when run after run has the same modules: the memory holds that image already. */
function timeRestore(engine: Engine, image: Image): number {
  const micros: number[] = [];
  for (let i = 0; i < RESTORES; i++) {
    const beganMs = performance.now();
    restore(engine, image);
    micros.push((performance.now() - beganMs) * 1000);
  }
  micros.sort((a, b) => a - b);
  return micros[(RESTORES - 1) / 2] ?? 0;
}

interface World {
  readonly runtime: JSRuntimePointer;
  readonly context: JSContextPointer;
  setGlobal(name: string, value: JSValuePointer): void;
  /** @returns the completion value */
  evaluate(source: string): JSValuePointer;
  /** @returns `result`, which must be no exception */
  orThrow(result: JSValuePointer): JSValuePointer;
}

function boot(started: Engine, layout: Pick<Instrumented, 'stackTop'>): World {
  const { ffi, memory } = started;
  const runtime = ffi.QTS_NewRuntime();
  ffi.QTS_RuntimeSetMaxStackSize(runtime, GUEST_STACK_BYTES);
  const context = ffi.QTS_NewContext(runtime, 0 as IntrinsicsFlags);
  const withText = <T>(text: string, use: (pointer: number, bytes: number) => T): T =>
    withScratch(started, layout, text, use);
  const string = (text: string) =>
    withText(text, (pointer) => ffi.QTS_NewString(context, pointer as never));
  const textOf = (value: JSValuePointer): string => {
    const bytes = Buffer.from(memory.buffer);
    const start = ffi.QTS_GetString(context, value) as unknown as number;
    return bytes.toString('utf8', start, bytes.indexOf(0, start));
  };
  const orThrow = (result: JSValuePointer): JSValuePointer => {
    const thrown = ffi.QTS_ResolveException(context, result);
    if (thrown) throw new Error(`Cannot bake the image: ${textOf(thrown)}`);
    return result;
  };
  return {
    runtime,
    context,
    setGlobal(name, value) {
      ffi.QTS_SetProp(context, ffi.QTS_GetGlobalObject(context), string(name), value);
    },
    orThrow,
    evaluate: (source) =>
      withText(source, (pointer, bytes) =>
        orThrow(
          ffi.QTS_Eval(
            context,
            pointer as never,
            bytes,
            'flow-codeblock',
            0 as never,
            EvalFlags.JS_EVAL_TYPE_GLOBAL as EvalFlags,
          ),
        ),
      ),
  };
}

/**
 * `Math.random` is xorshift64*, its state 8 bytes of the context. One draw changes exactly one such
 * word as that generator does, and thereby shows where it is.
 * @see QuickJS `xorshift64star` in quickjs.c
 */
function findRandomState(engine: Engine, draw: () => void): number {
  draw();
  const before = new BigUint64Array(engine.memory.buffer.slice(0));
  draw();
  const after = new BigUint64Array(engine.memory.buffer);
  const found: number[] = [];
  for (let i = 0; i < before.length; i++) {
    const state = before[i] ?? 0n;
    if (state !== 0n && state !== after[i] && xorshift(state) === after[i]) found.push(i * 8);
  }
  const [address] = found;
  if (found.length !== 1 || address === undefined) {
    throw new Error(`Cannot find the random state: ${found.length} words change as it would`);
  }
  return address;
}

function xorshift(state: bigint): bigint {
  let next = state;
  next ^= next >> 12n;
  next ^= BigInt.asUintN(64, next << 25n);
  next ^= next >> 27n;
  return next;
}
