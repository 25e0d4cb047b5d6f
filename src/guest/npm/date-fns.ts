/** The package as it is, whole and by its files. */
import { openFile } from '#paths';

export const open = openFile;
export default require('date-fns');
