/** The package as it is: all that it exports. */
import * as exported from 'nanoid';
import * as unsafe from 'nanoid/non-secure';

export const nonSecure = { ...unsafe };

export default { ...exported };
