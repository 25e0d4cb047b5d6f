/**
 * A walk over every expression of a wasm module, on binaryen's own tree. Fails on an instruction it
 * does not know the children of, rather than pass over the code below it.
 */
import binaryen from 'binaryen';

export type Expr = number;

/** Accessors that binaryen.js has at run time and its types leave out (132.0.0). */
interface Accessors {
  readonly Loop: { getBody(e: Expr): Expr; setBody(e: Expr, body: Expr): void };
  readonly MemoryCopy: Sized;
  readonly MemoryFill: Sized;
  readonly MemoryGrow: { getDelta(e: Expr): Expr; setDelta(e: Expr, delta: Expr): void };
  readonly Function: { setBody(fn: number, body: Expr): void };
  readonly Call: { setTarget(e: Expr, name: string): void };
  readonly GlobalSet: { setValue(e: Expr, value: Expr): void };
  _BinaryenFunctionAddVar(fn: number, type: number): number;
}
interface Sized {
  getSize(e: Expr): Expr;
  setSize(e: Expr, size: Expr): void;
}
const accessors = binaryen as unknown as Accessors;

interface Info {
  readonly [field: string]: unknown;
  readonly value?: unknown;
}
const idOf = (e: Expr) => binaryen.getExpressionId(e);
const infoOf = (e: Expr) => binaryen.getExpressionInfo(e) as unknown as Info;

/** Fields of an expression's info that hold its operands, in the order they are evaluated. */
const CHILDREN: ReadonlyMap<number, readonly string[]> = new Map([
  [binaryen.BlockId, ['children']],
  [binaryen.IfId, ['condition', 'ifTrue', 'ifFalse']],
  [binaryen.LoopId, ['body']],
  [binaryen.BreakId, ['value', 'condition']],
  [binaryen.SwitchId, ['value', 'condition']],
  [binaryen.CallId, ['operands']],
  [binaryen.CallIndirectId, ['operands', 'target']],
  [binaryen.LocalGetId, []],
  [binaryen.LocalSetId, ['value']],
  [binaryen.GlobalGetId, []],
  [binaryen.GlobalSetId, ['value']],
  [binaryen.LoadId, ['ptr']],
  [binaryen.StoreId, ['ptr', 'value']],
  [binaryen.ConstId, []],
  [binaryen.UnaryId, ['value']],
  [binaryen.BinaryId, ['left', 'right']],
  [binaryen.SelectId, ['ifTrue', 'ifFalse', 'condition']],
  [binaryen.DropId, ['value']],
  [binaryen.ReturnId, ['value']],
  [binaryen.NopId, []],
  [binaryen.UnreachableId, []],
  [binaryen.MemorySizeId, []],
  [binaryen.MemoryGrowId, ['delta']],
  [binaryen.MemoryCopyId, ['dest', 'source', 'size']],
  [binaryen.MemoryFillId, ['dest', 'value', 'size']],
]);

/** Calls `visit` on every expression below and including `root`, parents first. */
export function walk(root: Expr, visit: (node: Expr) => void): void {
  const pending: Expr[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === 0) continue;
    const children = childrenOf(node);
    visit(node);
    pending.push(...children);
  }
}

function childrenOf(node: Expr): Expr[] {
  const id = idOf(node);
  const fields = CHILDREN.get(id);
  if (!fields) throw new Error(`Cannot walk the engine: unknown instruction kind ${id}`);
  // A leaf may have no info at all (`nop`, `unreachable`).
  if (fields.length === 0) return [];
  const info = infoOf(node);
  return fields.flatMap((field) => {
    const child = info[field];
    if (Array.isArray(child)) return child as Expr[];
    if (typeof child === 'number') return [child];
    throw new Error(`Cannot walk the engine: instruction kind ${id} has no "${field}"`);
  });
}

export interface WasmFunction {
  readonly name: string;
  readonly body: Expr;
  /** Adds a local variable and returns its index. */
  addLocal(type: number): number;
  setBody(body: Expr): void;
}

/** Every function of the module that has a body. */
export function* inFunctions(module: binaryen.Module): Generator<WasmFunction> {
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const fn = module.getFunctionByIndex(i);
    const { name, body } = binaryen.getFunctionInfo(fn);
    if (body === 0) continue;
    yield {
      name,
      body,
      addLocal: (type) => accessors._BinaryenFunctionAddVar(fn, type),
      setBody: (changed) => accessors.Function.setBody(fn, changed),
    };
  }
}

/** The value of an `i32.const`, or undefined for anything else. */
export function constOf(node: Expr): number | undefined {
  if (idOf(node) !== binaryen.ConstId) return undefined;
  const { value } = infoOf(node);
  return typeof value === 'number' ? value : undefined;
}

const bulkOf = (e: Expr): Sized =>
  idOf(e) === binaryen.MemoryCopyId ? accessors.MemoryCopy : accessors.MemoryFill;

/** What the instrumentation asks of an expression, and does to it. */
export const expr = {
  isLoop: (e: Expr) => idOf(e) === binaryen.LoopId,
  loopBody: (e: Expr) => accessors.Loop.getBody(e),
  setLoopBody: (e: Expr, body: Expr) => accessors.Loop.setBody(e, body),
  isBulk: (e: Expr) => idOf(e) === binaryen.MemoryCopyId || idOf(e) === binaryen.MemoryFillId,
  bulkSize: (e: Expr) => bulkOf(e).getSize(e),
  setBulkSize: (e: Expr, size: Expr) => bulkOf(e).setSize(e, size),
  isMemoryGrow: (e: Expr) => idOf(e) === binaryen.MemoryGrowId,
  growDelta: (e: Expr) => accessors.MemoryGrow.getDelta(e),
  setGrowDelta: (e: Expr, delta: Expr) => accessors.MemoryGrow.setDelta(e, delta),
  isMemorySize: (e: Expr) => idOf(e) === binaryen.MemorySizeId,
  /** Name of the function that a direct call calls, else undefined. */
  callTarget: (e: Expr) =>
    idOf(e) === binaryen.CallId ? (infoOf(e)['target'] as string) : undefined,
  setCallTarget: (e: Expr, name: string) => accessors.Call.setTarget(e, name),
  isGlobalSet: (e: Expr, name: string) =>
    idOf(e) === binaryen.GlobalSetId && infoOf(e)['name'] === name,
  globalSetValue: (e: Expr) => infoOf(e).value as Expr,
  setGlobalSetValue: (e: Expr, value: Expr) => accessors.GlobalSet.setValue(e, value),
  /** The address an `i32.load` reads when that is a constant, else undefined. */
  constantLoadAddress(e: Expr): number | undefined {
    if (idOf(e) !== binaryen.LoadId) return undefined;
    const info = infoOf(e);
    const base = constOf(info['ptr'] as Expr);
    return base === undefined ? undefined : base + Number(info['offset']);
  },
  isAddOfLocalAndConst(e: Expr): boolean {
    if (idOf(e) !== binaryen.BinaryId) return false;
    const info = infoOf(e);
    if (info['op'] !== binaryen.AddInt32) return false;
    const isLocal = idOf(info['left'] as Expr) === binaryen.LocalGetId;
    const step = constOf(info['right'] as Expr);
    return isLocal && step !== undefined && step >= 0;
  },
};
