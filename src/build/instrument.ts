/**
 * Makes every loop of the engine pay fuel, so that no guest code, native or not, can outlive its
 * deadline. QuickJS polls its own interrupt handler only between bytecodes: a native loop such as
 * `[].indexOf.call({ length: 2 ** 53 - 1 }, 1)` would otherwise hold its thread for hours.
 *
 * What is added to the wasm, and nothing else is touched:
 * - at the head of each `loop`: `fuel -= 1; if (fuel < 0) tick()`;
 * - at each bulk `memory.copy` and `memory.fill` of a computed size: `fuel -= size / 32`, likewise,
 *   for one such instruction may move the whole heap;
 * - at each move of the shadow-stack pointer: the lowest address it reached is kept, so that
 *   exactly the stack a run used can be zeroed after it;
 * - where the allocator asks for more memory and is refused: that it was, is kept, for the engine
 *   does not always say so itself.
 */
import binaryen from 'binaryen';
import { addFuel, pay, payThen } from './fuel.ts';
import { constOf, type Expr, expr, inFunctions, walk } from './wasm-walk.ts';

/** Bytes that a bulk memory instruction moves for one unit of fuel; a power of two. */
export const BYTES_PER_FUEL = 32;

/** Bulk instructions of a constant size up to this are left alone: they cost less than a loop turn. */
const SMALL_BULK_BYTES = 4096;

export interface Instrumented {
  readonly wasm: Uint8Array;
  readonly loops: number;
  readonly bulkOperations: number;
  /** Address of the allocator's break (an `i32`, bytes): where the used heap ends. */
  readonly breakAddress: number;
  /** Where the shadow stack starts (it grows downwards), bytes. */
  readonly stackTop: number;
}

/**
 * @param wasm the engine's module as its package ships it
 * @throws when the engine no longer has the shape this step relies on
 */
export function instrument(wasm: Uint8Array): Instrumented {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(
    binaryen.Features.MVP |
      binaryen.Features.MutableGlobals |
      binaryen.Features.BulkMemory |
      binaryen.Features.BulkMemoryOpt |
      binaryen.Features.SignExt |
      binaryen.Features.NontrappingFPToInt,
  );
  const stackPointer = findStackPointer(module);
  const { breakAddress, growCall } = findAllocator(module);

  addFuel(module);
  module.addGlobal('$stack_low', binaryen.i32, true, module.i32.const(stackPointer.initial));
  module.addGlobal('$refused', binaryen.i32, true, module.i32.const(0));
  const counts = meter(module, stackPointer.name);
  addBulkCharge(module);
  noteRefusal(module, growCall);
  exportWord(module, '$fuel', 'fuel');
  exportWord(module, '$stack_low', 'stackLow');
  exportWord(module, '$refused', 'refused');
  exportWord(module, stackPointer.name, 'stackPointer');

  if (!module.validate()) throw new Error('Cannot instrument the engine: the result is not valid');
  const result = module.emitBinary();
  module.dispose();
  return { wasm: result, ...counts, breakAddress, stackTop: stackPointer.initial };
}

/**
 * Two functions for the host, `get.name` and `set.name`. The globals themselves stay inside: one that is
 * exported lies behind a pointer, which every loop and every call would have to follow.
 */
function exportWord(module: binaryen.Module, global: string, name: string): void {
  const { i32, none } = binaryen;
  module.addFunction(`$get.${name}`, none, i32, [], module.global.get(global, i32));
  const set = module.global.set(global, module.local.get(0, i32));
  module.addFunction(`$set.${name}`, binaryen.createType([i32]), none, [], set);
  module.addFunctionExport(`$get.${name}`, `get.${name}`);
  module.addFunctionExport(`$set.${name}`, `set.${name}`);
}

