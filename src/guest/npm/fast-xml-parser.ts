/** The package as it is: all that it exports. */
import * as exported from 'fast-xml-parser';

export default { ...exported };
