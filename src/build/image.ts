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
import { capture, withScratch } from '../sandbox/image.ts';
import type { Image } from '../sandbox/image-format.ts';
import type { Instrumented } from './instrument.ts';

const BOOT_MEMORY_BYTES = 64 * 1024 * 1024;
const ENTRY_POINTS: readonly EntryPoint[] = ['configure', 'start', 'poll', 'resume', 'describe'];
const HOST_FUNCTION_ID = 1 as HostRefId;

/** What of an instrumented engine it takes to bake an image. */
export type BakedFrom = Pick<Instrumented, 'wasm' | 'breakAddress' | 'stackTop'>;

/**
 * @param prelude the bundled guest script
 * @throws when the prelude throws, or the engine's random state cannot be found
 */
export async function bakeImage(engine: BakedFrom, prelude: string): Promise<Image> {
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
  return capture(started, {
    runtime: world.runtime,
    context: world.context,
    undefinedValue: started.ffi.QTS_GetUndefined() as unknown as number,
    argv: started.malloc(16),
    randomState,
    breakWord: engine.breakAddress,
    stackTop: engine.stackTop,
    ...entries,
  });
}

interface World {
  readonly runtime: JSRuntimePointer;
  readonly context: JSContextPointer;
  setGlobal(name: string, value: JSValuePointer): void;
  /** @returns the completion value */
  evaluate(source: string): JSValuePointer;
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
