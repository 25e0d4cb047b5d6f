/** The package as it is: all that it exports. */
import * as exported from 'jsonpath-plus';

export default { ...exported };
