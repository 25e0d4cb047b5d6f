/** Most bytes of a buffer and most UTF-16 units of a string, as Node 20 states them. */
export const MAX_LENGTH = 4294967296;
export const MAX_STRING_LENGTH = 536870888;

/** Every Buffer is one of these; its prototype is `Buffer.prototype`. */
export class FastBuffer extends Uint8Array {}

const asArrayBuffer = (buffer: ArrayBufferLike) => buffer as ArrayBuffer;

/** A Buffer over the same memory. */
export function bufferOver(memory: ArrayBufferLike, offset: number, length: number): FastBuffer {
  return new FastBuffer(asArrayBuffer(memory), offset, length);
}
