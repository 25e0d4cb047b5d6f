/** QuickJS driven by its package's own API, with no image and no clean-up: as shipped, or metered. */
import baseVariant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten';
import { GUEST_STACK_BYTES } from '../../src/base/limits.ts';
import { engineOptions, engineWord, WASM_PAGE_BYTES } from '../../src/sandbox/engine.ts';

/** Compiles a function body; the returned function calls it and gives its text. */
export type CompileBody = (body: string) => () => string;

export interface EngineChoice {
  /** The same ceiling that a sandbox's linear memory has. */
  readonly maxMemoryBytes: number;
  /** The instrumented engine; without it the one that the package ships. */
  readonly metered?: WebAssembly.Module;
}

const SLICE = 200_000;

export async function openPlainEngine(choice: EngineChoice): Promise<CompileBody> {
  const quickjs = await newQuickJSWASMModuleFromVariant(variantOf(choice));
  const runtime = quickjs.newRuntime();
  runtime.setMaxStackSize(GUEST_STACK_BYTES);
  const context = runtime.newContext();
  return (body) => {
    const source = `(function(){"use strict";${body}\n})`;
    const fn = context.unwrapResult(context.evalCode(source));
    return () => {
      const result = context.unwrapResult(context.callFunction(fn, context.undefined));
      const text = context.getString(result);
      result.dispose();
      return text;
    };
  };
}

function variantOf({ maxMemoryBytes, metered }: EngineChoice) {
  if (!metered) {
    const maximum = Math.floor(maxMemoryBytes / WASM_PAGE_BYTES);
    const wasmMemory = new WebAssembly.Memory({ initial: 256, maximum });
    return newVariant(baseVariant, { wasmMemory });
  }
  const { options, started } = engineOptions(metered, maxMemoryBytes, {
    // What the meter of a sandbox does: refill, and look at the clock.
    tick: () => {
      engineWord(started().exports, 'fuel').value = SLICE;
      if (performance.now() < 0) throw new Error('Cannot be: the clock runs backwards');
    },
  });
  return newVariant(baseVariant, { emscriptenModule: options });
}
