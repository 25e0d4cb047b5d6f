/** `URLSearchParams`, as Node has it. @see https://url.spec.whatwg.org/#interface-urlsearchparams */
import { ERR_INVALID_THIS, ERR_MISSING_ARGS } from '../../node/errors.ts';
import { validateFunction } from '../../node/validate.ts';
import { parseForm, serializeForm, wellFormed } from './form-encoding.ts';
import { type InspectArguments, inspectIterator, inspectParams } from './inspect-params.ts';
import { listFrom } from './params-init.ts';

const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');

type Kind = 'key' | 'value' | 'key+value';

/** What a URL that these parameters belong to wants to hear. */
type OnChange = () => void;

let setList: (params: URLSearchParams, list: string[]) => void;
let listOf: (params: URLSearchParams) => string[];
let setOnChange: (params: URLSearchParams, onChange: OnChange) => void;

function requireArguments(given: ArrayLike<unknown>, ...names: readonly string[]): void {
  if (given.length < names.length) throw new ERR_MISSING_ARGS(...names);
}

export class URLSearchParams {
  #list: string[];
  #onChange: OnChange | undefined;

  static {
    setList = (params, list) => {
      params.#list = list;
    };
    listOf = (params) => URLSearchParams.#require(params).#list;
    setOnChange = (params, onChange) => {
      params.#onChange = onChange;
    };
  }

  constructor(init: unknown = undefined) {
    this.#list = listFrom(init);
  }

  static #require(self: unknown): URLSearchParams {
    if (typeof self === 'object' && self !== null && #list in self) return self as URLSearchParams;
    throw new ERR_INVALID_THIS('URLSearchParams');
  }

  get size(): number {
    return URLSearchParams.#require(this).#list.length / 2;
  }

  append(_name: unknown, _value: unknown): void {
    const self = URLSearchParams.#require(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments, 'name', 'value');
    self.#list.push(wellFormed(_name), wellFormed(_value));
    self.#onChange?.();
  }

  delete(_name: unknown, value: unknown = undefined): void {
    const self = URLSearchParams.#require(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments, 'name');
    const matches = matcherOf(_name, value);
    const list = self.#list;
    const kept: string[] = [];
    for (let i = 0; i < list.length; i += 2) {
      if (!matches(list, i)) kept.push(list[i] as string, list[i + 1] as string);
    }
    self.#list = kept;
    self.#onChange?.();
  }

  get(_name: unknown): string | null {
    const self = URLSearchParams.#require(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments, 'name');
    const list = self.#list;
    const name = wellFormed(_name);
    for (let i = 0; i < list.length; i += 2) if (list[i] === name) return list[i + 1] as string;
    return null;
  }

  getAll(_name: unknown): string[] {
    const self = URLSearchParams.#require(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments, 'name');
    const name = wellFormed(_name);
    return self.#list.filter((_, i) => i % 2 === 1 && self.#list[i - 1] === name);
  }

  has(_name: unknown, value: unknown = undefined): boolean {
    const self = URLSearchParams.#require(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments, 'name');
    const matches = matcherOf(_name, value);
    const list = self.#list;
    for (let i = 0; i < list.length; i += 2) if (matches(list, i)) return true;
    return false;
  }

