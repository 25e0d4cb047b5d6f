/** Takes away what `with-atomics.ts` put there. */
Reflect.deleteProperty(globalThis, 'Atomics');
