/** `+value`, refused in the words of Node's engine where there is no number. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') {
    throw new TypeError('Cannot convert a BigInt value to a number');
  }
  if (typeof value === 'symbol') {
    throw new TypeError('Cannot convert a Symbol value to a number');
  }
  return Number(value);
}
