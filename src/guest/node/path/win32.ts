/** Paths with backslashes, drives and shares. @see Node's lib/path.js */
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
import { relativeWin32 } from './win32-relative.ts';

const isSeparator: IsSeparator = (unit) => unit === '/' || unit === '\\';
const SEPARATORS = /[\\/]/;
/** A server and a share. */
const SHARE = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/;
/** Of what leads to devices by their own names: `\\\\?\\`. */
const NAMESPACE_LENGTH = 4;
const DRIVE = /^[A-Za-z]:/;

const clear = (path: string, keepsAbove: boolean) =>
  withoutDots(path.split(SEPARATORS), keepsAbove, '\\');

interface Root {
  /** `C:` or `\\\\server\\share`, empty without. */
  readonly device: string;
  readonly isAbsolute: boolean;
  /** Where the rest begins. */
  readonly end: number;
  readonly isShare: boolean;
}

function rootOf(path: string): Root {
  if (isSeparator(path[0])) {
    const [whole, server, share] = SHARE.exec(path) ?? [];
    if (server === '.' || server === '?') {
      return { device: `\\\\${server}`, isAbsolute: true, end: NAMESPACE_LENGTH, isShare: false };
    }
    if (whole !== undefined) {
      const device = `\\\\${server}\\${share}`;
      return { device, isAbsolute: true, end: whole.length, isShare: true };
    }
    const end = isSeparator(path[1]) ? 0 : 1;
    return { device: '', isAbsolute: true, end, isShare: false };
  }
  if (!DRIVE.test(path)) return { device: '', isAbsolute: false, end: 0, isShare: false };
  const isAbsolute = isSeparator(path[2]);
  return { device: path.slice(0, 2), isAbsolute, end: isAbsolute ? 3 : 2, isShare: false };
}

/** What is known of a path that is put together from its end. */
interface Resolving {
  device: string;
  tail: string;
  isAbsolute: boolean;
}

/** Puts a path before what is there, unless it is on another drive. */
function putBefore(known: Resolving, path: string): void {
  const root = rootOf(path);
  if (known.device === '') known.device = root.device;
  const isElsewhere = root.device.toLowerCase() !== known.device.toLowerCase();
  if ((root.device !== '' && isElsewhere) || known.isAbsolute) return;
  known.tail = `${path.slice(root.end)}\\${known.tail}`;
  known.isAbsolute = root.isAbsolute;
}

function resolve(...paths: readonly unknown[]): string {
  const known: Resolving = { device: '', tail: '', isAbsolute: false };
  const isKnown = () => known.isAbsolute && known.device !== '';
  for (let i = paths.length - 1; i >= 0 && !isKnown(); i--) {
    const path = paths[i];
    validateString(path, `paths[${i}]`);
    if (path !== '') putBefore(known, path);
  }
  if (!isKnown()) putBefore(known, WORKING_DIRECTORY);
  const { device, isAbsolute } = known;
  const clean = clear(known.tail, !isAbsolute);
  return isAbsolute ? `${device}\\${clean}` : `${device}${clean}` || '.';
}

/** Whether a path that belongs to no drive would be taken for one that does, once it is normalized. */
function looksLikeDrive(path: string, tail: string): boolean {
  if (!path.includes(':')) return false;
  return DRIVE.test(tail) || /:(?:[\\/]|$)/.test(path);
}

function tailOf(path: string, { end, isAbsolute }: Root): string {
  const clean = clear(path.slice(end), !isAbsolute);
  const tail = clean === '' && !isAbsolute ? '.' : clean;
  return tail !== '' && isSeparator(path.at(-1)) ? `${tail}\\` : tail;
}

function normalize(path: unknown): string {
  validateString(path, 'path');
  if (path === '') return '.';
  if (path.length === 1) return path === '/' ? '\\' : path;
  const root = rootOf(path);
  const { device, isAbsolute, end, isShare } = root;
  if (isShare && end === path.length) return `${device}\\`;
  const tail = tailOf(path, root);
  if (isAbsolute) return `${device}\\${tail}`;
  return device === '' && looksLikeDrive(path, tail) ? `.\\${tail}` : `${device}${tail}`;
}

function isAbsolutePath(path: unknown): boolean {
  validateString(path, 'path');
  return path !== '' && rootOf(path).isAbsolute;
}

function join(...paths: readonly unknown[]): string {
  for (const path of paths) validateString(path, 'path');
  const parts = (paths as readonly string[]).filter((path) => path !== '');
  const [first = ''] = parts;
  if (first === '') return '.';
  const joined = parts.join('\\');
  // Two separators at the start mean a server only where somebody wrote them so.
  const isShare = /^[\\/]{2}[^\\/]/.test(first);
  return normalize(isShare ? joined : joined.replace(/^[\\/]{2,}/, '\\'));
}

function relative(from: unknown, to: unknown): string {
  validateString(from, 'from');
  validateString(to, 'to');
  return from === to ? '' : relativeWin32(resolve(from), resolve(to));
}

function toNamespacedPath(path: unknown): unknown {
  if (typeof path !== 'string' || path === '') return path;
  const resolved = resolve(path);
  if (resolved.length <= 2) return path;
  if (/^\\\\[^?.]/.test(resolved)) return `\\\\?\\UNC\\${resolved.slice(2)}`;
  return /^[A-Za-z]:\\/.test(resolved) ? `\\\\?\\${resolved}` : resolved;
}

/** Where the part of a path ends that is its own directory; 0 without one. */
function rootEndOf(path: string): number {
  const [share] = SHARE.exec(path) ?? [];
  if (share !== undefined) return Math.min(share.length + 1, path.length);
  return isSeparator(path[0]) ? 1 : rootOf(path).end;
}

function dirname(path: unknown): string {
  validateString(path, 'path');
  if (path === '') return '.';
  const rootEnd = rootEndOf(path);
  const { start, end } = lastPartOf(path, rootEnd, rootEnd, isSeparator);
  if (end === -1 || start === rootEnd) return rootEnd === 0 ? '.' : path.slice(0, rootEnd);
  return path.slice(0, start - 1);
}

const afterDrive = (path: string) => (DRIVE.test(path) ? 2 : 0);

function basename(path: unknown, suffix?: unknown): string {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  return baseOf(path, suffix, afterDrive(path), isSeparator);
}

function extname(path: unknown): string {
  validateString(path, 'path');
  const start = afterDrive(path);
  const { dot, end } = lastPartOf(path, start, start, isSeparator);
  return dot === -1 ? '' : path.slice(dot, end);
}

function parse(path: unknown): ParsedPath {
  validateString(path, 'path');
  const rootEnd = rootEndOf(path);
  const root = path.slice(0, rootEnd);
  const { start, end, dot } = lastPartOf(path, rootEnd, rootEnd, isSeparator);
  const dir = start > 0 && start !== rootEnd ? path.slice(0, start - 1) : root;
  if (end === -1) return { root, dir, base: '', ext: '', name: '' };
  const base = path.slice(start, end);
  if (dot === -1) return { root, dir, base, ext: '', name: base };
  return { root, dir, base, ext: path.slice(dot, end), name: path.slice(start, dot) };
}

/** The functions that `path.win32` has. */
export const win32Methods = {
  resolve,
  normalize,
  isAbsolute: isAbsolutePath,
  join,
  relative,
  toNamespacedPath,
  dirname,
  basename,
  extname,
  format: (pathObject: unknown): string => formatPath(pathObject, '\\'),
  parse,
  sep: '\\',
  delimiter: ';',
  _makeLong: toNamespacedPath,
};
