/** The package as it is. */
export default require('sm-crypto');
