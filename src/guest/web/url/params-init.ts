/** What `new URLSearchParams(init)` takes, as a list of names and values by turns. */
import { ERR_ARG_NOT_ITERABLE, ERR_INVALID_TUPLE } from '../../node/errors.ts';
import { parseForm, wellFormed } from './form-encoding.ts';

function tuple(pair: unknown): readonly unknown[] {
  const isIterable =
    ((typeof pair === 'object' && pair !== null) || typeof pair === 'function') &&
    typeof (pair as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
  const items = isIterable ? Array.from(pair as Iterable<unknown>) : [];
  if (items.length === 2) return items;
  throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
}

function fromIterable(pairs: Iterable<unknown>): string[] {
  const list: string[] = [];
  for (const pair of pairs) {
    const [name, value] = tuple(pair);
    list.push(wellFormed(name), wellFormed(value));
  }
  return list;
}

function fromRecord(record: object): string[] {
  const found = new Map<string, string>();
  for (const key of Reflect.ownKeys(record)) {
    if (Object.getOwnPropertyDescriptor(record, key)?.enumerable !== true) continue;
    const value: unknown = (record as Record<PropertyKey, unknown>)[key];
    found.set(wellFormed(key), wellFormed(value));
  }
  return [...found].flat();
}

export function listFrom(init: unknown): string[] {
  if (init === undefined || init === null) return [];
  if (typeof init !== 'object' && typeof init !== 'function') return parseForm(wellFormed(init));
  const method: unknown = (init as Partial<Iterable<unknown>>)[Symbol.iterator];
  if (method === undefined || method === null) return fromRecord(init);
  if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE('Query pairs');
  return fromIterable(init as Iterable<unknown>);
}
