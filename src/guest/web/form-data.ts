/** `FormData`. @see https://xhr.spec.whatwg.org/#interface-formdata */
import { nativeError } from '../node/errors.ts';
import { isBlob } from './blob.ts';
import { File, isFile } from './file.ts';
import { type PairKind, pairIterators } from './pair-iterator.ts';
import { wellFormed } from './well-formed.ts';

const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');

type Inspect = (value: unknown, options: object) => string;
type Arguments = readonly unknown[];
export type FormEntry = readonly [name: string, value: string | File];

const makeIterator = pairIterators('FormData');

const textOf = (value: unknown): string => wellFormed(`${value as string}`);

function requireArguments(method: string, given: Arguments, wanted: number): void {
  if (given.length >= wanted) return;
  const plural = wanted === 1 ? '' : 's';
  const found = given.length === 0 ? '' : 'only ';
  throw new TypeError(
    `FormData.${method}: ${wanted} argument${plural} required, but ${found}${given.length} found.`,
  );
}

/** An entry as a form keeps it: a blob becomes a file. */
function entryFrom(method: string, given: Arguments): FormEntry {
  requireArguments(method, given, 2);
  const [name, value] = given;
  if (!isBlob(value)) {
    if (given.length < 3) return [textOf(name), textOf(value)];
    throw new TypeError(
      `Failed to execute '${method}' on 'FormData': parameter 2 is not of type 'Blob'`,
    );
  }
  const key = textOf(name);
  if (given.length < 3) {
    return [key, isFile(value) ? value : new File([value], 'blob', { type: value.type })];
  }
  const lastModified = isFile(value) ? value.lastModified : undefined;
  return [key, new File([value], textOf(given[2]), { type: value.type, lastModified })];
}

/** The entries of a form, in their order. */
export let entriesOfForm: (form: FormData) => readonly FormEntry[];
export let isFormData: (value: unknown) => value is FormData;

export class FormData {
  #entries: FormEntry[] = [];

  static {
    entriesOfForm = (form) => form.#entries;
    isFormData = (value): value is FormData =>
      typeof value === 'object' && value !== null && #entries in value;
  }

  constructor(form: unknown = undefined) {
    if (form === undefined) return;
    throw new TypeError('FormData constructor: Argument 1 could not be converted to: undefined.');
  }

  static #require(self: unknown): FormData {
    if (isFormData(self)) return self;
    throw nativeError(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
  }

  append(...given: Arguments): void {
    const self = FormData.#require(this);
    self.#entries.push(entryFrom('append', given));
  }

  delete(...given: Arguments): void {
    const self = FormData.#require(this);
    const key = keyFrom('delete', given);
    self.#entries = self.#entries.filter(([name]) => name !== key);
  }

  get(...given: Arguments): string | File | null {
    const self = FormData.#require(this);
    const key = keyFrom('get', given);
    return self.#entries.find(([name]) => name === key)?.[1] ?? null;
  }

  getAll(...given: Arguments): (string | File)[] {
    const self = FormData.#require(this);
    const key = keyFrom('getAll', given);
    return self.#entries.flatMap(([name, value]) => (name === key ? [value] : []));
  }

  has(...given: Arguments): boolean {
    const self = FormData.#require(this);
    const key = keyFrom('has', given);
    return self.#entries.some(([name]) => name === key);
  }

  set(...given: Arguments): void {
    const self = FormData.#require(this);
    const entry = entryFrom('set', given);
    const first = self.#entries.findIndex(([name]) => name === entry[0]);
    if (first === -1) {
      self.#entries.push(entry);
      return;
    }
    self.#entries = self.#entries.filter(([name], i) => i <= first || name !== entry[0]);
    self.#entries[first] = entry;
  }

  static #iterator(self: unknown, kind: PairKind): IterableIterator<unknown> {
    const form = FormData.#require(self);
    return makeIterator(() => form.#entries, kind);
  }

  keys(): IterableIterator<unknown> {
    return FormData.#iterator(this, 'key');
  }

  values(): IterableIterator<unknown> {
    return FormData.#iterator(this, 'value');
  }

  entries(): IterableIterator<unknown> {
    return FormData.#iterator(this, 'key+value');
  }

  forEach(...given: Arguments): void {
    const self = FormData.#require(this);
    requireArguments('forEach', given, 1);
    const [visit, thisArgument = globalThis] = given;
    if (typeof visit !== 'function') {
      throw new TypeError(
        "Failed to execute 'forEach' on 'FormData': parameter 1 is not of type 'Function'.",
      );
    }
    for (let i = 0; i < self.#entries.length; i++) {
      const [name, value] = self.#entries[i] as FormEntry;
      Reflect.apply(visit, thisArgument, [value, name, self]);
    }
  }
}

function keyFrom(method: string, given: Arguments): string {
  requireArguments(method, given, 1);
  return textOf(given[0]);
}

/** What is shown of a form: a name that several entries have, with a list of their values. */
function shownOf(entries: readonly FormEntry[]): object {
  const shown = Object.create(null);
  for (const [name, value] of entries) {
    if (!(name in shown)) shown[name] = value;
    else if (Array.isArray(shown[name])) shown[name].push(value);
    else shown[name] = [shown[name], value];
  }
  return Object.assign({}, shown);
}

const LENGTHS = {
  append: 2,
  delete: 1,
  get: 1,
  getAll: 1,
  has: 1,
  set: 2,
  keys: 0,
  values: 0,
  entries: 0,
  forEach: 1,
};
for (const [name, length] of Object.entries(LENGTHS)) {
  Object.defineProperty(FormData.prototype, name, { enumerable: true });
  Object.defineProperty(FormData.prototype[name as keyof typeof LENGTHS], 'length', {
    value: length,
    configurable: true,
  });
}
Object.defineProperty(FormData, 'length', { value: 1, configurable: true });
Object.defineProperties(FormData.prototype, {
  [CUSTOM_INSPECT]: {
    configurable: true,
    writable: true,
    value(this: FormData, depth: unknown, options: object, inspect: Inspect) {
      void depth;
      return `FormData ${inspect(shownOf(entriesOfForm(this)), options)}`;
    },
  },
  [Symbol.iterator]: {
    value: FormData.prototype.entries,
    configurable: true,
    writable: true,
  },
  [Symbol.toStringTag]: { value: 'FormData', configurable: true },
});
