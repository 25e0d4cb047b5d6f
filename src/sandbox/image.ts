/**
 * Promise: when `restore` returns, nothing that a run wrote is left in the sandbox's memory, and the
 * world is the one the image was taken of. Isolation is a copy, not a clean-up routine: polluted
 * prototypes, leaked timers or a half-finished heap after a trap make no difference to it.
 * This is the only code that writes linear memory wholesale.
 */
import type { Engine } from './engine.ts';
import type { Image, ImageAddresses, Piece } from './image-format.ts';

/** A leaf function may write this far below the stack pointer without moving it (LLVM's red zone). */
const RED_ZONE_BYTES = 128;

/** Size of the shadow stack: static data ends where it ends, `STACK_BYTES` below its top. */
const STACK_BYTES = 5 * 1024 * 1024;

/** Grain in which changed memory is looked for. */
const PAGE_BYTES = 512;

/**
 * Source text on its way to the compiler waits in the part of the shadow stack that no guest reaches,
 * so that it leaves no trace in the heap.
 */
const SCRATCH_BYTES = 4 * 1024 * 1024;

type Memory = Pick<Engine, 'bytes'>;

/** The memory of an engine as it stands, as an image. Nothing may be running in it. */
export function capture(engine: Memory, addresses: ImageAddresses): Image {
  const { stackTop } = addresses;
  const take = (from: number, to: number): Piece => ({
    address: from,
    bytes: new Uint8Array(engine.bytes.subarray(from, to)),
  });
  const breakAt = readBreak(engine, addresses);
  return { addresses, pieces: [take(0, stackTop - STACK_BYTES), take(stackTop, breakAt)] };
}

/** The whole image that `pieces` make of `base`, from which `changedSince` told them. */
export function laidOver(base: Image, pieces: readonly Piece[]): Image {
  const { addresses } = base;
  const { stackTop, breakWord } = addresses;
  const low = new Uint8Array(stackTop - STACK_BYTES);
  for (const piece of base.pieces)
    if (piece.address < stackTop) low.set(piece.bytes, piece.address);
  for (const piece of pieces) if (piece.address < stackTop) low.set(piece.bytes, piece.address);
  const breakAt = new DataView(low.buffer).getUint32(breakWord, true);
  const heap = new Uint8Array(breakAt - stackTop);
  for (const { address, bytes } of [...base.pieces, ...pieces]) {
    if (address >= stackTop) heap.set(bytes, address - stackTop);
  }
  return {
    addresses,
    pieces: [
      { address: 0, bytes: low },
      { address: stackTop, bytes: heap },
    ],
  };
}

