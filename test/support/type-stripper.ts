/** The stripper of types as it is released, the clock as the test wants it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { instantiate } from '../../src/generated/type-stripper.js';
import { TypeStripper } from '../../src/sandbox/type-stripper.ts';

const WASM = fileURLToPath(new URL('../../src/generated/type-stripper.wasm', import.meta.url));

export function makeStripper(clock: Clock = systemClock, onTick: () => void = () => {}) {
  const readWasm = () => new Uint8Array(readFileSync(WASM));
  return new TypeStripper({ clock, readWasm, instantiate, onTick });
}
