import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { decodeImage, encodeImage, type Image } from '../../../src/sandbox/image-format.ts';
import { ENGINE_HASH, IMAGE_FILE } from '../../support/sandbox.ts';

const MAGIC_BYTES = 8;
const HEADER_AT = MAGIC_BYTES + 4;

const ADDRESSES = Object.fromEntries(
  [
    'runtime',
    'context',
    'undefinedValue',
    'argv',
    'randomState',
    'breakWord',
    'stackTop',
    'configure',
    'start',
    'poll',
    'resume',
    'describe',
  ].map((name, i) => [name, 8 * (i + 1)]),
) as unknown as Image['addresses'];

const image: Image = {
  addresses: ADDRESSES,
  pieces: [
    { address: 0, bytes: new Uint8Array([1, 2, 3, 0, 255]) },
    { address: 4096, bytes: new Uint8Array(0) },
    { address: 65_536, bytes: crypto.getRandomValues(new Uint8Array(10_000)) },
  ],
};
const ORIGIN = { engineHash: 'engine', preludeHash: 'prelude' };
const file = encodeImage(image, ORIGIN);

const changed = (at: number, bytes: Uint8Array = file): Uint8Array => {
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};
const contentAt = HEADER_AT + Buffer.from(file).readUInt32LE(MAGIC_BYTES);

const simplify = ({ addresses, pieces }: Image) => ({
  addresses,
  pieces: pieces.map(({ address, bytes }) => [address, [...bytes]]),
});

describe('decodeImage()', () => {
  test('decodeImage() gives back what encodeImage() took', () => {
    expect(simplify(decodeImage(file, 'engine'))).toEqual(simplify(image));
  });

  test('decodeImage() refuses an image that is laid over another base, or over none', () => {
    const over = encodeImage(image, { ...ORIGIN, baseHash: 'base' });
    expect(simplify(decodeImage(over, 'engine', 'base'))).toEqual(simplify(image));
    expect(() => decodeImage(over, 'engine', 'another')).toThrow('another base');
    expect(() => decodeImage(over, 'engine')).toThrow('another base');
    expect(() => decodeImage(file, 'engine', 'base')).toThrow('another base');
  });

  test('decodeImage() gives back any image', () => {
    const piece = fc.record({ address: fc.nat(), bytes: fc.uint8Array({ maxLength: 300 }) });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), fc.string(), fc.string(), (pieces, e, p) => {
        const made: Image = { addresses: ADDRESSES, pieces };
        expect(
          simplify(decodeImage(encodeImage(made, { engineHash: e, preludeHash: p }), e)),
        ).toEqual(simplify(made));
      }),
      { numRuns: 50 },
    );
  });

  test('decodeImage() reads a file that lies within a larger buffer', () => {
    const room = new Uint8Array(file.length + 20);
    room.set(file, 7);
    expect(simplify(decodeImage(room.subarray(7, 7 + file.length), 'engine'))).toEqual(
      simplify(image),
    );
  });

  test('decodeImage() takes the released image with the released engine', () => {
    const { pieces } = decodeImage(IMAGE_FILE, ENGINE_HASH);
    expect(pieces).toHaveLength(2);
    expect(pieces.every(({ bytes }) => bytes.length > 0)).toBe(true);
  });

  test('decodeImage() refuses a file without the magic', () => {
    expect(() => decodeImage(changed(0), 'engine')).toThrow('the file is not one');
    expect(() => decodeImage(new Uint8Array(0), 'engine')).toThrow('the file is not one');
    expect(() => decodeImage(new TextEncoder().encode('{"a":1}'), 'engine')).toThrow(
      'the file is not one',
    );
  });

  test('decodeImage() refuses a damaged header', () => {
    expect(() => decodeImage(changed(HEADER_AT), 'engine')).toThrow('its header is damaged');
  });

  test('decodeImage() refuses an image of another engine', () => {
    expect(() => decodeImage(file, 'another')).toThrow('it was made from another engine');
    expect(() => decodeImage(IMAGE_FILE, '0'.repeat(64))).toThrow('made from another engine');
  });

  test('decodeImage() refuses content that was changed or cut off', () => {
    expect(() => decodeImage(changed(contentAt), 'engine')).toThrow('its content is damaged');
    expect(() => decodeImage(file.slice(0, contentAt + 10), 'engine')).toThrow(
      'its content is damaged',
    );
  });

  test('decodeImage() refuses content other than was packed', () => {
    const other = encodeImage(
      { ...image, pieces: [{ address: 0, bytes: new Uint8Array(10_005) }] },
      ORIGIN,
    );
    const otherContentAt = HEADER_AT + Buffer.from(other).readUInt32LE(MAGIC_BYTES);
    const mixed = Buffer.concat([file.subarray(0, contentAt), other.subarray(otherContentAt)]);
    expect(() => decodeImage(mixed, 'engine')).toThrow('its content is damaged');
  });

  const takesOtherThanWasMade = (from: number, to: number): number | undefined => {
    for (let at = from; at < to; at++) {
      let taken: unknown;
      try {
        taken = simplify(decodeImage(changed(at), 'engine'));
      } catch {
        continue;
      }
      // A change may hit what is of no consequence to the image.
      if (!Bun.deepEquals(taken, simplify(image))) return at;
    }
    return undefined;
  };

  test('decodeImage() never takes other content for the image', () => {
    expect(
      takesOtherThanWasMade(contentAt, Math.min(file.length, contentAt + 400)),
    ).toBeUndefined();
  });

  // The content's hash does not cover the header: an address in it may be another than was written.
  test('decodeImage() never takes another header for the image', () => {
    expect(takesOtherThanWasMade(HEADER_AT, contentAt)).toBeUndefined();
  });
});
