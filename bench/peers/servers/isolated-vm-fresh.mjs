/** isolated-vm: a new V8 isolate for every request. */
import ivm from 'isolated-vm';
import { LIMITS, serve } from './http.mjs';

serve(async (code, input) => {
  const isolate = new ivm.Isolate({ memoryLimit: LIMITS.memoryBytes / 2 ** 20 });
  try {
    const context = await isolate.createContext();
    return await context.evalClosure(
      `return (function (input) { 'use strict'; ${code}\n})($0)`,
      [input],
      { timeout: LIMITS.timeoutMs, arguments: { copy: true }, result: { copy: true } },
    );
  } finally {
    if (!isolate.isDisposed) isolate.dispose();
  }
});
