import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { GUEST_FILES } from '../../../src/generated/guest-files.ts';
import { sizeOf } from '../../../src/sandbox/image.ts';
import type { Image } from '../../../src/sandbox/image-format.ts';
import { Images, type ImagesOptions } from '../../../src/sandbox/images.ts';
import { ModuleTexts } from '../../../src/sandbox/module-texts.ts';
import type { CompiledPages } from '../../../src/sandbox/sandbox.ts';
import { createWorkerShared, readCounter } from '../../../src/wire/shared.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import {
  DEFAULT_GUEST,
  ENGINE_HASH,
  failureOf,
  IMAGE_FILE,
  MODULE_TEXTS,
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
} from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

const readFile = (path: string) => new Uint8Array(readFileSync(path));
let box: TestSandbox;
beforeAll(async () => {
  box = await makeSandbox({ world: await makeWorld() });
});

function makeImages(options: Partial<ImagesOptions> = {}) {
  const shared = createWorkerShared(1);
  const dropped: Image[] = [];
  const clock = new FakeClock();
  const images = new Images({
    bareFile: IMAGE_FILE,
    engineHash: ENGINE_HASH,
    files: GUEST_FILES,
    texts: MODULE_TEXTS,
    readFile,
    settingsText: JSON.stringify(DEFAULT_GUEST),
    maxBytes: 64 * 1024 * 1024,
    shared,
    clock,
    onTick() {},
    onDropped: (image) => dropped.push(image),
    ...options,
  });
  images.makeBare(box.sandbox);
  return { images, shared, dropped, clock };
}

/** Sets that are not in the executable, each another. */
function* otherSets(): Generator<readonly string[]> {
  const ids = GUEST_FILES.modules.map(({ id }) => id).filter((id) => id !== 'npm/lodash');
  for (let i = 0; i < ids.length; i++) {
    for (let j = 0; j < i; j++) {
      const set = MODULE_TEXTS.closureOf([ids[i] ?? '', ids[j] ?? '']);
      const isBaked = GUEST_FILES.images.some(({ modules }) => modules.join() === set.join());
      if (!isBaked) yield set;
    }
  }
}

describe('Images.with()', () => {
  test('it gives the same image for the same set, in whatever order, with needs or without', () => {
    const { images, shared } = makeImages();
    const first = images.with(['npm/lodash', 'npm/dayjs'], box.sandbox);
    expect(box.sandbox.image).toBe(first);
    expect(images.with(['npm/dayjs', 'npm/lodash'], box.sandbox)).toBe(first);
    const buffer = images.with(['node/buffer'], box.sandbox);
    expect(images.with(MODULE_TEXTS.closureOf(['node/buffer']), box.sandbox)).toBe(buffer);
    expect(images.with([], box.sandbox)).toBe(images.bare);
    expect(readCounter(shared, 'images')).toBe(2);
    expect(readCounter(shared, 'imageBytes')).toBe(sizeOf(first) + sizeOf(buffer));
  });

  test('it drops the least recently used ones beyond its bound, and makes them again', () => {
    const [base64, timers, dayjs] = [['web/base64'], ['web/timers'], ['npm/dayjs']] as const;
    const bytesOf = (set: readonly string[]) => sizeOf(makeImages().images.with(set, box.sandbox));
    const maxBytes = bytesOf(base64) + Math.max(bytesOf(timers), bytesOf(dayjs));
    const { images, shared, dropped } = makeImages({ maxBytes });
    const first = images.with(base64, box.sandbox);
    images.with(timers, box.sandbox);
    expect(images.with(base64, box.sandbox)).toBe(first);
    images.with(dayjs, box.sandbox);
    expect(dropped).not.toContain(first);
    expect(dropped.length).toBeGreaterThan(0);
    // One that is larger than all there is room for is kept alone.
    images.with(['npm/lodash'], box.sandbox);
    expect(dropped).toContain(first);
    expect(readCounter(shared, 'images')).toBe(1);
    expect(images.with(base64, box.sandbox)).not.toBe(first);
  });

  // Each is made at nobody's expense: who names ever new sets must not keep a worker busy.
  test('it makes so many sets in a row that nobody foresaw, and runs what names another all the same', () => {
    const { images, shared, clock } = makeImages({ files: { images: [] } });
    const sets = [...otherSets()];
    expect(sets.length).toBeGreaterThan(12);
    for (const set of sets) images.with(set, box.sandbox);
    expect(readCounter(shared, 'imagesMade')).toBe(8);
    clock.advance(2000);
    images.with(sets.at(-1) ?? [], box.sandbox);
    images.with(sets.at(-2) ?? [], box.sandbox);
    expect(readCounter(shared, 'imagesMade')).toBe(9);
    const code =
      "return [require('dayjs')('2020-01-01').year(), Buffer.from('a').length, btoa('a')]";
    const ran = runSnippet({ ...box, images }, code);
    expect(returnedBy(ran)).toEqual([2020, 1, 'YQ==']);
  });

  // Larger than the memory that an engine starts with, which its JavaScript half looks at as well.
  test('it gives an image that sandboxes must grow for, and runs in them as in any', async () => {
    const { images } = makeImages();
    const large = images.with(['npm/mathjs'], box.sandbox);
    expect(sizeOf(large)).toBeGreaterThan(16 * 1024 * 1024);
    const world = await makeWorld();
    const boxes = [await makeSandbox({ world }), await makeSandbox({ world })];
    const code = "const math = require('mathjs');\nreturn math.evaluate('2 + 3') + nothing.at";
    let compiled: CompiledPages | undefined;
    for (const fresh of boxes) {
      fresh.sandbox.become(large);
      const ran = runSnippet({ ...fresh, images }, code, compiled ? { compiled } : {});
      expect(failureOf(ran)).toMatchObject({ type: 'ReferenceError', line: 2 });
      compiled ??= ran.compiled;
      fresh.sandbox.become(images.bare);
      const failure = failureOf(runSnippet(fresh, 'let a\nlet b\nthrow new Error("m")'));
      expect(failure).toMatchObject({ message: 'm', line: 3 });
    }
    expect(compiled).toBeDefined();
    expect(boxes.every(({ sandbox }) => sandbox.isLarge)).toBe(true);
  });

  test('it refuses what is damaged, or belongs to another image', () => {
    const flipped = (path: string) => {
      const bytes = readFile(path);
      const at = bytes.length - 9;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes;
    };
    const damaged = makeImages({ readFile: flipped }).images;
    expect(() => damaged.with(['npm/lodash'], box.sandbox)).toThrow('Cannot use the image');
    const texts = new ModuleTexts(GUEST_FILES, flipped);
    const made = makeImages({ files: { images: [] }, texts }).images;
    expect(() => made.with(['npm/lodash'], box.sandbox)).toThrow();
    const swapped = new ModuleTexts(
      {
        modules: GUEST_FILES.modules.map((file) => ({
          ...file,
          path: GUEST_FILES.modules[0]?.path ?? '',
        })),
      },
      readFile,
    );
    expect(() => swapped.read('npm/lodash')).toThrow('its text is damaged');
  });
});
