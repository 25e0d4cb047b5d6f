/** `assert`: the package of that name, which is Node's own code made to run elsewhere. */
import assert from 'assert/build/assert.js';

export default assert;
export const { strict } = assert;
