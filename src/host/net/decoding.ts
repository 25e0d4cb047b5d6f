/** Takes content codings off a body. What comes out is counted by whoever reads it, piece by piece. */
import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';

/** Most codings that are taken off one body: each could multiply what the one before gives. */
const MAX_CODINGS = 5;

/**
 * The codings of a body in the order in which to take them off. None where one is not known, or there
 * are too many: then the body stays as it came.
 */
export function codingsOf(field: string | null): readonly string[] {
  const codings = (field ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'identity')
    .reverse();
  const isKnown =
    codings.length <= MAX_CODINGS && codings.every((each) => Object.hasOwn(DECODERS, each));
  return isKnown ? codings : [];
}

/** In pieces of this many bytes, so that a bomb is seen early; and what is cut short is given as far as it goes. */
const chunkSize = 16 * 1024;
const DEFLATE = {
  chunkSize,
  flush: constants.Z_SYNC_FLUSH,
  finishFlush: constants.Z_SYNC_FLUSH,
};
const BROTLI = {
  chunkSize,
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};
const ZSTD = {
  chunkSize,
  // As far back as any sender of HTTP may refer: a frame could ask for 128 MB. @see RFC 9659
  params: { [constants.ZSTD_d_windowLogMax]: 23 },
  flush: constants.ZSTD_e_continue,
  finishFlush: constants.ZSTD_e_end,
};

const DECODERS: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(DEFLATE),
  'x-gzip': () => createGunzip(DEFLATE),
  br: () => createBrotliDecompress(BROTLI),
  zstd: () => createZstdDecompress(ZSTD),
  // By the standard with a header of its own, by many servers without.
  deflate: (first) => ((first & 0x0f) === 8 ? createInflate(DEFLATE) : createInflateRaw(DEFLATE)),
};

/** @param first the first byte that goes into it */
export function createDecoder(coding: string, first: number): Transform {
  const create = DECODERS[coding];
  if (!create) throw new Error(`Cannot decode '${coding}'`);
  return create(first);
}
