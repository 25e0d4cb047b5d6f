/** quickjs-emscripten: a new QuickJS runtime and context for every request, in one wasm instance. */
import { getQuickJS, shouldInterruptAfterDeadline } from 'quickjs-emscripten';
import { LIMITS, serve } from './http.mjs';

const quickJs = await getQuickJS();

serve((code, input) => {
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(LIMITS.memoryBytes);
  runtime.setMaxStackSize(512 * 1024);
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + LIMITS.timeoutMs));
  const context = runtime.newContext();
  try {
    const json = JSON.stringify(JSON.stringify(input));
    const source = `JSON.stringify((function (input) { 'use strict'; ${code}\n})(JSON.parse(${json})))`;
    const handle = context.unwrapResult(context.evalCode(source));
    const text = handle.consume((value) => context.getString(value));
    return JSON.parse(text);
  } finally {
    context.dispose();
    runtime.dispose();
  }
});
