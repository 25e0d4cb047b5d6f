/** `stream`: that of `readable-stream`, which is Node's own code made to run elsewhere. */
import '../web/abort.ts';
import readableStream from 'readable-stream';
import { consumers as readers } from './stream/consumers.ts';
import { inheritFrom } from './stream-heirs.ts';

const { Stream } = readableStream;
inheritFrom(Stream);

/** The package by its own name is what it is for Node: its `Readable`, with the others as its properties. */
export const readable: unknown = readableStream;
export const { promises } = Stream;
export const consumers: unknown = readers;
export default Stream;
