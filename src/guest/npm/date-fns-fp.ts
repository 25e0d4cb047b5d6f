/** The package's functions with the date last, for composing; they call those of the package itself. */
export default require('date-fns/fp');
