/**
 * Node's own inspection code captures every intrinsic there is while it loads, `Atomics` among them; the
 * engine has none. Import this before it; `without-atomics.ts` takes the stand-in away again.
 */
Object.defineProperty(globalThis, 'Atomics', { value: {}, configurable: true });
