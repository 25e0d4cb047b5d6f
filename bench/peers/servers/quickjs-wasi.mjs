/** quickjs-wasi: a new wasm instance for every request, from a module compiled once. */
import { readFile } from 'node:fs/promises';
import { QuickJS } from 'quickjs-wasi';
import { LIMITS, serve } from './http.mjs';

const wasm = await WebAssembly.compile(
  await readFile(new URL(import.meta.resolve('quickjs-wasi/quickjs.wasm'))),
);

serve(async (code, input) => {
  const deadline = Date.now() + LIMITS.timeoutMs;
  const vm = await QuickJS.create({
    wasm,
    memoryLimit: LIMITS.memoryBytes,
    interruptHandler: () => Date.now() > deadline,
  });
  try {
    vm.hostToHandle(input).consume((handle) => vm.setProp(vm.global, 'input', handle));
    return vm
      .evalCode(`(function (input) { 'use strict'; ${code}\n})(input)`)
      .consume((handle) => vm.dump(handle));
  } finally {
    vm.dispose();
  }
});
