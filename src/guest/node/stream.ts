/** `stream`: that of `readable-stream`, which is Node's own code made to run elsewhere. */
import '../web/abort.ts';
import readableStream from 'readable-stream';
import { completeStreams } from './stream/as-node.ts';
import { consumers as readers } from './stream/consumers.ts';
import type { StreamLibrary } from './stream/library.ts';
import { inheritFrom } from './stream-heirs.ts';

const { Stream } = readableStream;
completeStreams(Stream as unknown as StreamLibrary);
inheritFrom(Stream);

/** The package by its own name is what it is for Node: its `Readable`, with the others as its properties. */
export const readable: unknown = readableStream;
export const { promises } = Stream;
export const consumers: unknown = readers;
export default Stream;
