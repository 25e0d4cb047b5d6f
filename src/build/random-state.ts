import type { Engine } from '../sandbox/engine.ts';

/**
 * `Math.random` is xorshift64*, its state 8 bytes of the context. One draw changes exactly one such
 * word as that generator does, and thereby shows where it is.
 * @see QuickJS `xorshift64star` in quickjs.c
 */
export function findRandomState(engine: Engine, draw: () => void): number {
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
