/** The way from one resolved path of Windows to another. Case does not count there. */

interface Trimmed {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Without the backslashes around it: those of a share. */
function trimmed(text: string): Trimmed {
  let start = 0;
  while (text[start] === '\\') start++;
  let end = text.length;
  while (end - 1 > start && text[end - 1] === '\\') end--;
  return { text, start, end };
}

export function relativeWin32(from: string, to: string): string {
  if (from === to) return '';
  const [lowerFrom, lowerTo] = [from.toLowerCase(), to.toLowerCase()];
  if (lowerFrom === lowerTo) return '';
  // Lower case may be longer, and an index in it then is none in the path.
  return lowerFrom.length !== from.length || lowerTo.length !== to.length
    ? bySegments(from, to)
    : byUnits(trimmed(lowerFrom), trimmed(lowerTo), to);
}

function segmentsOf(path: string): readonly string[] {
  const segments = path.split('\\');
  return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
}

function bySegments(from: string, to: string): string {
  const [before, after] = [segmentsOf(from), segmentsOf(to)];
  const shorter = Math.min(before.length, after.length);
  let common = 0;
  while (common < shorter && before[common]?.toLowerCase() === after[common]?.toLowerCase()) {
    common++;
  }
  if (common === 0) return to;
  return [...before.slice(common).map(() => '..'), ...after.slice(common)].join('\\');
}

/** Where the last backslash is that both have at the same place, in units after their starts; -1 without any. */
function commonUnits(
  from: Trimmed,
  to: Trimmed,
  length: number,
): [same: number, separator: number] {
  let separator = -1;
  for (let i = 0; i < length; i++) {
    if (from.text[from.start + i] !== to.text[to.start + i]) return [i, separator];
    if (from.text[from.start + i] === '\\') separator = i;
  }
  return [length, separator];
}

/** Where the paths part, or the path itself where all that is after them is it. */
function partingOf(from: Trimmed, to: Trimmed): number | 'elsewhere' | 'below' {
  const [fromLength, toLength] = [from.end - from.start, to.end - to.start];
  const length = Math.min(fromLength, toLength);
  const [same, separator] = commonUnits(from, to, length);
  if (same !== length) return separator === -1 ? 'elsewhere' : separator;
  // Of a drive alone there is no backslash at its end.
  const isDrive = same === 2;
  if (toLength > length && (to.text[to.start + same] === '\\' || isDrive)) return 'below';
  if (fromLength > length && from.text[from.start + same] === '\\') return same;
  if (fromLength > length && isDrive) return 3;
  return Math.max(separator, 0);
}

function byUnits(from: Trimmed, to: Trimmed, path: string): string {
  const parting = partingOf(from, to);
  if (parting === 'elsewhere') return path;
  if (parting === 'below') return withoutSeparator(path, to.start + from.end - from.start);
  const ups: string[] = [];
  for (let i = from.start + parting + 1; i <= from.end; i++) {
    if (i === from.end || from.text[i] === '\\') ups.push('..');
  }
  const start = to.start + parting;
  if (ups.length > 0) return ups.join('\\') + path.slice(start, to.end);
  return withoutSeparator(path.slice(0, to.end), start);
}

const withoutSeparator = (path: string, start: number): string =>
  path.slice(path[start] === '\\' ? start + 1 : start);
