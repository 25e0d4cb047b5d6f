/** Files of the package, as they are. */
import { openFile } from '#paths';

export const open = openFile;
