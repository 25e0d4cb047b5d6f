/** `stream`: that of `readable-stream`, which is Node's own code made to run elsewhere. */
import '../web/abort.ts';
import readableStream from 'readable-stream';

const { Stream } = readableStream;

/** The package by its own name is what it is for Node: its `Readable`, with the others as its properties. */
export const readable: unknown = readableStream;
export const { promises } = Stream;
export default Stream;
