/** The package as Node has it: its browser build knows no streams. */
export default require('jszip/lib/index.js');
