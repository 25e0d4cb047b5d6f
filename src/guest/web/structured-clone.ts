/** `structuredClone`. @see https://html.spec.whatwg.org/#structured-cloning */
import { nativeError } from '../node/errors.ts';
import { isArrayBuffer } from '../node/util/types.ts';
import { requireLate } from '../prelude/modules.ts';
import { detach } from './clone/buffers.ts';
import { Cloner } from './clone/cloner.ts';
import { cannotClone } from './clone/refusal.ts';

const objectToString = Object.prototype.toString;
const tagOf = (value: object): string => Reflect.apply(objectToString, value, []);

const wrongType = (message: string) => nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', message);

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** What `options.transfer` lists. */
function listedBy(options: unknown): Iterable<unknown> {
  if (options === undefined || options === null) return [];
  if (!isObject(options)) {
    throw wrongType('The options argument must be either an object or undefined');
  }
  const { transfer } = options as { readonly transfer?: unknown };
  if (transfer === undefined || transfer === null) return [];
  if (!isObject(transfer)) throw wrongType('Optional transferList argument must be an iterable');
  return Symbol.iterator in transfer ? (transfer as Iterable<unknown>) : [];
}

type PortsModule = Pick<
  typeof import('./messaging.ts'),
  'isPort' | 'isDetached' | 'makePort' | 'movePort'
>;

/** What knows ports, for what says that it is one: where there are some it is there. */
function portsFor(value: unknown): PortsModule | undefined {
  if (!isObject(value) || tagOf(value) !== '[object MessagePort]') return undefined;
  const ports = requireLate('web/messaging') as PortsModule | undefined;
  return ports?.isPort(value) ? ports : undefined;
}

/** What is given away with a value. */
class Given {
  readonly #buffers = new Set<ArrayBuffer>();
  /** Each port, and the one that has its place afterwards. */
  readonly ports = new Map<object, object>();

  constructor(list: Iterable<unknown>) {
    for (const each of list) this.#take(each);
  }

  #take(value: unknown): void {
    const ports = portsFor(value);
    if (ports) {
      const port = value as object;
      if (this.ports.has(port)) throw cannotClone('Transfer list contains duplicate MessagePort');
      if (ports.isDetached(port)) {
        throw cannotClone('MessagePort in transfer list is already detached');
      }
      this.ports.set(port, ports.makePort());
      return;
    }
    if (!isArrayBuffer(value)) {
      throw nativeError(
        TypeError,
        'ERR_INVALID_TRANSFER_OBJECT',
        'Found invalid object in transferList',
      );
    }
    const buffer = value as ArrayBuffer;
    if (this.#buffers.has(buffer)) {
      throw cannotClone('Transfer list contains duplicate ArrayBuffer');
    }
    this.#buffers.add(buffer);
  }

  /** Once the value was copied. */
  give(): void {
    for (const buffer of this.#buffers) detach(buffer);
    for (const [from, to] of this.ports) portsFor(from)?.movePort(from, to);
  }
}

/** Copies a value, and gives away what is listed; ports are listed, as they are afterwards. */
export function cloneWith(
  value: unknown,
  list: Iterable<unknown>,
): { readonly copy: unknown; readonly ports: object[] } {
  const given = new Given(list);
  const copy = new Cloner(given.ports, (each) => portsFor(each) !== undefined).copy(value);
  given.give();
  return { copy, ports: [...given.ports.values()] };
}

/** @throws DOMException DataCloneError for what has no copy: a function, a symbol, a promise */
export function structuredClone(value: unknown = undefined, options: unknown = undefined): unknown {
  // biome-ignore lint/complexity/noArguments: a value that is undefined is one that was given
  if (arguments.length === 0) {
    throw nativeError(TypeError, 'ERR_MISSING_ARGS', 'The value argument must be specified');
  }
  return cloneWith(value, listedBy(options)).copy;
}
