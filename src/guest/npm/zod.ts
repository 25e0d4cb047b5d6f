/** The package as it is: all that it exports. */
import * as exported from 'zod';

export default { ...exported };
