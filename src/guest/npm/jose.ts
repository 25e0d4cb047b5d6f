/** The package as it is: all that it exports. */
import * as exported from 'jose';

export default { ...exported };
