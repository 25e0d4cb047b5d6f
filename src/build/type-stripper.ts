/**
 * Makes the compiler that takes the types out of TypeScript fit to be fed by strangers. Its wasm is metered like
 * the engine's own, for a source can keep a parser busy for long or make it recurse without an end:
 * - at the head of each `loop` and of each function: `fuel -= 1; if (fuel < 0) tick()`;
 * - memory grows no further than `MOST_PAGES`.
 * Its JavaScript half makes an instance as it is loaded: here it becomes a function that makes one when it is
 * called, of a module that it is given.
 */
import binaryen from 'binaryen';
import { addFuel, payThen } from './fuel.ts';
import { expr, inFunctions, walk } from './wasm-walk.ts';

/** 128 MB: a source of a megabyte takes some 60. */
const MOST_PAGES = 2048;
/** More pages than any memory may have: growing by that many is always refused. */
const TOO_MANY_PAGES = 65_536;

const EMBEDDED =
  /const \{ Buffer \} = require\('node:buffer'\);\nconst bytes = Buffer\.from\('([A-Za-z0-9+/=]+)', 'base64'\);\n\nconst wasmModule = new WebAssembly\.Module\(bytes\);\nconst wasmInstance = new WebAssembly\.Instance\(wasmModule, imports\);\nwasm = wasmInstance\.exports;\nmodule\.exports\.__wasm = wasm;\s*$/;

export interface TypeStripperParts {
  readonly wasm: Uint8Array;
  /** An ES module with one export, `instantiate(wasmModule, meterImports)`. */
  readonly glue: string;
}

/**
 * @param packageText the package's one file
 * @throws when it no longer has the shape this step relies on
 */
export function makeTypeStripper(packageText: string): TypeStripperParts {
  const match = EMBEDDED.exec(packageText);
  if (!match?.[1]) throw new Error('Cannot take the type stripper apart: its package has changed');
  const head = packageText.slice(0, match.index);
  const glue = `import * as util from 'node:util';
export function instantiate(wasmModule, meter) {
const module = { exports: {} };
const require = () => util;
${head}
const wasmInstance = new WebAssembly.Instance(wasmModule, { ...imports, meter });
wasm = wasmInstance.exports;
return { strip: module.exports.transformSync, fuel: wasm.fuel };
}
`;
  return { wasm: meter(Buffer.from(match[1], 'base64')), glue };
}

function meter(wasm: Uint8Array): Uint8Array {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(
    binaryen.Features.MVP |
      binaryen.Features.MutableGlobals |
      binaryen.Features.BulkMemory |
      binaryen.Features.BulkMemoryOpt |
      binaryen.Features.SignExt |
      binaryen.Features.NontrappingFPToInt |
      binaryen.Features.ReferenceTypes |
      binaryen.Features.Multivalue,
  );
  addFuel(module);
  module.addGlobalExport('$fuel', 'fuel');
  for (const fn of inFunctions(module)) {
    walk(fn.body, (node) => {
      if (expr.isLoop(node)) expr.setLoopBody(node, payThen(module, expr.loopBody(node)));
      else if (expr.isMemoryGrow(node)) {
        const delta = module.call('$bounded', [expr.growDelta(node)], binaryen.i32);
        expr.setGrowDelta(node, delta);
      }
    });
    fn.setBody(payThen(module, fn.body));
  }
  addBound(module);
  if (!module.validate()) throw new Error('Cannot meter the type stripper: it is not valid');
  const result = module.emitBinary();
  module.dispose();
  return result;
}

/** The pages to grow by, or more than can be had where that would be too many in all. */
function addBound(module: binaryen.Module): void {
  const { i32 } = module;
  const delta = () => module.local.get(0, binaryen.i32);
  const room = i32.sub(i32.const(MOST_PAGES), module.memory.size());
  module.addFunction(
    '$bounded',
    binaryen.createType([binaryen.i32]),
    binaryen.i32,
    [],
    module.select(i32.gt_u(delta(), room), i32.const(TOO_MANY_PAGES), delta()),
  );
}
