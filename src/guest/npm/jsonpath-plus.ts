/** The package's browser build, with what Node's has: its filters are read by an interpreter of its own. */
import { JSONPath, JSONPathClass } from 'jsonpath-plus';

export default { JSONPath, JSONPathClass };
