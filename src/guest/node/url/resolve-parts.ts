/** One URL seen from another, as the legacy `url.resolve` does. @see Node's lib/url.js */
import { formatParts } from './format-parts.ts';
import type { Parts } from './parts.ts';
import { isHostless, isSlashed } from './protocols.ts';

/** What both of them, and the way from one to the other, have become. */
interface Resolving {
  readonly result: Parts;
  readonly relative: Parts;
  readonly isOpaque: boolean;
  source: string[];
  mustBeAbsolute: boolean;
}

const pathOf = ({ pathname, search }: Parts) => `${pathname || ''}${search || ''}`;

function finish(result: Parts): void {
  result.href = formatParts(result);
}

/** `mailto:a@b` and the like keep a name and what is before it in the host. */
function splitAuth(result: Parts): void {
  const { host } = result;
  if (!host || host.indexOf('@') <= 0) return;
  const [auth = '', name = ''] = host.split('@');
  result.auth = auth;
  result.host = name;
  result.hostname = name;
}

/** Another protocol: it takes over nearly everything. */
function changeProtocol(result: Parts, relative: Parts): void {
  if (!isSlashed(relative.protocol)) {
    Object.assign(result, relative);
    finish(result);
    return;
  }
  result.protocol = relative.protocol;
  const needsHost =
    !relative.host && !/^file:?$/.test(relative.protocol ?? '') && !isHostless(relative.protocol);
  result.pathname = needsHost ? pathBehindHost(relative) : relative.pathname;
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  if (result.pathname || result.search) result.path = pathOf(result);
  result.slashes = result.slashes || relative.slashes;
  finish(result);
}

/** Where a host is missing, the path's first segment is it; @returns the path that is left */
function pathBehindHost(relative: Parts): string {
  const segments = (relative.pathname || '').split('/');
  relative.host = takeFirst(segments);
  relative.hostname ||= '';
  if (segments[0] !== '') segments.unshift('');
  if (segments.length < 2) segments.unshift('');
  return segments.join('/');
}

/** Takes off the segments up to the first that is not empty. */
function takeFirst(segments: string[]): string {
  while (segments.length > 0) {
    const segment = segments.shift();
    if (segment) return segment;
  }
  return '';
}

function prepend(segments: string[], host: string): void {
  if (segments[0] === '') segments[0] = host;
  else segments.unshift(host);
}

/** Of a URL without slashes the host counts as the first segment of its path. */
function foldHosts(state: Resolving, target: string[]): void {
  const { result, relative, source } = state;
  result.hostname = '';
  result.port = null;
  if (result.host) prepend(source, result.host);
  result.host = '';
  if (relative.protocol) {
    relative.hostname = null;
    relative.port = null;
    result.auth = null;
    if (relative.host) prepend(target, relative.host);
    relative.host = null;
  }
  state.mustBeAbsolute &&= target[0] === '' || source[0] === '';
}

function takeAbsolute(state: Resolving, target: string[]): void {
  const { result, relative } = state;
  if (relative.host || relative.host === '') {
    if (result.host !== relative.host) result.auth = null;
    result.host = relative.host;
    result.port = relative.port;
  }
  if (relative.hostname || relative.hostname === '') {
    if (result.hostname !== relative.hostname) result.auth = null;
    result.hostname = relative.hostname;
  }
  result.search = relative.search;
  result.query = relative.query;
  state.source = target;
}

/** Only the query is new. */
function takeQuery({ result, relative, isOpaque, source }: Resolving): void {
  if (isOpaque) {
    result.host = source.shift() as string;
    result.hostname = result.host;
    splitAuth(result);
  }
  result.search = relative.search;
  result.query = relative.query;
  result.path = pathOf(result);
  finish(result);
}

/** Takes `.` and `..` out; @returns how many levels are gone above the first */
function removeDots(segments: string[]): number {
  let up = 0;
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = segments[i];
    if (segment !== '.' && segment !== '..' && up === 0) continue;
    segments.splice(i, 1);
    if (segment === '..') up++;
    else if (segment !== '.') up--;
  }
  return up;
}

