/** The package as it is; what it compiles is interpreted. */
export default require('handlebars/lib/index.js');