function meter(module: binaryen.Module, stackPointer: string) {
  const counts = { loops: 0, bulkOperations: 0 };
  const meterNode = (node: Expr, scratch: () => number) => {
    if (expr.isLoop(node)) {
      counts.loops++;
      expr.setLoopBody(node, payThen(module, expr.loopBody(node)));
    } else if (expr.isBulk(node)) {
      if (chargeBulk(module, node)) counts.bulkOperations++;
    } else if (expr.isGlobalSet(node, stackPointer)) markLow(module, node, scratch);
  };
  for (const fn of inFunctions(module)) {
    const scratch = lazy(() => fn.addLocal(binaryen.i32));
    walk(fn.body, (node) => meterNode(node, scratch));
  }
  return counts;
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The size operand passes through `$charge_bulk`, which gives it back. */
function chargeBulk(module: binaryen.Module, node: Expr): boolean {
  const size = expr.bulkSize(node);
  const known = constOf(size);
  if (known !== undefined && known <= SMALL_BULK_BYTES) return false;
  expr.setBulkSize(node, module.call('$charge_bulk', [size], binaryen.i32));
  return true;
}

function addBulkCharge(module: binaryen.Module): void {
  const { i32 } = module;
  const size = module.local.get(0, binaryen.i32);
  const shift = Math.log2(BYTES_PER_FUEL);
  module.addFunction(
    '$charge_bulk',
    binaryen.createType([binaryen.i32]),
    binaryen.i32,
    [],
    module.block(
      null,
      [pay(module, i32.shr_u(size, i32.const(shift))), module.local.get(0, binaryen.i32)],
      binaryen.i32,
    ),
  );
}

/** `stackPointer = v` becomes `stackPointer = v; if (v < stackLow) stackLow = v`. */
function markLow(module: binaryen.Module, node: Expr, scratch: () => number): void {
  const value = expr.globalSetValue(node);
  // A function giving its frame back sets the pointer to `local + constant`: never a new low.
  if (expr.isAddOfLocalAndConst(value)) return;
  const { i32 } = module;
  const kept = () => module.local.get(scratch(), binaryen.i32);
  const marked = module.block(
    null,
    [
      module.if(
        i32.lt_u(
          module.local.tee(scratch(), value, binaryen.i32),
          module.global.get('$stack_low', binaryen.i32),
        ),
        module.global.set('$stack_low', kept()),
      ),
      kept(),
    ],
    binaryen.i32,
  );
  expr.setGlobalSetValue(node, marked);
}

/** The module has one mutable global of its own: the shadow-stack pointer. */
function findStackPointer(module: binaryen.Module): { name: string; initial: number } {
  const count = module.getNumGlobals();
  const info = count === 1 ? binaryen.getGlobalInfo(module.getGlobalByIndex(0)) : undefined;
  const initial = info?.mutable ? constOf(info.init) : undefined;
  if (!info || initial === undefined) {
    throw new Error(`Cannot find the stack pointer: ${count} globals, one mutable was wanted`);
  }
  return { name: info.name, initial };
}

/** The call to the host for more memory goes through `$grow`, which keeps a refusal. */
function noteRefusal(module: binaryen.Module, growCall: Expr): void {
  const { i32 } = module;
  const target = expr.callTarget(growCall) ?? '';
  const granted = () => module.local.get(1, binaryen.i32);
  module.addFunction(
    '$grow',
    binaryen.createType([binaryen.i32]),
    binaryen.i32,
    [binaryen.i32],
    module.block(
      null,
      [
        module.local.set(1, module.call(target, [module.local.get(0, binaryen.i32)], binaryen.i32)),
        module.if(i32.eqz(granted()), module.global.set('$refused', i32.const(1))),
        granted(),
      ],
      binaryen.i32,
    ),
  );
  expr.setCallTarget(growCall, '$grow');
}

/**
 * The one function that asks for the memory's size is `sbrk`: the only address it loads from is the
 * break's, a constant in static data, and the only function it calls is the host's that grows memory.
 */
function findAllocator(module: binaryen.Module): { breakAddress: number; growCall: Expr } {
  const askers = [...inFunctions(module)].filter((fn) => holdsMemorySize(fn.body));
  const addresses = new Set<number>();
  const calls: Expr[] = [];
  for (const fn of askers) {
    walk(fn.body, (node) => {
      const address = expr.constantLoadAddress(node);
      if (address !== undefined) addresses.add(address);
      if (expr.callTarget(node) !== undefined) calls.push(node);
    });
  }
  const [breakAddress] = addresses;
  // The second call, where there is one, only sets `errno`.
  const growCall = calls.find((call) => isImported(module, expr.callTarget(call) ?? ''));
  if (askers.length !== 1 || addresses.size !== 1 || breakAddress === undefined || !growCall) {
    throw new Error(
      `Cannot find the allocator: ${askers.length} functions use memory.size and load from ` +
        `${addresses.size} constant addresses, one of each was wanted, with a call to the host`,
    );
  }
  return { breakAddress, growCall };
}

function holdsMemorySize(body: Expr): boolean {
  let holds = false;
  walk(body, (node) => {
    if (expr.isMemorySize(node)) holds = true;
  });
  return holds;
}

function isImported(module: binaryen.Module, name: string): boolean {
  return name !== '' && binaryen.getFunctionInfo(module.getFunction(name)).module !== '';
}
