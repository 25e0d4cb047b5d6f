/** Paths with slashes. @see Node's lib/path.js */
import { validateObject, validateString } from '../validate.ts';

/** A snippet is nowhere in particular. */
const WORKING_DIRECTORY = '/';

/** Without `.`, `..` and empty segments; what goes above the root is kept only where there is none. */
function withoutDots(path: string, keepsAbove: boolean): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (keepsAbove) kept.push('..');
  }
  return kept.join('/');
}

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
  const clean = withoutDots(resolved, !isAbsolute);
  if (isAbsolute) return `/${clean}`;
  return clean === '' ? '.' : clean;
}

function normalize(path: unknown): string {
  validateString(path, 'path');
  if (path === '') return '.';
  const isAbsolute = path.startsWith('/');
  const clean = withoutDots(path, !isAbsolute);
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
  const trimmed = path.replace(/\/+$/, '');
  const base = trimmed.slice(trimmed.lastIndexOf('/') + 1);
  if (suffix === undefined || suffix === '' || suffix.length > path.length) return base;
  if (suffix === path) return '';
  // Nothing but slashes is then its own last part.
  if (trimmed === '') return path;
  return base.endsWith(suffix) && base !== suffix ? base.slice(0, -suffix.length) : base;
}

function extensionOf(base: string): string {
  const dot = base.lastIndexOf('.');
  // A name that begins with its only dot has no extension, and `..` has none either.
  if (dot <= 0 || base === '..') return '';
  return base.slice(dot);
}

function extname(path: unknown): string {
  validateString(path, 'path');
  return extensionOf(basename(path));
}

interface ParsedPath {
  root: string;
  dir: string;
  base: string;
  ext: string;
  name: string;
}

function format(pathObject: unknown): string {
  validateObject(pathObject, 'pathObject');
  const { dir, root, base, name, ext } = pathObject as Partial<ParsedPath>;
  const suffix = ext ? `${ext.startsWith('.') ? '' : '.'}${ext}` : '';
  const file = base || `${name || ''}${suffix}`;
  const folder = dir || root;
  if (!folder) return file;
  return folder === root ? `${folder}${file}` : `${folder}/${file}`;
}

function parse(path: unknown): ParsedPath {
  validateString(path, 'path');
  const root = path.startsWith('/') ? '/' : '';
  const trimmed = path.replace(/\/+$/, '');
  const at = trimmed.lastIndexOf('/');
  const base = trimmed.slice(at + 1);
  const ext = extensionOf(base);
  const dir = at > 0 ? trimmed.slice(0, at) : root;
  return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
}

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
  toNamespacedPath: (path: unknown): unknown => path,
  dirname,
  basename,
  extname,
  format,
  parse,
  sep: '/',
  delimiter: ':',
};
