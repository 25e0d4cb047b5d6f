/**
 * isolated-vm: a new context for every request, in one isolate that all requests share. Synchronous, because an
 * isolate runs one at a time anyway: the asynchronous form keeps a hundred contexts alive at once, passes the
 * isolate's memory limit and is slower.
 */
import ivm from 'isolated-vm';
import { LIMITS, serve } from './http.mjs';

let isolate;

serve((code, input) => {
  if (!isolate || isolate.isDisposed)
    isolate = new ivm.Isolate({ memoryLimit: LIMITS.memoryBytes / 2 ** 20 });
  const context = isolate.createContextSync();
  try {
    return context.evalClosureSync(
      `return (function (input) { 'use strict'; ${code}\n})($0)`,
      [input],
      { timeout: LIMITS.timeoutMs, arguments: { copy: true }, result: { copy: true } },
    );
  } finally {
    if (!isolate.isDisposed) context.release();
  }
});
