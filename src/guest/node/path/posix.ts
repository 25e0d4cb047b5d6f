/** Paths with slashes. @see Node's lib/path.js */
import { validateString } from '../validate.ts';
import {
  baseOf,
  formatPath,
  type IsSeparator,
  lastPartOf,
  type ParsedPath,
  WORKING_DIRECTORY,
  withoutDots,
} from './parts.ts';

const isSlash: IsSeparator = (unit) => unit === '/';
const clear = (path: string, keepsAbove: boolean) => withoutDots(path.split('/'), keepsAbove, '/');

export function resolvePath(paths: readonly unknown[]): string {
  let resolved = '';
  let isAbsolute = false;
  for (let i = paths.length - 1; i >= -1 && !isAbsolute; i--) {
    const path = i >= 0 ? paths[i] : WORKING_DIRECTORY;
    validateString(path, `paths[${i}]`);
    if (path === '') continue;
    resolved = `${path}/${resolved}`;
    isAbsolute = path.startsWith('/');
  }
  const clean = clear(resolved, !isAbsolute);
  if (isAbsolute) return `/${clean}`;
  return clean === '' ? '.' : clean;
}

function normalize(path: unknown): string {
  validateString(path, 'path');
  if (path === '') return '.';
  const isAbsolute = path.startsWith('/');
  const clean = clear(path, !isAbsolute);
  if (clean === '') {
    if (isAbsolute) return '/';
    return path.endsWith('/') ? './' : '.';
  }
  return (isAbsolute ? '/' : '') + clean + (path.endsWith('/') ? '/' : '');
}

function join(...paths: readonly unknown[]): string {
  for (const path of paths) validateString(path, 'path');
  const joined = paths.filter((path) => path !== '').join('/');
  return joined === '' ? '.' : normalize(joined);
}

function relative(from: unknown, to: unknown): string {
  validateString(from, 'from');
  validateString(to, 'to');
  if (from === to) return '';
  const [start, end] = [resolvePath([from]), resolvePath([to])];
  if (start === end) return '';
  const segments = (path: string) => (path === '/' ? [] : path.slice(1).split('/'));
  const [before, after] = [segments(start), segments(end)];
  let common = 0;
  while (common < before.length && before[common] === after[common]) common++;
  return [...before.slice(common).map(() => '..'), ...after.slice(common)].join('/');
}

/** `path` without the slashes at its end; the root keeps its own. */
function withoutTail(path: string): string {
  return path.replace(/(?<=.)\/+$/s, '');
}

function dirname(path: unknown): string {
  validateString(path, 'path');
  if (path === '') return '.';
  const trimmed = withoutTail(path);
  const at = trimmed.lastIndexOf('/');
  if (at === -1) return '.';
  if (at === 0) return '/';
  // A path that starts with just two slashes keeps them both.
  if (at === 1 && trimmed.startsWith('//')) return '//';
  return trimmed.slice(0, at);
}

function basename(path: unknown, suffix?: unknown): string {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  return baseOf(path, suffix, 0, isSlash);
}

function extname(path: unknown): string {
  validateString(path, 'path');
  const { dot, end } = lastPartOf(path, 0, 0, isSlash);
  return dot === -1 ? '' : path.slice(dot, end);
}

function parse(path: unknown): ParsedPath {
  validateString(path, 'path');
  const root = path.startsWith('/') ? '/' : '';
  const { start: first, end, dot } = lastPartOf(path, root.length, 0, isSlash);
  const dir = first > 0 ? path.slice(0, first - 1) : root;
  if (end === -1) return { root, dir, base: '', ext: '', name: '' };
  const start = first === 0 ? root.length : first;
  const [name, ext] =
    dot === -1 ? [path.slice(start, end), ''] : [path.slice(start, dot), path.slice(dot, end)];
  return { root, dir, base: path.slice(start, end), ext, name };
}

const toNamespacedPath = (path: unknown): unknown => path;

/** The functions that `path` and `path.posix` have. */
export const posixMethods = {
  resolve(...paths: readonly unknown[]): string {
    return resolvePath(paths);
  },
  normalize,
  isAbsolute(path: unknown): boolean {
    validateString(path, 'path');
    return path.startsWith('/');
  },
  join,
  relative,
  toNamespacedPath,
  dirname,
  basename,
  extname,
  format: (pathObject: unknown): string => formatPath(pathObject, '/'),
  parse,
  sep: '/',
  delimiter: ':',
  _makeLong: toNamespacedPath,
};