  set(_name: unknown, _value: unknown): void {
    const self = URLSearchParams.#require(this);
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments, 'name', 'value');
    const name = wellFormed(_name);
    const value = wellFormed(_value);
    const list = self.#list;
    const first = list.findIndex((each, i) => i % 2 === 0 && each === name);
    if (first === -1) list.push(name, value);
    else {
      list[first + 1] = value;
      self.#list = list.filter((_, i) => i <= first + 1 || list[i - (i % 2)] !== name);
    }
    self.#onChange?.();
  }

  sort(): void {
    const self = URLSearchParams.#require(this);
    const list = self.#list;
    const starts = list.flatMap((_, i) => (i % 2 === 0 ? [i] : []));
    const at = (i: number) => list[i] as string;
    starts.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
    self.#list = starts.flatMap((i) => [at(i), at(i + 1)]);
    self.#onChange?.();
  }

  entries(): IterableIterator<[string, string]> {
    return new ParamsIterator(URLSearchParams.#require(this), 'key+value') as never;
  }

  forEach(callback: unknown, thisArg: unknown = undefined): void {
    const self = URLSearchParams.#require(this);
    validateFunction(callback, 'callback');
    for (let i = 0; i < self.#list.length; i += 2) {
      Reflect.apply(callback, thisArg, [self.#list[i + 1], self.#list[i], this]);
    }
  }

  keys(): IterableIterator<string> {
    return new ParamsIterator(URLSearchParams.#require(this), 'key') as never;
  }

  values(): IterableIterator<string> {
    return new ParamsIterator(URLSearchParams.#require(this), 'value') as never;
  }

  toString(): string {
    return serializeForm(URLSearchParams.#require(this).#list);
  }
}

/** Whether the pair at an index has that name, and that value where one is asked for. */
function matcherOf(nameLike: unknown, valueLike: unknown) {
  const name = wellFormed(nameLike);
  const value = valueLike === undefined ? undefined : wellFormed(valueLike);
  return (list: readonly string[], i: number): boolean =>
    list[i] === name && (value === undefined || list[i + 1] === value);
}

class ParamsIterator {
  readonly #params: URLSearchParams;
  readonly #kind: Kind;
  #at = 0;

  constructor(params: URLSearchParams, kind: Kind) {
    this.#params = params;
    this.#kind = kind;
  }

  static #require(self: unknown): void {
    if (typeof self === 'object' && self !== null && #params in self) return;
    throw new ERR_INVALID_THIS('URLSearchParamsIterator');
  }

  next(): IteratorResult<unknown, undefined> {
    ParamsIterator.#require(this);
    const list = listOf(this.#params);
    if (this.#at >= list.length) return { value: undefined, done: true };
    const value = itemAt(list, this.#at, this.#kind);
    this.#at += 2;
    return { value, done: false };
  }

  /** What is still to come. */
  rest(): unknown[] {
    ParamsIterator.#require(this);
    const list = listOf(this.#params).slice(this.#at);
    return list.flatMap((_, i) => (i % 2 === 0 ? [itemAt(list, i, this.#kind)] : []));
  }
}

function itemAt(list: readonly string[], at: number, kind: Kind): unknown {
  if (kind === 'key') return list[at];
  return kind === 'value' ? list[at + 1] : [list[at], list[at + 1]];
}

const enumerable = { enumerable: true };
const tag = (value: string) => ({ value, configurable: true });

const { rest } = ParamsIterator.prototype;
Reflect.deleteProperty(ParamsIterator.prototype, 'rest');
Reflect.deleteProperty(ParamsIterator.prototype, 'constructor');
Object.setPrototypeOf(
  ParamsIterator.prototype,
  Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object,
);
Object.defineProperties(ParamsIterator.prototype, {
  [Symbol.toStringTag]: tag('URLSearchParams Iterator'),
  next: enumerable,
  [CUSTOM_INSPECT]: {
    configurable: true,
    writable: true,
    value: {
      [CUSTOM_INSPECT](this: ParamsIterator, ...args: InspectArguments) {
        return inspectIterator(rest.call(this), ...args);
      },
    }[CUSTOM_INSPECT],
  },
});

const METHODS = [
  'append',
  'delete',
  'get',
  'getAll',
  'has',
  'set',
  'size',
  'sort',
  'entries',
  'forEach',
  'keys',
  'values',
  'toString',
];
for (const name of METHODS) Object.defineProperty(URLSearchParams.prototype, name, enumerable);
Object.defineProperties(URLSearchParams.prototype, {
  [Symbol.toStringTag]: tag('URLSearchParams'),
  [Symbol.iterator]: {
    configurable: true,
    writable: true,
    value: URLSearchParams.prototype.entries,
  },
  [CUSTOM_INSPECT]: {
    configurable: true,
    writable: true,
    value: {
      [CUSTOM_INSPECT](this: URLSearchParams, ...args: InspectArguments) {
        const list = listOf(this);
        return inspectParams(this.constructor.name, list, ...args);
      },
    }[CUSTOM_INSPECT],
  },
});

/** The parameters of a URL: `onChange` is called after each change that was made through them. */
export function paramsOf(query: string, onChange: OnChange): URLSearchParams {
  const params = new URLSearchParams(query);
  setOnChange(params, onChange);
  return params;
}

/** Replaces all of them, unheard. */
export function replaceParams(params: URLSearchParams, query: string): void {
  setList(params, parseForm(query));
}
