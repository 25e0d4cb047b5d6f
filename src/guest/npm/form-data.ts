/** The package as it is in Node: what it has for browsers is their own `FormData`. */
export default require('form-data/lib/form_data.js');
