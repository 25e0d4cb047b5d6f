/** Node's `punycode` module is this package. */
export default require('punycode/');
