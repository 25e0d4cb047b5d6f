/** What paths have in common, whatever separates their parts. @see Node's lib/path.js */
import { validateObject } from '../validate.ts';

/** A snippet is nowhere in particular. */
export const WORKING_DIRECTORY = '/';

export interface ParsedPath {
  root: string;
  dir: string;
  base: string;
  ext: string;
  name: string;
}

export type IsSeparator = (unit: string | undefined) => boolean;

/** Without `.`, `..` and empty segments; what goes above the root is kept only where there is none. */
export function withoutDots(
  segments: readonly string[],
  keepsAbove: boolean,
  separator: string,
): string {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (keepsAbove) kept.push('..');
  }
  return kept.join(separator);
}

export interface LastPart {
  readonly start: number;
  /** -1 where there is nothing but separators. */
  readonly end: number;
  /** Where its extension begins, -1 without one. */
  readonly dot: number;
}

/** @param from where looking ends, after the root; @param first where a part begins that no separator is before */
export function lastPartOf(
  path: string,
  from: number,
  first: number,
  isSeparator: IsSeparator,
): LastPart {
  let end = path.length;
  while (end > from && isSeparator(path[end - 1])) end--;
  if (end <= from) return { start: first, end: -1, dot: -1 };
  let start = end;
  while (start > from && !isSeparator(path[start - 1])) start--;
  const begin = start > from ? start : first;
  let dot = end - 1;
  while (dot >= start && path[dot] !== '.') dot--;
  if (dot < start) return { start: begin, end, dot: -1 };
  const isUp = path[start] === '.' && dot === end - 1 && dot === begin + 1;
  // A name that begins with its only dot has no extension, and `..` has none either.
  const hasNone = dot === start || isUp;
  return { start: begin, end, dot: hasNone ? -1 : dot };
}

/** @param from where looking ends, after the root */
export function baseOf(
  path: string,
  suffix: string | undefined,
  from: number,
  isSeparator: IsSeparator,
): string {
  const { start, end } = lastPartOf(path, from, from, isSeparator);
  const base = end === -1 ? '' : path.slice(start, end);
  if (suffix === undefined || suffix === '' || suffix.length > path.length) return base;
  if (suffix === path) return '';
  // Nothing but separators is then its own last part.
  if (end === -1) return path.slice(from);
  return base.endsWith(suffix) && base !== suffix ? base.slice(0, -suffix.length) : base;
}

export function formatPath(pathObject: unknown, separator: string): string {
  validateObject(pathObject, 'pathObject');
  const { dir, root, base, name, ext } = pathObject as Partial<ParsedPath>;
  const suffix = ext ? `${ext[0] === '.' ? '' : '.'}${ext}` : '';
  const file = base || `${name || ''}${suffix}`;
  const folder = dir || root;
  if (!folder) return file;
  return folder === root ? `${folder}${file}` : `${folder}${separator}${file}`;
}
