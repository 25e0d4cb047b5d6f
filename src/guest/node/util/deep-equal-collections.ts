/** Sets and maps: each element of one must have its own equal in the other. */
export type AnySet = ReadonlySet<unknown>;
export type AnyMap = ReadonlyMap<unknown, unknown>;

/** What of the comparison is needed here. */
interface Mode {
  readonly isStrict: boolean;
  areEqual(left: unknown, right: unknown): boolean;
  mayMatch(left: unknown, right: unknown): boolean;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/**
 * What a primitive may loosely be equal to: true for several, false for none but itself, null and undefined
 * for each other.
 */
function looseTwin(value: unknown): boolean | null | undefined {
  if (value === undefined) return null;
  if (value === null) return undefined;
  if (typeof value === 'symbol') return false;
  if (typeof value === 'string' || typeof value === 'number') return !Number.isNaN(+value);
  return true;
}

/** Takes out of `rest` the first that `matches`. */
function takeFirst(rest: Set<unknown>, matches: (value: unknown) => boolean): boolean {
  for (const each of rest) {
    if (matches(each)) return rest.delete(each);
  }
  return false;
}

function mayHaveLooseTwin(left: AnySet, right: AnySet, value: unknown): boolean {
  const twin = looseTwin(value);
  if (typeof twin === 'boolean') return twin;
  return right.has(twin) && !left.has(twin);
}

export function areEqualSets(left: AnySet, right: AnySet, mode: Mode): boolean {
  if (left.size !== right.size) return false;
  const rest = [...left].filter((value) => !right.has(value));
  const isHopeless = (value: unknown) =>
    !isObject(value) && (mode.isStrict || !mayHaveLooseTwin(left, right, value));
  return !rest.some(isHopeless) && haveTwins(new Set(rest), left, right, mode);
}

/** @param rest what of the left was not found on the right as it is */
function haveTwins(rest: Set<unknown>, left: AnySet, right: AnySet, mode: Mode): boolean {
  if (rest.size === 0) return true;
  for (const value of right) {
    if (left.has(value) || (mode.isStrict && !isObject(value))) continue;
    if (!takeFirst(rest, (each) => mode.mayMatch(each, value))) return false;
  }
  return rest.size === 0;
}

function mayHaveLooseEntry(left: AnyMap, right: AnyMap, key: unknown, mode: Mode): boolean {
  const twin = looseTwin(key);
  if (typeof twin === 'boolean') return twin;
  const isThere = right.has(twin) && !left.has(twin);
  return isThere && mode.areEqual(left.get(key), right.get(twin));
}

const hasEqualEntry = (left: AnyMap, right: AnyMap, key: unknown, mode: Mode): boolean =>
  right.has(key) && left.has(key) && mode.areEqual(left.get(key), right.get(key));

export function areEqualMaps(left: AnyMap, right: AnyMap, mode: Mode): boolean {
  if (left.size !== right.size) return false;
  const rest = new Set<unknown>();
  for (const key of left.keys()) {
    if (!isObject(key) && hasEqualEntry(left, right, key, mode)) continue;
    const isHopeless = mode.isStrict || !mayHaveLooseEntry(left, right, key, mode);
    if (!isObject(key) && isHopeless) return false;
    rest.add(key);
  }
  return haveEqualEntries(rest, left, right, mode);
}

/** @param rest keys of the left whose entries were not found on the right as they are */
function haveEqualEntries(rest: Set<unknown>, left: AnyMap, right: AnyMap, mode: Mode): boolean {
  if (rest.size === 0) return true;
  for (const [key, value] of right) {
    if (!isObject(key) && (mode.isStrict || hasEqualEntry(left, right, key, mode))) continue;
    const matches = (other: unknown) =>
      mode.mayMatch(other, key) && mode.mayMatch(left.get(other), value);
    if (!takeFirst(rest, matches)) return false;
  }
  return rest.size === 0;
}
