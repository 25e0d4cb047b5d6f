/** @sebastianwessel/quickjs: `runSandboxed` for every request, as its README has it. */
import variant from '@jitl/quickjs-ng-wasmfile-release-sync';
import { loadQuickJs } from '@sebastianwessel/quickjs';
import { LIMITS, serve } from './http.mjs';

const { runSandboxed } = await loadQuickJs(variant);

serve(async (code, input) => {
  const outcome = await runSandboxed(
    ({ evalCode }) =>
      evalCode(`export default (function (input) { 'use strict'; ${code}\n})(env.input)`),
    {
      executionTimeout: LIMITS.timeoutMs,
      memoryLimit: LIMITS.memoryBytes,
      env: { input },
    },
  );
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.data;
});
