/** Node's `path` module for systems with slashes. @see https://nodejs.org/docs/latest-v20.x/api/path.html */
import { posixMethods } from './path/posix.ts';
import { win32Methods } from './path/win32.ts';

interface Sides {
  win32: unknown;
  posix: unknown;
}

/** What `require('path/win32')` gives. */
export const win32: typeof win32Methods & Sides = { ...win32Methods, win32: null, posix: null };
/** What `require('path')` gives, and `path.posix` again. */
const posix: typeof posixMethods & Sides = { ...posixMethods, win32, posix: null };
posix.posix = posix;
win32.win32 = win32;
win32.posix = posix;

export default posix;
