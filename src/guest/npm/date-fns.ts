/** The package as it is: all that it exports. */
import * as exported from 'date-fns';

export default { ...exported };
