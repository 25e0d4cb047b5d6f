/**
 * Values as text for `console` where Node's own code would not do: in a world that a snippet changed, for
 * what is too large, for what throws when it is looked at. Getters are shown, never called; depth, width
 * and length are bounded.
 */
import { bounded } from '../prelude/failure.ts';
import {
  apply,
  DatePrototype,
  dateToISOString,
  ErrorPrototype,
  functionToString,
  getPrototypeOf,
  isArray,
  isPrototypeIn,
  MapPrototype,
  mapForEach,
  ObjectPrototype,
  ownDescriptor,
  ownKeys,
  RegExpPrototype,
  regExpText,
  SetPrototype,
  setForEach,
  stringIndexOf,
  stringify,
  stringSlice,
  symbolToString,
  toText,
} from '../prelude/primordials.ts';
import { ownFrames } from '../prelude/stack-text.ts';

const MAX_DEPTH = 3;
const MAX_ITEMS = 100;
const MAX_STRING = 10_000;
/** UTF-16 units; the engine's own are shorter. */
const MAX_STACK = 8192;

/** Where an object stands: the objects around it, innermost first. */
interface Place {
  readonly object: object;
  readonly depth: number;
  readonly parent: Place | undefined;
}

/** One console argument as text: a string as it is, anything else inspected. */
export function toConsoleText(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return inspect(value, undefined);
  } catch {
    return '[a value that cannot be shown]';
  }
}

function inspect(value: unknown, place: Place | undefined): string {
  switch (typeof value) {
    case 'string':
      return quoted(value.length > MAX_STRING ? `${stringSlice(value, 0, MAX_STRING)}…` : value);
    case 'bigint':
      return `${toText(value)}n`;
    case 'symbol':
      return symbolToString(value);
    case 'function':
      return describeFunction(value);
    case 'object':
      return value === null ? 'null' : inspectObject(value, place);
    case 'number':
    case 'boolean':
    case 'undefined':
      return value === 0 && 1 / value < 0 ? '-0' : toText(value);
  }
}

/** As JSON has it, between single quotes where that needs no other change. */
function quoted(value: string): string {
  const json = stringify(value);
  const hasQuotes = stringIndexOf(value, "'") !== -1 || stringIndexOf(value, '"') !== -1;
  return hasQuotes ? json : `'${stringSlice(json, 1, -1)}'`;
}

function describeFunction(fn: object): string {
  const name = ownDescriptor(fn, 'name')?.value as unknown;
  const text = functionToString(fn as () => void);
  const kind = stringSlice(text, 0, 5) === 'class' ? 'class' : 'Function';
  return typeof name === 'string' && name !== ''
    ? `[${kind}${kind === 'class' ? '' : ':'} ${name}]`
    : `[${kind} (anonymous)]`;
}

function inspectObject(value: object, parent: Place | undefined): string {
  if (isAround(value, parent)) return '[Circular]';
  if (isPrototypeIn(ErrorPrototype, value)) return describeError(value);
  if (isPrototypeIn(DatePrototype, value)) return dateText(value as Date);
  if (isPrototypeIn(RegExpPrototype, value)) return regExpText(value);
  return inspectContainer(value, parent);
}

function isAround(value: object, place: Place | undefined): boolean {
  for (let at = place; at !== undefined; at = at.parent) if (at.object === value) return true;
  return false;
}

function inspectContainer(value: object, parent: Place | undefined): string {
  const depth = parent === undefined ? 0 : parent.depth + 1;
  if (depth >= MAX_DEPTH) return isArray(value) ? '[Array]' : '[Object]';
  const here: Place = { object: value, depth, parent };
  const look = lookOf(value);
  if (look !== undefined) return inspectByLook(value, look, here);
  if (isPrototypeIn(MapPrototype, value)) return inspectMap(value as never, here);
  if (isPrototypeIn(SetPrototype, value)) return inspectSet(value as never, here);
  return isArray(value) ? inspectArray(value, here) : inspectPlain(value, here);
}

const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');
/** Prototypes that are looked at: of a proxy's there may be no end. */
const MAX_PROTOTYPES = 10;

type Look = (depth: number, options: object, show: (value: unknown) => unknown) => unknown;

