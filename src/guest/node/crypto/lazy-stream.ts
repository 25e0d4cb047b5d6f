/**
 * The stream that every hash, cipher and signature of Node's is. Nearly none is used as one: the stream
 * is made when a method of it is first called, and `stream` is loaded no earlier.
 */
import { require as requireModule } from '../../prelude/modules.ts';

type Callback = (error?: unknown, value?: unknown) => void;

interface StreamOptions {
  transform?(chunk: unknown, encoding: string, callback: Callback): void;
  flush?(callback: Callback): void;
  write?(chunk: unknown, encoding: string, callback: Callback): void;
}

type StreamClass = new (options: object) => Record<string, (...args: unknown[]) => unknown>;

/** Methods of a stream that are handed on to it. */
const METHODS = [
  'write',
  'end',
  'read',
  'pipe',
  'unpipe',
  'on',
  'once',
  'off',
  'addListener',
  'removeListener',
  'removeAllListeners',
  'prependListener',
  'emit',
  'listeners',
  'listenerCount',
  'eventNames',
  'pause',
  'resume',
  'isPaused',
  'setEncoding',
  'setDefaultEncoding',
  'destroy',
  'cork',
  'uncork',
  'push',
  'setMaxListeners',
] as const;

const FIELDS = ['readable', 'writable', 'destroyed', 'writableEnded', 'readableEnded'] as const;

const streams = new WeakMap<LazyStream, Record<string, unknown>>();

/** A Transform or a Writable over an object's own methods. */
export abstract class LazyStream {
  readonly #options: unknown;

  constructor(options?: unknown) {
    this.#options = options;
  }

  /** Which class of `stream` it is, and what that does with what is written. */
  protected abstract streamKind(): { readonly kind: 'Transform' | 'Writable' } & StreamOptions;

  /** The stream itself. */
  static streamOf(self: LazyStream): Record<string, unknown> {
    const known = streams.get(self);
    if (known) return known;
    const { kind, ...handlers } = self.streamKind();
    const Stream = (requireModule('stream') as Record<string, StreamClass>)[kind] as StreamClass;
    const given = typeof self.#options === 'object' ? self.#options : {};
    const made = new Stream({ ...given, ...handlers });
    streams.set(self, made);
    return made;
  }
}

for (const name of METHODS) {
  Object.defineProperty(LazyStream.prototype, name, {
    configurable: true,
    writable: true,
    value(this: LazyStream, ...args: unknown[]): unknown {
      const stream = LazyStream.streamOf(this);
      const result = Reflect.apply(stream[name] as () => unknown, stream, args);
      // What is chained goes on with the object that was asked.
      return result === stream ? this : result;
    },
  });
}
for (const name of [...FIELDS, Symbol.asyncIterator] as const) {
  Object.defineProperty(LazyStream.prototype, name, {
    configurable: true,
    get(this: LazyStream): unknown {
      const stream = LazyStream.streamOf(this) as Record<PropertyKey, unknown>;
      const value = stream[name];
      return typeof value === 'function' ? value.bind(stream) : value;
    },
  });
}
