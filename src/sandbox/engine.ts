/**
 * One instance of the instrumented QuickJS, by its typed exports only. Runs guest code, so everything
 * it can reach of the host is listed here: a memory with a ceiling, `tick`, a clock, the time zone,
 * and one callback for host calls.
 */
import loadEmscripten from '@jitl/quickjs-wasmfile-release-sync/emscripten-module';
import { QuickJSFFI } from '@jitl/quickjs-wasmfile-release-sync/ffi';
import type {
  EmscriptenModuleLoaderOptions,
  JSContextPointer,
  JSValuePointer,
  QuickJSEmscriptenModule,
} from 'quickjs-emscripten';

export const WASM_PAGE_BYTES = 65_536;

/** What an instance asks of its owner while it runs. */
export interface EngineHooks {
  /** Called when the fuel is spent; throws to unwind the whole wasm stack. */
  tick(): void;
  /**
   * A guest's call to its one host function.
   * @param argv pointer to `argc` JSValues: two texts, then `ArrayBuffer`s
   * @returns a JSValue that becomes the engine's, or 0 for `undefined`
   */
  hostCall(context: JSContextPointer, argc: number, argv: number): number;
}

/** A word that the instrumented engine keeps: an `i32`. */
export interface EngineWord {
  value: number;
}

export interface Engine {
  readonly ffi: QuickJSFFI;
  readonly memory: WebAssembly.Memory;
  /** Linear memory as it is; taken anew when it has grown, so do not keep it over a call of the engine. */
  readonly bytes: Buffer;
  /** Fuel left, in loop turns; below zero the next loop head calls `tick`. */
  readonly fuel: EngineWord;
  readonly stackPointer: EngineWord;
  /** Lowest address the shadow stack reached since this was last set. */
  readonly stackLow: EngineWord;
  /** 1 once the guest was refused memory since this was last set to 0. */
  readonly refused: EngineWord;
  malloc(bytes: number): number;
  free(pointer: number): void;
}

/** Called by the engine's own JS half; the type is the one its package declares. */
type Callbacks = QuickJSEmscriptenModule['callbacks'];

/**
 * @param module the instrumented wasm, compiled
 * @param maxMemoryBytes ceiling of the linear memory; the wasm's own `maximum` holds it
 */
export async function startEngine(
  module: WebAssembly.Module,
  maxMemoryBytes: number,
  hooks: EngineHooks,
): Promise<Engine> {
  const { options, started } = engineOptions(module, maxMemoryBytes, hooks);
  const emscripten = await loadEmscripten(options);
  emscripten.callbacks = callbacks(hooks);
  const { memory, exports } = started();
  let view = Buffer.from(memory.buffer);
  return {
    ffi: new QuickJSFFI(emscripten),
    memory,
    get bytes() {
      // One view for all: each that is made costs more than the copy of a page, and garbage besides.
      if (view.buffer !== memory.buffer) view = Buffer.from(memory.buffer);
      return view;
    },
    fuel: engineWord(exports, 'fuel'),
    stackPointer: engineWord(exports, 'stackPointer'),
    stackLow: engineWord(exports, 'stackLow'),
    refused: engineWord(exports, 'refused'),
    malloc: (size) => emscripten._malloc(size),
    free: (pointer) => emscripten._free(pointer),
  };
}

/** The word behind the two functions that the instrumentation exports for it. */
export function engineWord(
  exports: WebAssembly.Instance['exports'],
  name: 'fuel' | 'stackPointer' | 'stackLow' | 'refused',
): EngineWord {
  const get = exports[`get.${name}`] as () => number;
  const set = exports[`set.${name}`] as (value: number) => void;
  return {
    get value() {
      return get();
    },
    set value(value) {
      set(value);
    },
  };
}

type WasmImports = ConstructorParameters<typeof WebAssembly.Instance>[1] & object;

interface Started {
  readonly memory: WebAssembly.Memory;
  readonly exports: WebAssembly.Instance['exports'];
}

/** How the engine's JS half is told to use our module, memory and meter. */
export function engineOptions(
  module: WebAssembly.Module,
  maxMemoryBytes: number,
  hooks: Pick<EngineHooks, 'tick'>,
): { options: EmscriptenModuleLoaderOptions; started: () => Started } {
  const memory = new WebAssembly.Memory({
    initial: 256,
    maximum: Math.floor(maxMemoryBytes / WASM_PAGE_BYTES),
  });
  let instance: WebAssembly.Instance | undefined;
  const options = {
    wasmMemory: memory,
    // A guest must not be able to read the host's program path out of its own memory.
    thisProgram: 'quickjs',
    print: () => {},
    printErr: () => {},
    instantiateWasm(imports: WasmImports, done: (i: WebAssembly.Instance) => void) {
      instance = new WebAssembly.Instance(module, { ...imports, meter: { tick: hooks.tick } });
      // Constructors and the boot run loops too, before any meter is set: they are the host's own.
      engineWord(instance.exports, 'fuel').value = 0x7fffffff;
      done(instance);
      return instance.exports;
    },
  };
  const started = () => {
    if (!instance) throw new Error('Cannot use the engine: it was not instantiated');
    return { memory, exports: instance.exports };
  };
  return { options: options as unknown as EmscriptenModuleLoaderOptions, started };
}

/** Of the five things the engine may call, a guest gets one; the rest were never switched on. */
function callbacks(hooks: EngineHooks): Callbacks {
  const unexpected = (): never => {
    throw new Error('Cannot answer the engine: a callback that is not enabled was called');
  };
  return {
    callFunction(_asyncify, context, _this, argc, argv) {
      return hooks.hostCall(context, argc, argv as unknown as number) as unknown as JSValuePointer;
    },
    freeHostRef: () => {},
    shouldInterrupt: unexpected,
    loadModuleSource: unexpected,
    normalizeModule: unexpected,
  };
}
