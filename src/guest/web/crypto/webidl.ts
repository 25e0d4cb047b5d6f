/** Arguments as Web IDL converts them, in the words of Node. @see Node's lib/internal/crypto/webidl.js */
import { isAnyArrayBuffer } from '../../node/crypto/bytes.ts';

export interface Place {
  readonly prefix: string;
  /** What is converted, as messages call it. */
  readonly context: string;
}

export type Convert<T> = (value: unknown, place: Place) => T;

export function refuse(
  message: string,
  { prefix, context }: Place,
  code = 'ERR_INVALID_ARG_TYPE',
): Error {
  const where = context === '' ? '' : `${context} `;
  return Object.assign(new TypeError(`${prefix}: ${where}${message}`), { code });
}

export function requireArguments(given: number, wanted: number, prefix: string): void {
  if (given >= wanted) return;
  const plural = wanted === 1 ? '' : 's';
  const message = `${wanted} argument${plural} required, but only ${given} present.`;
  throw refuse(message, { prefix, context: '' }, 'ERR_MISSING_ARGS');
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

export const toBoolean: Convert<boolean> = (value) => !!value;

export const toText: Convert<string> = (value, place) => {
  if (typeof value === 'symbol') {
    throw refuse('is a Symbol and cannot be converted to a string.', place);
  }
  return String(value);
};

function toNumber(value: unknown, place: Place): number {
  if (typeof value === 'bigint' || typeof value === 'symbol') {
    const kind = typeof value === 'bigint' ? 'BigInt' : 'Symbol';
    throw refuse(`is a ${kind} and cannot be converted to a number.`, place);
  }
  return Number(value);
}

/** An integer from 0 up to what so many bits hold; anything else is refused. */
export const toInteger =
  (bits: number): Convert<number> =>
  (value, place) => {
    const number = toNumber(value, place);
    if (!Number.isFinite(number)) throw refuse('is not a finite number.', place);
    const whole = Math.trunc(number);
    const most = 2 ** bits - 1;
    if (whole >= 0 && whole <= most) return whole;
    throw refuse(`is outside the expected range of 0 to ${most}.`, place, 'ERR_OUT_OF_RANGE');
  };

/** As Web IDL's `unsigned long` without `[EnforceRange]`: what does not fit wraps around. */
export const toUnsignedLong: Convert<number> = (value, place) => {
  const number = toNumber(value, place);
  if (!Number.isFinite(number)) return 0;
  const whole = Math.trunc(number);
  return whole >= 0 && whole < 2 ** 32 ? whole : whole % 2 ** 32;
};

const isShared = (buffer: unknown): boolean =>
  typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer;

export const toBytes: Convert<ArrayBuffer | ArrayBufferView> = (value, place) => {
  if (ArrayBuffer.isView(value)) {
    if (!isShared(value.buffer)) return value;
    throw refuse('is a view on a SharedArrayBuffer, which is not allowed.', place);
  }
  if (isAnyArrayBuffer(value) && !isShared(value)) return value;
  throw refuse('is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.', place);
};

export const toUint8Array: Convert<Uint8Array> = (value, place) => {
  if (!(value instanceof Uint8Array)) throw refuse('is not an Uint8Array object.', place);
  if (!isShared(value.buffer)) return value;
  throw refuse('is a view on a SharedArrayBuffer, which is not allowed.', place);
};

export const toAlgorithm: Convert<unknown> = (value, place) =>
  isObject(value) ? value : toText(value, place);

export const toOneOf =
  (name: string, values: readonly string[]): Convert<string> =>
  (value, place) => {
    const text = String(value);
    if (values.includes(text)) return text;
    const message = `value '${text}' is not a valid enum value of type ${name}.`;
    throw refuse(message, place, 'ERR_INVALID_ARG_VALUE');
  };

export const toSequence =
  <T>(convert: Convert<T>): Convert<T[]> =>
  (value, place) => {
    const isIterable =
      isObject(value) &&
      typeof (value as { [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function';
    if (!isIterable) throw refuse('can not be converted to sequence.', place);
    const list: T[] = [];
    for (const item of value as Iterable<unknown>) {
      list.push(convert(item, { ...place, context: `${place.context}, index ${list.length}` }));
    }
    return list;
  };

export interface Member {
  readonly key: string;
  readonly convert: Convert<unknown>;
  readonly isRequired?: boolean;
}

/** A dictionary's members are read in the order of their names, once each. */
export const toDictionary = (
  name: string,
  members: readonly Member[],
): Convert<Record<string, unknown>> => {
  const sorted = [...members].sort((a, b) => (a.key < b.key ? -1 : 1));
  return (value, place) => {
    if (value !== undefined && value !== null && !isObject(value)) {
      throw refuse('can not be converted to a dictionary', place);
    }
    const source = (value ?? {}) as Record<string, unknown>;
    const dictionary: Record<string, unknown> = {};
    for (const member of sorted) {
      const given = source[member.key];
      if (given !== undefined) dictionary[member.key] = toMember(name, member, given, place);
      else if (member.isRequired) throw missing(name, member.key, place);
    }
    return dictionary;
  };
};

function toMember(name: string, { key, convert }: Member, given: unknown, place: Place): unknown {
  const context = `'${key}' of '${name}'${place.context ? ` (${place.context})` : ''}`;
  return convert(given, { ...place, context });
}

const missing = (name: string, key: string, place: Place): Error =>
  refuse(
    `can not be converted to '${name}' because '${key}' is required in '${name}'.`,
    place,
    'ERR_MISSING_OPTION',
  );
