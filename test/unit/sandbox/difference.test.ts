import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { Difference, layDifference } from '../../../src/sandbox/difference.ts';
import type { Image, ImageAddresses } from '../../../src/sandbox/image-format.ts';

const BREAK_WORD = 16;
const LOW_BYTES = 8192;
const STACK_TOP = 16_384;
const IMAGE_END = STACK_TOP + 20_000;
const MEMORY_BYTES = 4 * 1024 * 1024;

/** Bytes of no pattern, the same each time. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = Math.imul(i + 1, 2_654_435_761) >>> 13;
  return bytes;
}

const low = noise(LOW_BYTES);
new DataView(low.buffer).setUint32(BREAK_WORD, IMAGE_END, true);

const image: Image = {
  addresses: { stackTop: STACK_TOP, breakWord: BREAK_WORD } as ImageAddresses,
  pieces: [
    { address: 0, bytes: low },
    { address: STACK_TOP, bytes: noise(IMAGE_END - STACK_TOP) },
  ],
};

function cleanMemory(): Buffer {
  const memory = Buffer.from(new ArrayBuffer(MEMORY_BYTES));
  for (const { address, bytes } of image.pieces) memory.set(bytes, address);
  return memory;
}

interface Write {
  readonly at: number;
  readonly value: number;
  readonly length: number;
}

/** A memory after a run that grew it to `breakAt` and wrote here and there. */
function after(writes: readonly Write[], breakAt: number): Buffer {
  const memory = cleanMemory();
  memory.writeUInt32LE(breakAt, BREAK_WORD);
  for (const { at, value, length } of writes) {
    // Where the heap and the static data are; the break's own word stays what it is.
    const start = at < LOW_BYTES ? Math.max(at, BREAK_WORD + 4) : Math.max(at, STACK_TOP);
    const end = Math.min(start + length, start < LOW_BYTES ? LOW_BYTES : breakAt);
    if (start < end) memory.fill(value, start, end);
  }
  return memory;
}

const difference = new Difference();
const takeOver = (memory: Buffer): Buffer => {
  const found = new Uint8Array(difference.find({ bytes: memory }, image));
  const other = cleanMemory();
  layDifference({ bytes: other }, found);
  return other;
};

test('a difference laid over the image is the memory that it was found in', () => {
  const write = fc.record({
    at: fc.nat(IMAGE_END + 60_000),
    value: fc.integer({ min: 0, max: 255 }),
    length: fc.integer({ min: 1, max: 5000 }),
  });
  const grownBy = fc.nat(4000).map((sixteens) => sixteens * 16);
  fc.assert(
    fc.property(fc.array(write, { maxLength: 40 }), grownBy, (writes, grown) => {
      const memory = after(writes, IMAGE_END + grown);
      expect(takeOver(memory).equals(memory)).toBe(true);
    }),
  );
});

test('a difference of a clean memory is nothing', () => {
  expect(difference.find({ bytes: cleanMemory() }, image).length).toBe(0);
});

test('a difference takes three words for a lone one, and no more than the memory for all of it', () => {
  const lone = after([{ at: STACK_TOP + 400, value: 7, length: 1 }], IMAGE_END);
  expect(difference.find({ bytes: lone }, image).length).toBe(12);
  const breakAt = IMAGE_END + 2 * 1024 * 1024;
  const full = after([{ at: IMAGE_END, value: 1, length: MEMORY_BYTES }], breakAt);
  const length = difference.find({ bytes: full }, image).length;
  expect(length).toBeGreaterThan(2 * 1024 * 1024);
  expect(length).toBeLessThan(2 * 1024 * 1024 + 100);
  expect(takeOver(full).equals(full)).toBe(true);
  // Every fourth word: apart just enough for spans of their own.
  const sparse = cleanMemory();
  sparse.writeUInt32LE(breakAt, BREAK_WORD);
  for (let at = IMAGE_END; at < breakAt; at += 16) sparse.writeUInt32LE(at, at);
  expect(difference.find({ bytes: sparse }, image).length).toBeLessThan(2 * 1024 * 1024 + 100);
  expect(takeOver(sparse).equals(sparse)).toBe(true);
});

test('a difference that was large leaves nothing in the next', () => {
  takeOver(after([{ at: IMAGE_END, value: 1, length: MEMORY_BYTES }], IMAGE_END + 1024 * 1024));
  const small = after([{ at: STACK_TOP, value: 9, length: 40 }], IMAGE_END);
  expect(takeOver(small).equals(small)).toBe(true);
});

test('layDifference() refuses a memory that is too small', () => {
  const found = difference.find(
    { bytes: after([{ at: MEMORY_BYTES - 8, value: 1, length: 8 }], MEMORY_BYTES) },
    image,
  );
  const small = cleanMemory().subarray(0, MEMORY_BYTES / 2);
  expect(() => layDifference({ bytes: small }, found)).toThrow(RangeError);
});
