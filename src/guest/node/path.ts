/** Node's `path` module for systems with slashes. @see https://nodejs.org/docs/latest-v20.x/api/path.html */
import { posixMethods } from './path/posix.ts';

/** What `require('path')` gives, and `path.posix` again. */
const path: typeof posixMethods & { posix?: unknown } = { ...posixMethods };
path.posix = path;

export default path;
