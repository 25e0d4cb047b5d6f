/**
 * Classes that are Node's streams without needing any. Nearly no hash and no cipher is used as one, and
 * `stream` weighs more than all of them: they inherit from its classes as soon as it is loaded, which the
 * first call of a stream's method brings about.
 */
import { require as requireModule } from '../prelude/modules.ts';

type Kind = 'Transform' | 'Writable';

/** Old-style: called on an object of another class, it makes a stream of that. */
type StreamClass = { readonly prototype: object } & ((this: object, options: object) => void);
export type StreamClasses = Readonly<Record<Kind, StreamClass>>;

interface Heir {
  readonly kind: Kind;
  readonly prototype: object;
  /** What an object of the class was made with; nothing for what is none. */
  optionsOf(self: object): { readonly value: unknown } | undefined;
}

/** What wakes an heir up when a snippet never required `stream`. */
const METHODS = [
  '_destroy',
  'addListener',
  'cork',
  'destroy',
  'emit',
  'end',
  'eventNames',
  'getMaxListeners',
  'isPaused',
  'listenerCount',
  'listeners',
  'off',
  'on',
  'once',
  'pause',
  'pipe',
  'prependListener',
  'prependOnceListener',
  'push',
  'rawListeners',
  'read',
  'removeAllListeners',
  'removeListener',
  'resume',
  'setDefaultEncoding',
  'setEncoding',
  'setMaxListeners',
  'uncork',
  'unpipe',
  'unshift',
  'wrap',
  'write',
  Symbol.asyncIterator,
];

const GETTERS = [
  'closed',
  'destroyed',
  'errored',
  'readable',
  'readableEnded',
  'readableFlowing',
  'readableHighWaterMark',
  'readableLength',
  'readableObjectMode',
  'writable',
  'writableEnded',
  'writableFinished',
  'writableHighWaterMark',
  'writableLength',
  'writableNeedDrain',
  'writableObjectMode',
];

const STATES: Readonly<Record<Kind, readonly string[]>> = {
  Transform: ['_readableState', '_writableState'],
  Writable: ['_writableState'],
};

const heirs: Heir[] = [];
let classes: StreamClasses | undefined;

/** Makes every heir one of these classes: `stream` says so once it is there. */
export function inheritFrom(given: StreamClasses): void {
  classes = given;
  for (const heir of heirs) settle(heir, given);
}

/** A class for others to extend, of whose objects each is a stream of that kind. */
function heirOf(kind: Kind) {
  abstract class Inheriting {
    readonly #options: unknown;

    constructor(options?: unknown) {
      this.#options = options;
    }

    static optionsOf(self: object) {
      return #options in self ? { value: self.#options } : undefined;
    }
  }
  const { optionsOf, prototype } = Inheriting;
  Reflect.deleteProperty(Inheriting, 'optionsOf');
  const heir = { kind, prototype, optionsOf };
  heirs.push(heir);
  if (classes) settle(heir, classes);
  else putToSleep(prototype);
  return Inheriting;
}

function putToSleep(prototype: object): void {
  for (const name of METHODS) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(this: object, ...args: unknown[]): unknown {
        requireModule('stream');
        return Reflect.apply(Reflect.get(this, name) as () => unknown, this, args);
      },
    });
  }
  for (const name of GETTERS) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: object): unknown {
        requireModule('stream');
        return Reflect.get(this, name);
      },
    });
  }
}

function settle({ kind, prototype, optionsOf }: Heir, given: StreamClasses): void {
  const Class = given[kind];
  for (const name of [...METHODS, ...GETTERS]) Reflect.deleteProperty(prototype, name);
  Object.setPrototypeOf(prototype, Class.prototype);
  for (const state of STATES[kind]) {
    Object.defineProperty(prototype, state, {
      configurable: true,
      // Whatever a stream does looks at its state: an object becomes one when somebody does.
      get(this: object): unknown {
        const options = optionsOf(this);
        if (!options) return undefined;
        Reflect.apply(Class, this, [streamOptions(options.value)]);
        return Reflect.get(this, state);
      },
      set(this: object, value: unknown): void {
        const property = { value, writable: true, enumerable: true, configurable: true };
        Object.defineProperty(this, state, property);
      },
    });
  }
}

/** Text is handed on as it is, with its encoding, unless somebody wants otherwise. */
function streamOptions(given: unknown): object {
  const options = typeof given === 'object' && given !== null ? given : {};
  return { ...options, decodeStrings: Boolean(Reflect.get(options, 'decodeStrings')) };
}

export const TransformHeir = heirOf('Transform');
export const WritableHeir = heirOf('Writable');
