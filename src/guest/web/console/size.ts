/**
 * Whether a value is small enough to be shown by Node's code, which looks at every key of every array and
 * writes all of a text before anybody can cut it. What is larger is shown by code that stops in time.
 */
import {
  isArray,
  isPrototypeIn,
  MapPrototype,
  mapForEach,
  ownDescriptor,
  ownKeys,
  SetPrototype,
  setForEach,
  typedArrayLength,
  typedArrayName,
} from '../../prelude/primordials.ts';

/** UTF-16 units, about, that are worth writing: several times what is printed. */
const MAX_UNITS = 65_536;
/** Items of an array: Node's code lists the keys of all to show a hundred. */
const MAX_ITEMS = 2000;
/** Levels that are shown, and one more. */
const MAX_DEPTH = 4;
const UNITS_OF_A_KEY = 8;

interface Count {
  units: number;
}

export function areSmall(values: readonly unknown[]): boolean {
  const count: Count = { units: 0 };
  for (let i = 0; i < values.length; i++) add(count, values[i], 0);
  return count.units <= MAX_UNITS;
}

function add(count: Count, value: unknown, depth: number): void {
  count.units += UNITS_OF_A_KEY;
  if (typeof value === 'string') count.units += value.length;
  if (typeof value !== 'object' || value === null) return;
  if (depth === MAX_DEPTH || count.units > MAX_UNITS) return;
  if (typedArrayName(value) === undefined) addObject(count, value, depth);
  else if (typedArrayLength(value) > MAX_ITEMS) count.units = Infinity;
}

function addObject(count: Count, value: object, depth: number): void {
  if (isArray(value) && value.length > MAX_ITEMS) {
    count.units = Infinity;
    return;
  }
  if (isPrototypeIn(MapPrototype, value)) {
    mapForEach(value as never, (item, key) => {
      add(count, key, depth + 1);
      add(count, item, depth + 1);
    });
  } else if (isPrototypeIn(SetPrototype, value)) {
    setForEach(value as never, (item) => add(count, item, depth + 1));
  }
  const keys = ownKeys(value);
  for (let i = 0; i < keys.length && count.units <= MAX_UNITS; i++) {
    const key = keys[i] as PropertyKey;
    if (typeof key === 'string') count.units += key.length;
    add(count, ownDescriptor(value, key)?.value, depth + 1);
  }
}
