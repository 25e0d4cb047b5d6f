/** The package as it is. */
export default require('ajv-formats');
