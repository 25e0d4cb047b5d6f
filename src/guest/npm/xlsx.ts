/** The package as it is. */
export default require('@e965/xlsx');
