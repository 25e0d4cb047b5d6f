/** Makes wasm pay for what it does: the counter, the call when it is spent, and the payment at a place in the code. */
import binaryen from 'binaryen';
import type { Expr } from './wasm-walk.ts';

/** Adds `meter.tick`, imported, and the counter, `$fuel`; how the host reaches that is the caller's. */
export function addFuel(module: binaryen.Module): void {
  module.addFunctionImport('$tick', 'meter', 'tick', binaryen.none, binaryen.none);
  module.addGlobal('$fuel', binaryen.i32, true, module.i32.const(0));
}

/** `fuel -= 1; if (fuel < 0) tick(); <body>` */
export function payThen(module: binaryen.Module, body: Expr): Expr {
  const { i32 } = module;
  return module.block(null, [pay(module, i32.const(1)), body], binaryen.getExpressionType(body));
}

/** `fuel -= <price>; if (fuel < 0) tick()` */
export function pay(module: binaryen.Module, price: Expr): Expr {
  const { i32 } = module;
  return module.block(null, [
    module.global.set('$fuel', i32.sub(module.global.get('$fuel', binaryen.i32), price)),
    module.if(
      i32.lt_s(module.global.get('$fuel', binaryen.i32), i32.const(0)),
      module.call('$tick', [], binaryen.none),
    ),
  ]);
}
