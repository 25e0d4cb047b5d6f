/** A booted engine, before any code of the guest's: what images are begun with. */
import {
  EvalFlags,
  type IntrinsicsFlags,
  type JSContextPointer,
  type JSRuntimePointer,
  type JSValuePointer,
} from 'quickjs-emscripten';
import { GUEST_STACK_BYTES } from '../base/limits.ts';
import type { Engine } from '../sandbox/engine.ts';
import { withScratch } from '../sandbox/image.ts';
import type { Instrumented } from './instrument.ts';

export interface BootedWorld {
  readonly runtime: JSRuntimePointer;
  readonly context: JSContextPointer;
  setGlobal(name: string, value: JSValuePointer): void;
  /** @returns the completion value */
  evaluate(source: string): JSValuePointer;
  /** Text of a string. */
  textOf(value: JSValuePointer): string;
}

export function boot(started: Engine, layout: Pick<Instrumented, 'stackTop'>): BootedWorld {
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
    textOf,
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