/** Bytes that are copied to lay an image. */
export function sizeOf(image: Pick<Image, 'pieces'>): number {
  return image.pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Bytes of heap that an image holds. */
export function heapBytesOf(image: Image): number {
  return Math.max(0, endOf(image) - image.addresses.stackTop);
}

/** End of the used heap, an address. */
export function readBreak(engine: Memory, addresses: ImageAddresses): number {
  return engine.bytes.readUInt32LE(addresses.breakWord);
}

/** Lays an image over an engine's memory, and zeroes whatever the last run used beyond it. */
export function restore(engine: Engine, image: Image): void {
  const memory = engine.bytes;
  const { addresses, pieces } = image;
  const usedUpTo = readBreak(engine, addresses);
  const imageEnd = endOf(image);
  for (const { address, bytes } of pieces) memory.set(bytes, address);
  if (usedUpTo > imageEnd) memory.fill(0, imageEnd, usedUpTo);

  const { stackTop } = addresses;
  const stackLow = Math.max(stackTop - STACK_BYTES, engine.stackLow.value - RED_ZONE_BYTES);
  memory.fill(0, stackLow, stackTop);
  engine.stackPointer.value = stackTop;
  engine.stackLow.value = stackTop;
  engine.refused.value = 0;
}

/**
 * What an engine's memory has beyond its image: runs of changed bytes, ascending. They share one buffer,
 * for a buffer each would cost more to make and to collect than the copy.
 */
export function changedSince(engine: Engine, image: Image): Piece[] {
  const memory = engine.bytes;
  const ranges: Range[] = [];
  for (const piece of image.pieces) collectChanges(memory, piece, ranges);
  const imageEnd = endOf(image);
  const usedUpTo = readBreak(engine, image.addresses);
  if (usedUpTo > imageEnd) collectNonZero(memory, imageEnd, usedUpTo, ranges);

  const copy = new Uint8Array(ranges.reduce((sum, { from, to }) => sum + to - from, 0));
  let at = 0;
  return ranges.map(({ from, to }) => {
    const bytes = copy.subarray(at, at + to - from);
    bytes.set(memory.subarray(from, to));
    at += to - from;
    return { address: from, bytes };
  });
}

/** Lays pieces that `changedSince` found over an engine that is the image again. */
export function overlay(engine: Memory, pieces: readonly Piece[]): void {
  const memory = engine.bytes;
  for (const { address, bytes } of pieces) memory.set(bytes, address);
}

/**
 * Gives a clean engine the memory that an image takes, and `spareBytes` more where it may have them: every
 * engine starts with as much as a small image takes. Its allocator is asked, not the memory, for the engine's
 * JavaScript half must learn of the growth; so the image must be laid next, which forgets what was allocated.
 * @throws ImageTooLarge when the engine may not have as much memory as the image takes
 */
export function makeRoom(engine: Engine, image: Image, spareBytes: number): void {
  const end = endOf(image);
  if (hasGrownTo(engine, image, end + spareBytes) || hasGrownTo(engine, image, end)) return;
  throw new ImageTooLarge('Cannot lay the image: the sandbox may not have that much memory');
}

function hasGrownTo(engine: Engine, { addresses }: Image, end: number): boolean {
  while (engine.memory.buffer.byteLength < end) {
    // Memory that was freed may answer it; then the next one goes beyond.
    if (engine.malloc(end - readBreak(engine, addresses)) === 0) return false;
  }
  return true;
}

/** What an image holds is more than a sandbox may have: `SANDBOX_MEMORY_BYTES` is set too low for it. */
export class ImageTooLarge extends Error {}

/**
 * Puts `text` and a NUL where no guest reaches, calls `use`, and wipes it.
 * @throws RangeError when it is longer than `SCRATCH_BYTES`
 */
export function withScratch<T>(
  engine: Memory,
  { stackTop }: Pick<ImageAddresses, 'stackTop'>,
  text: string,
  use: (pointer: number, bytes: number) => T,
): T {
  const start = stackTop - STACK_BYTES;
  const written = engine.bytes.write(text, start, SCRATCH_BYTES, 'utf8');
  if (written >= SCRATCH_BYTES - 4) throw new RangeError('Cannot compile: the source is too long');
  try {
    return use(start, written);
  } finally {
    engine.bytes.fill(0, start, start + written);
  }
}

/** The address after the last byte of an image. */
export function endOf(image: Image): number {
  const last = image.pieces.at(-1);
  return last ? last.address + last.bytes.length : 0;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function collectChanges(memory: Buffer, piece: Piece, ranges: Range[]): void {
  const { address, bytes } = piece;
  let runStart = -1;
  for (let at = 0; at < bytes.length; at += PAGE_BYTES) {
    const end = Math.min(at + PAGE_BYTES, bytes.length);
    const isSame = memory.compare(bytes, at, end, address + at, address + end) === 0;
    if (isSame && runStart >= 0) {
      ranges.push({ from: address + runStart, to: address + at });
      runStart = -1;
    } else if (!isSame && runStart < 0) runStart = at;
  }
  if (runStart >= 0) ranges.push({ from: address + runStart, to: address + bytes.length });
}

function collectNonZero(memory: Buffer, from: number, to: number, ranges: Range[]): void {
  let end = to;
  while (end > from && memory[end - 1] === 0) end--;
  if (end > from) ranges.push({ from, to: end });
}