/** What an object's class shows it by, as in Node: of what is in private fields nothing else could be seen. */
function lookOf(value: object): Look | undefined {
  let owner: object | null = value;
  for (let i = 0; owner !== null && i < MAX_PROTOTYPES; i++) {
    const look = ownDescriptor(owner, CUSTOM_INSPECT)?.value as unknown;
    if (typeof look === 'function') return look as Look;
    owner = getPrototypeOf(owner);
  }
  return undefined;
}

function inspectByLook(value: object, look: Look, here: Place): string {
  const depth = MAX_DEPTH - here.depth;
  // What stands for the object is where the object is, and no deeper.
  const around: Place = { object: value, depth: here.depth - 1, parent: here.parent };
  const shown = apply(look, value, [depth, { depth }, (part: unknown) => inspect(part, around)]);
  if (typeof shown === 'string') return bounded(shown, MAX_STRING);
  return shown === value ? inspectPlain(value, here) : inspect(shown, around);
}

function dateText(date: Date): string {
  try {
    return dateToISOString(date);
  } catch {
    return 'Invalid Date';
  }
}

function describeError(error: object): string {
  const { name, message } = error as Error;
  const stack = ownDescriptor(error, 'stack')?.value as unknown;
  const head = message === '' ? toText(name) : `${toText(name)}: ${toText(message)}`;
  return typeof stack === 'string' ? `${head}${ownFrames(bounded(stack, MAX_STACK))}` : head;
}

function inspectArray(items: readonly unknown[], here: Place): string {
  const { length } = items;
  let text = '';
  for (let i = 0; i < length && i < MAX_ITEMS; i++) {
    text = joined(text, inspectProperty(items, toText(i), here));
  }
  if (length > MAX_ITEMS) text = `${text}, ... ${length - MAX_ITEMS} more items`;
  return text === '' ? '[]' : `[ ${text} ]`;
}

function inspectPlain(value: object, here: Place): string {
  const keys = ownKeys(value);
  let text = '';
  let shown = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as PropertyKey;
    if (ownDescriptor(value, key)?.enumerable !== true) continue;
    if (shown++ === MAX_ITEMS) {
      text = `${text}, …`;
      break;
    }
    const label = typeof key === 'symbol' ? `[${symbolToString(key)}]` : toText(key);
    text = joined(text, `${label}: ${inspectProperty(value, key, here)}`);
  }
  const prefix = className(value);
  return text === '' ? `${prefix}{}` : `${prefix}{ ${text} }`;
}

/** `Name ` for an instance of a class, nothing for a plain object. */
function className(value: object): string {
  const prototype = getPrototypeOf(value);
  if (prototype === null) return '[Object: null prototype] ';
  if (prototype === ObjectPrototype) return '';
  const maker = ownDescriptor(prototype, 'constructor')?.value as unknown;
  if (typeof maker !== 'function') return '';
  // What a class shows its objects by may call itself after the class and be none of them.
  const made = ownDescriptor(maker, 'prototype')?.value as unknown;
  if (typeof made !== 'object' || made === null || !isPrototypeIn(made, value)) return '';
  const name = ownDescriptor(maker, 'name')?.value as unknown;
  return typeof name === 'string' && name !== '' ? `${name} ` : '';
}

function inspectProperty(owner: object, key: PropertyKey, here: Place): string {
  const descriptor = ownDescriptor(owner, key);
  if (descriptor === undefined) return '<empty>';
  if (descriptor.get !== undefined) return descriptor.set ? '[Getter/Setter]' : '[Getter]';
  if (descriptor.set !== undefined) return '[Setter]';
  return inspect(descriptor.value, here);
}

function inspectMap(map: Map<unknown, unknown>, here: Place): string {
  let text = '';
  let count = 0;
  mapForEach(map, (value, key) => {
    if (count++ >= MAX_ITEMS) return;
    text = joined(text, `${inspect(key, here)} => ${inspect(value, here)}`);
  });
  return collectionText('Map', count, text);
}

function inspectSet(set: Set<unknown>, here: Place): string {
  let text = '';
  let count = 0;
  setForEach(set, (value) => {
    if (count++ < MAX_ITEMS) text = joined(text, inspect(value, here));
  });
  return collectionText('Set', count, text);
}

function collectionText(name: string, count: number, text: string): string {
  if (count === 0) return `${name}(0) {}`;
  const more = count > MAX_ITEMS ? `, ... ${count - MAX_ITEMS} more items` : '';
  return `${name}(${count}) { ${text}${more} }`;
}

function joined(before: string, part: string): string {
  return before === '' ? part : `${before}, ${part}`;
}
