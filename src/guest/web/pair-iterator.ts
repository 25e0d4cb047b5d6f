/** Iterators over pairs, as the web's interfaces have them. @see https://webidl.spec.whatwg.org/#js-default-iterator-object */

export type Pair = readonly [name: string, value: unknown];
export type PairKind = 'key' | 'value' | 'key+value';

const ArrayIteratorPrototype: object = Object.getPrototypeOf([][Symbol.iterator]());
const IteratorPrototype: object = Object.getPrototypeOf(ArrayIteratorPrototype);

function shown(pair: Pair, kind: PairKind): unknown {
  if (kind === 'key') return pair[0];
  return kind === 'value' ? pair[1] : [pair[0], pair[1]];
}

interface State {
  readonly pairs: () => readonly Pair[];
  readonly kind: PairKind;
  next: number;
}

/**
 * Iterators for one interface.
 * @returns what makes one; `pairs` is asked at each step, so that a list that changes meanwhile shows
 */
export function pairIterators(
  interfaceName: string,
): (pairs: () => readonly Pair[], kind: PairKind) => IterableIterator<unknown> {
  const states = new WeakMap<object, State>();
  const prototype = Object.create(IteratorPrototype);
  const methods = {
    next(this: object): IteratorResult<unknown> {
      const state = states.get(this);
      if (state === undefined) {
        throw new TypeError(
          `'next' called on an object that does not implement interface ${interfaceName} Iterator.`,
        );
      }
      const pair = state.pairs()[state.next];
      if (pair === undefined) return { value: undefined, done: true };
      state.next++;
      return { value: shown(pair, state.kind), done: false };
    },
  };
  Object.defineProperties(prototype, {
    next: { value: methods.next, writable: true, enumerable: true, configurable: true },
    [Symbol.toStringTag]: { value: `${interfaceName} Iterator`, configurable: true },
  });
  return (pairs, kind) => {
    const made = Object.create(prototype);
    states.set(made, { pairs, kind, next: 0 });
    return made;
  };
}
