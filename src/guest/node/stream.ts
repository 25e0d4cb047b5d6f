/** `stream`: `readable-stream`, which is Node's own code made to run elsewhere. */
import '../web/abort.ts';
import stream from 'readable-stream';

export default stream;
export const { promises } = stream;
