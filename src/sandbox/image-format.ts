/**
 * The file form of an image: what of a booted engine's memory must be laid over another instance of
 * the same engine to make it the same world. Refuses an image that was made from another engine or
 * another prelude, or that was damaged on its way.
 */

/** Where things are inside an image, addresses in linear memory. */
export interface ImageAddresses {
  readonly runtime: number;
  readonly context: number;
  /** A JSValue holding `undefined`. */
  readonly undefinedValue: number;
  /** Room for the argument pointers of one call, at least `4 * 4` bytes. */
  readonly argv: number;
  /** The 8 bytes that `Math.random` draws from. */
  readonly randomState: number;
  /** The byte of flags that tells the compiler what to leave out. */
  readonly stripFlags: number;
  /** The allocator's break: the end of the used heap. */
  readonly breakWord: number;
  readonly stackTop: number;
  /** JSValues of the prelude's entry points. */
  readonly configure: number;
  readonly install: number;
  readonly start: number;
  readonly poll: number;
  readonly resume: number;
  readonly describe: number;
}

/** A run of bytes of linear memory. */
export interface Piece {
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface Image {
  readonly addresses: ImageAddresses;
  readonly pieces: readonly Piece[];
}

interface Header {
  /** SHA-256 of the instrumented wasm, of the prelude, and of all the rest of the file, hex. */
  readonly engineHash: string;
  readonly preludeHash: string;
  readonly contentHash: string;
  /** SHA-256 of the image file that the pieces are laid over; the empty text where they are all there is. */
  readonly baseHash: string;
  readonly addresses: ImageAddresses;
  readonly pieces: readonly { readonly address: number; readonly length: number }[];
}

const MAGIC = 'FCBIMG01';
const HEADER_AT = MAGIC.length + 4;

export const sha256 = (bytes: Uint8Array | string): string =>
  new Bun.CryptoHasher('sha256').update(bytes).digest('hex');

/** What an image was made from. */
export interface Origin {
  readonly engineHash: string;
  readonly preludeHash: string;
  readonly baseHash?: string;
}

/** A level of 19 makes all images together a ninth smaller, and takes twenty times as long: most of what making them took. */
const PACKED = { level: 9 } as const;

/** @returns the file: magic, header length (u32, little-endian), header as JSON, pieces as one zstd frame */
export function encodeImage(
  image: Image,
  { engineHash, preludeHash, baseHash = '' }: Origin,
): Uint8Array {
  const content = Buffer.concat(image.pieces.map((piece) => piece.bytes));
  const described = {
    engineHash,
    preludeHash,
    baseHash,
    addresses: image.addresses,
    pieces: image.pieces.map(({ address, bytes }) => ({ address, length: bytes.length })),
  };
  const packed = Bun.zstdCompressSync(content, PACKED);
  const header: Header = { ...described, contentHash: hashOf(described, packed) };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(headerBytes.length);
  return Buffer.concat([Buffer.from(MAGIC), length, headerBytes, packed]);
}

/**
 * @param engineHash SHA-256 of the wasm the image must have been made from, hex
 * @param baseHash SHA-256 of the image file that this one is laid over, hex; none when it stands alone
 * @throws when the file is damaged or belongs to another engine or another base; says which
 */
export function decodeImage(file: Uint8Array, engineHash: string, baseHash = ''): Image {
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (buffer.length < HEADER_AT || buffer.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new Error('Cannot use the image: the file is not one');
  }
  const headerEnd = HEADER_AT + buffer.readUInt32LE(MAGIC.length);
  const header = readHeader(buffer.toString('utf8', HEADER_AT, headerEnd));
  if (header.engineHash !== engineHash) {
    throw new Error('Cannot use the image: it was made from another engine');
  }
  if (header.baseHash !== baseHash) {
    throw new Error('Cannot use the image: it was made over another base');
  }
  const packed = buffer.subarray(headerEnd);
  const { contentHash, ...described } = header;
  if (contentHash !== hashOf(described, packed)) {
    throw new Error('Cannot use the image: its content is damaged');
  }
  const content = Bun.zstdDecompressSync(packed);
  let at = 0;
  const pieces = header.pieces.map(({ address, length }) => {
    const bytes = content.subarray(at, at + length);
    at += length;
    return { address, bytes };
  });
  return { addresses: header.addresses, pieces };
}

/**
 * Covers the header as well: a changed address would be as bad as a changed byte. Of the content as it is packed, so
 * that nothing damaged is ever unpacked.
 */
function hashOf(described: Omit<Header, 'contentHash'>, packed: Uint8Array): string {
  return sha256(Buffer.concat([Buffer.from(JSON.stringify(described)), packed]));
}

function readHeader(text: string): Header {
  try {
    return JSON.parse(text) as Header;
  } catch (cause) {
    throw new Error('Cannot use the image: its header is damaged', { cause });
  }
}
