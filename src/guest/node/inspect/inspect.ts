/** Values as text, by Node's own code (of Node 20), extracted from it. */
import './with-atomics.ts';
import { format, formatWithOptions, inspect } from 'node-inspect-extracted';
import './without-atomics.ts';

export { format, formatWithOptions, inspect };
