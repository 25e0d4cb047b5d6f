/** What axios requires as `zlib`: codings are the host's to take off, so all it gets to see is which there are. */
import stream from '../../node/stream.ts';

const { PassThrough } = stream as unknown as { readonly PassThrough: new () => object };
const asItIs = (): object => new PassThrough();

export const constants: object = {};
export const createUnzip = asItIs;
export const createBrotliDecompress = asItIs;
