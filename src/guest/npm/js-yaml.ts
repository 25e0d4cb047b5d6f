/** The package as it is: all that it exports. */
import * as exported from 'js-yaml';

export default { ...exported };
