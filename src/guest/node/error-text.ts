/** Values and lists as the messages of Node's errors show them. @see Node's lib/internal/errors.js */

/** `a, b, or c`. */
export function listOf(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.length - 1;
  if (last < 1) return items[0] ?? '';
  if (last === 1) return `${items[0]} ${word} ${items[1]}`;
  return `${items.slice(0, last).join(', ')}, ${word} ${items[last]}`;
}

/** The digits of an integer in groups of three: `-1_234_567`. */
export function separated(digits: string): string {
  const start = digits.startsWith('-') ? 1 : 0;
  let rest = '';
  let end = digits.length;
  for (; end >= start + 4; end -= 3) rest = `_${digits.slice(end - 3, end)}${rest}`;
  return digits.slice(0, end) + rest;
}

const MAX_STRING = 28;
const CUT_STRING = 25;

function describeString(value: string): string {
  const cut = value.length > MAX_STRING ? `${value.slice(0, CUT_STRING)}...` : value;
  return `type string (${cut.includes("'") ? JSON.stringify(cut) : `'${cut}'`})`;
}

function describeObject(value: object): string {
  const maker: unknown = value.constructor;
  if (maker && 'name' in (maker as object)) {
    return `an instance of ${(maker as { name: unknown }).name}`;
  }
  const kind = Object.getPrototypeOf(value) === null ? '[Object: null prototype]' : '[Object]';
  return Object.keys(value).length === 0 ? `${kind} {}` : kind;
}

/** What follows `Received` when an argument has the wrong type. */
export function describeReceived(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'object':
      return value === null ? 'null' : describeObject(value);
    case 'function':
      return `function ${value.name}`;
    case 'string':
      return describeString(value);
    case 'bigint':
      return `type bigint (${value}n)`;
    case 'number':
      return `type number (${Object.is(value, -0) ? '-0' : value})`;
    case 'boolean':
    case 'symbol':
      return `type ${typeof value} (${String(value)})`;
  }
}
