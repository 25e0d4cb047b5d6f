/** The package as it is: all that it exports. */
import * as exported from 'uuid';

export default { ...exported };
