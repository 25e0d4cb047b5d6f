import { startEngine } from '../sandbox/engine.ts';
import { type BootedWorld, boot } from './boot.ts';
import type { Instrumented } from './instrument.ts';

/** Where in its runtime the engine may keep the flags, bytes. */
const LOOKED_AT = 1024;
const MEMORY_BYTES = 16 * 1024 * 1024;

/** `JS_STRIP_SOURCE`: functions forget their source text. @see quickjs.h */
const STRIP_SOURCE = 1;

const SHOWN = '(function named(parameter) { return parameter }).toString()';
const STRIPPED = /^function named\(\) \{\s*\[native code\]\s*\}$/;

/**
 * The flags that make the compiler leave out what only debugging needs have no export: a zero byte of
 * the runtime holds them, the one that takes functions their source when it is set.
 * @returns its offset in the runtime
 */
export async function findStripFlags(
  module: WebAssembly.Module,
  layout: Pick<Instrumented, 'stackTop'>,
): Promise<number> {
  const found: number[] = [];
  for (let offset = 0; offset < LOOKED_AT; ) {
    const world = await bootFresh(module, layout);
    // Most bytes do no harm; one that breaks the engine is not the one, and costs a new engine.
    for (let effect: Effect = 'none'; effect !== 'broken' && offset < LOOKED_AT; offset++) {
      effect = tryByte(world, offset);
      if (effect === 'stripped') found.push(offset);
    }
  }
  const [only] = found;
  if (found.length !== 1 || only === undefined) {
    throw new Error(`Cannot find the strip flags: ${found.length} bytes act as they would`);
  }
  return only;
}

type Effect = 'none' | 'stripped' | 'broken';

interface Fresh {
  readonly memory: WebAssembly.Memory;
  readonly world: BootedWorld;
}

async function bootFresh(
  module: WebAssembly.Module,
  layout: Pick<Instrumented, 'stackTop'>,
): Promise<Fresh> {
  const engine = await startEngine(module, MEMORY_BYTES + layout.stackTop, {
    tick: () => {
      throw new Error('Cannot find the strip flags: the engine ran too long');
    },
    hostCall: () => 0,
  });
  return { memory: engine.memory, world: boot(engine, layout) };
}

/** What the engine does when the byte at `offset` of its runtime is set. */
function tryByte({ memory, world }: Fresh, offset: number): Effect {
  const bytes = new Uint8Array(memory.buffer);
  const at = (world.runtime as number) + offset;
  if (bytes[at] !== 0) return 'none';
  bytes[at] = STRIP_SOURCE;
  try {
    const isStripped = STRIPPED.test(world.textOf(world.evaluate(SHOWN)));
    bytes[at] = 0;
    return isStripped ? 'stripped' : 'none';
  } catch {
    // It was another field's byte: that the engine trips over it is the answer.
    return 'broken';
  }
}
