/** `Symbol.dispose`, which Node has and the engine has not. */
import { defineProperty } from '../../prelude/primordials.ts';

function wellKnown(name: 'dispose' | 'asyncDispose'): symbol {
  const known: unknown = Reflect.get(Symbol, name);
  if (typeof known === 'symbol') return known;
  const value = Symbol.for(`nodejs.${name}`);
  defineProperty(Symbol, name, { value });
  return value;
}

export const DISPOSE: unique symbol = wellKnown('dispose') as never;
wellKnown('asyncDispose');