const isRooted = (segments: readonly string[]) =>
  segments[0] === '' || segments[0]?.startsWith('/') === true;

function endsInDirectory({ result, relative, source }: Resolving): boolean {
  const last = source.at(-1);
  if (last === '') return true;
  const isDots = last === '.' || last === '..';
  return isDots && Boolean(result.host || relative.host || source.length > 1);
}

/** Takes the dots out of the segments, and gives them back the slashes that they had at either end. */
function tidySegments(state: Resolving, removesAllDots: boolean): void {
  const { source, mustBeAbsolute } = state;
  const isDirectory = endsInDirectory(state);
  const up = removeDots(source);
  if (!mustBeAbsolute && !removesAllDots) source.unshift(...Array<string>(up).fill('..'));
  if (mustBeAbsolute && source[0] !== '' && !source[0]?.startsWith('/')) source.unshift('');
  if (isDirectory && !source.join('/').endsWith('/')) source.push('');
}

/** The first segment is the host again, where it was made one. */
function unfoldHost({ result, source }: Resolving, isAbsolute: boolean): void {
  result.host = isAbsolute ? '' : (source.shift() ?? '');
  result.hostname = result.host;
  splitAuth(result);
}

/** The path, once it is known which segments it has. */
function settlePath(state: Resolving, removesAllDots: boolean): void {
  const { result, relative, source } = state;
  tidySegments(state, removesAllDots);
  const isAbsolute = isRooted(source);
  if (state.isOpaque) unfoldHost(state, isAbsolute);
  const mustBeAbsolute = state.mustBeAbsolute || Boolean(result.host && source.length > 0);
  if (mustBeAbsolute && !isAbsolute) source.unshift('');
  result.pathname = source.length === 0 ? null : source.join('/');
  const hasPath = result.pathname !== null || result.search !== null;
  result.path = hasPath ? pathOf(result) : null;
  result.auth = relative.auth || result.auth;
  result.slashes = result.slashes || relative.slashes;
  finish(result);
}

/** No path at all. */
function settleEmpty(result: Parts): void {
  result.pathname = null;
  result.path = result.search ? `/${result.search}` : null;
  finish(result);
}

const segmentsOf = (pathname: string | null) => (pathname ? pathname.split('/') : []);

function resolvePath(result: Parts, relative: Parts): void {
  const isRelAbsolute = Boolean(relative.host || relative.pathname?.startsWith('/'));
  const isSourceAbsolute = result.pathname?.startsWith('/') === true;
  const mustBeAbsolute =
    isRelAbsolute || isSourceAbsolute || Boolean(result.host && relative.pathname);
  const target = segmentsOf(relative.pathname);
  const isOpaque = Boolean(result.protocol) && !isSlashed(result.protocol);
  const source = segmentsOf(result.pathname);
  const state: Resolving = { result, relative, isOpaque, source, mustBeAbsolute };
  if (isOpaque) foldHosts(state, target);
  const isQuery = relative.search !== null && relative.search !== undefined;
  if (!isRelAbsolute && target.length === 0 && isQuery) {
    takeQuery(state);
    return;
  }
  if (isRelAbsolute) takeAbsolute(state, target);
  else if (target.length > 0) takeRelative(state, target);
  if (state.source.length > 0) settlePath(state, mustBeAbsolute);
  else settleEmpty(result);
}

function takeRelative(state: Resolving, target: readonly string[]): void {
  const { result, relative } = state;
  state.source = [...state.source.slice(0, -1), ...target];
  result.search = relative.search;
  result.query = relative.query;
}

/** Makes `result`, a copy of the source, what `relative` names from there. */
export function resolveParts(result: Parts, relative: Parts): void {
  result.hash = relative.hash;
  if (relative.href === '') finish(result);
  else if (relative.slashes && !relative.protocol) {
    const { protocol: _, ...rest } = relative;
    Object.assign(result, rest);
    if (isSlashed(result.protocol) && result.hostname && !result.pathname) {
      result.pathname = '/';
      result.path = '/';
    }
    finish(result);
  } else if (relative.protocol && relative.protocol !== result.protocol) {
    changeProtocol(result, relative);
  } else resolvePath(result, relative);
}
