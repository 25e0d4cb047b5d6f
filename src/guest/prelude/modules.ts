/**
 * The modules of this world. Most were loaded before the image was taken, by the host; the others are
 * loaded when they are asked for, from text that the host keeps.
 */
import type { ModuleHead } from '../../wire/host-calls.ts';
import { defineHidden } from './define.ts';
import { SecurityError } from './harden.ts';
import { callHost } from './host.ts';
import {
  apply,
  create,
  defineProperty,
  evaluate,
  MapCtor,
  mapGet,
  mapSet,
  ownKeys,
  toText,
  world,
} from './primordials.ts';
import { isConfigured, settings } from './settings.ts';

type Exports = Readonly<Record<string, unknown>>;
/**
 * A module's code. Its parameters are `require`, `global`, `globalThis` and `self`: what it takes for the
 * global object stays that, whatever became of the names.
 */
type Make = (require: (name: string) => unknown, ...worlds: object[]) => Exports;

/** What is loaded: modules by their ids, and under each name that can be required what it gives. */
const loaded = new MapCtor<unknown, unknown>();
const required = new MapCtor<unknown, unknown>();

/** Gives what is to be had by a name, or undefined. */
type Open = (name: string) => unknown;

/** What modules give by further names, made when one is first required. A list, for a snippet can change arrays. */
let openers: { readonly open: Open; readonly next: typeof openers } | undefined;

/** Takes in a module. */
export function install(head: ModuleHead, make: Make): void {
  const exports = apply(make, undefined, [requireInside, world, world, world]) as Exports;
  mapSet(loaded, head.id, exports);
  const names = ownKeys(head.names) as string[];
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    mapSet(required, name, exports[head.names[name] as string]);
  }
  if (head.hasPaths) openers = { open: exports['open'] as Open, next: openers };
  for (let i = 0; i < head.globals.length; i++) {
    const name = head.globals[i] as string;
    if (!isDisabled(name)) defineHidden(world, name, exports[name]);
  }
}

/** Lets modules have a part of the prelude, which is bundled apart from them. */
export function expose(id: string, exports: Exports): void {
  mapSet(loaded, id, exports);
}

/** What a snippet calls `require`. @throws SecurityError when there is no such module */
export function require(name: unknown): unknown {
  const text = toText(name);
  const given = findAny(text);
  if (given !== undefined) return given;
  // By its id a module is known to its fellows alone.
  if (text[0] === '#') throw new SecurityError('Cannot require what begins with #: it is no name');
  load(text);
  return findAny(text);
}

/** A path may end as the file does that it is: `dayjs/plugin/utc.js`. */
function findAny(name: string): unknown {
  const given = find(name);
  if (given !== undefined || !apply(includesOf, name, ['/'])) return given;
  return apply(endsWithOf, name, ['.js'])
    ? find(apply(sliceOf, name, [0, -3]) as string)
    : undefined;
}

function find(name: string): unknown {
  const given = mapGet(required, name);
  if (given !== undefined) return given;
  for (let each = openers; each !== undefined; each = each.next) {
    const opened = each.open(name);
    if (opened === undefined) continue;
    mapSet(required, name, opened);
    return opened;
  }
  return undefined;
}

/** `#id` is a module's exports, for its fellows; anything else is what a snippet would be given. */
function requireInside(name: string): unknown {
  if (name[0] !== '#') return require(name);
  const id = apply(sliceOf, name, [1]) as string;
  if (mapGet(loaded, id) === undefined) load(name);
  return mapGet(loaded, id);
}

/**
 * A fellow by its id, for a module that seldom needs it and would not have it in every image of its own;
 * undefined while an image is made without it, for nothing can be loaded then.
 */
export function requireLate(id: string): Exports | undefined {
  if (!isConfigured && mapGet(loaded, id) === undefined) return undefined;
  return requireInside(`#${id}`) as Exports;
}

const { slice: sliceOf, includes: includesOf, endsWith: endsWithOf } = '';

/** Loads a module and those it needs, as part of what the run computes. */
function load(name: string): void {
  const { head, needs, text } = callHost('module.load', { name });
  if (mapGet(loaded, head.id) !== undefined) return;
  for (let i = 0; i < needs.length; i++) {
    const need = needs[i] as string;
    if (mapGet(loaded, need) === undefined) load(`#${need}`);
  }
  install(head, evaluate(text) as Make);
}

function isDisabled(name: string): boolean {
  const { disabledGlobals } = settings;
  for (let i = 0; i < disabledGlobals.length; i++) if (disabledGlobals[i] === name) return true;
  return false;
}

/**
 * Puts globals into the world that load their module when they are first used: for a snippet that
 * reaches one by a road that nobody foresaw.
 */
export function provideGlobals(providers: Readonly<Record<string, string>>): void {
  const names = ownKeys(providers) as string[];
  for (let i = 0; i < names.length; i++)
    provide(names[i] as string, providers[names[i] as string] as string);
}

function provide(name: string, id: string): void {
  const accessor = create(null) as PropertyDescriptor;
  accessor.configurable = true;
  accessor.get = () => {
    // A module that looks for it while it is loaded does without, or names it in its code.
    if (!isConfigured) return undefined;
    load(`#${id}`);
    return world[name];
  };
  accessor.set = (value) => defineHidden(world, name, value);
  defineProperty(world, name, accessor);
}
