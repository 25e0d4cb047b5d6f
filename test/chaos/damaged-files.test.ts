/** A damaged engine or image is refused at the start, with what and why; no region of either is unguarded. */
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeImage } from '../../src/sandbox/image-format.ts';
import { type Asset, DamagedCopy, readAsset } from '../support/damaged-copy.ts';
import { ENGINE_HASH } from '../support/sandbox.ts';
import { describeWays, PROCESS_WAYS } from '../support/ways.ts';

setDefaultTimeout(240_000);

const image = await readAsset('image');
const engine = await readAsset('engine');
const headerEnd = 12 + new DataView(image.buffer, image.byteOffset).getUint32(8, true);

function flipped(whole: Uint8Array, at: number): Uint8Array {
  const bytes = whole.slice();
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  return bytes;
}
const textAt = (text: string) => Buffer.from(image).indexOf(text);

/** A byte of every region, by its name. */
const DAMAGE: readonly (readonly [string, Asset, number])[] = [
  ['the magic', 'image', 3],
  ["the header's length", 'image', 8],
  ["the header's form", 'image', 12],
  ["the engine's hash", 'image', textAt('"engineHash":"') + 20],
  ["the prelude's hash", 'image', textAt('"preludeHash":"') + 20],
  ["the content's hash", 'image', textAt('"contentHash":"') + 20],
  ['an address', 'image', textAt('"stackTop":') + 11],
  ['the length of a piece', 'image', textAt('"length":') + 9],
  ["the frame's magic", 'image', headerEnd],
  ["the frame's header", 'image', headerEnd + 5],
  ['the middle of the content', 'image', (headerEnd + image.length) >> 1],
  ['the last byte', 'image', image.length - 1],
  ['the magic', 'engine', 1],
  ['the version', 'engine', 4],
  ['a section', 'engine', 9],
  ['the first third', 'engine', Math.round(engine.length / 3)],
  ['the last third', 'engine', Math.round((2 * engine.length) / 3)],
  ['the last byte', 'engine', engine.length - 1],
];

const REFUSAL: Readonly<Record<Asset, RegExp>> = {
  image: /^Cannot start a worker: .*Cannot use the image: /s,
  engine: /Cannot use the (engine|image): /,
};

describeWays('A start', PROCESS_WAYS, (how) => {
  test.each([...DAMAGE])(
    'refuses a server whose files are damaged at %s (%s)',
    async (_, asset, at) => {
      await using copy = await DamagedCopy.make(how);
      const { exitCode, reason, log } = await copy.start(
        asset,
        flipped(asset === 'image' ? image : engine, at),
      );
      expect([exitCode, log.includes('"ready"')]).toEqual([70, false]);
      expect(reason).toMatch(REFUSAL[asset]);
    },
  );
});

describe('A start from source', () => {
  test.each<[Asset, number]>([
    ['image', 0],
    ['image', 6],
    ['image', 11],
    ['image', headerEnd - 1],
    ['image', headerEnd],
    ['image', image.length - 1],
    ['engine', 0],
    ['engine', 8],
    ['engine', engine.length - 1],
  ])('refuses a server whose %s ends after %i bytes', async (asset, length) => {
    await using copy = await DamagedCopy.make('source');
    const whole = asset === 'image' ? image : engine;
    const { exitCode, reason } = await copy.start(asset, whole.subarray(0, length));
    expect(exitCode).toBe(70);
    expect(reason).toMatch(REFUSAL[asset]);
  });
});

describe('decodeImage()', () => {
  test('decodeImage() refuses the released image with a byte changed, wherever it is', () => {
    const every = Math.max(1, Math.floor(image.length / 400));
    const taken: number[] = [];
    for (let at = 0; at < image.length; at += at < headerEnd ? 3 : every) {
      try {
        decodeImage(flipped(image, at), ENGINE_HASH);
        taken.push(at);
      } catch (thrown) {
        expect((thrown as Error).message).toStartWith('Cannot use the image: ');
      }
    }
    expect(taken).toEqual([]);
  });

  test('decodeImage() refuses the released image with something after its end', () => {
    const longer = Buffer.concat([image, Buffer.from('more')]);
    expect(() => decodeImage(longer, ENGINE_HASH)).toThrow('Cannot use the image: ');
  });
});
