/**
 * The images of one worker: the bare one, and one for each set of modules that snippets have wanted.
 * Most sets are in the executable; another is made on first use from the one that has most of it.
 */
import type { GuestFiles, ImageFile } from '../wire/guest-files.ts';
import { addToCounter, type WorkerShared, writeCounter } from '../wire/shared.ts';
import { laidOver, sizeOf } from './image.ts';
import { decodeImage, type Image, sha256 } from './image-format.ts';
import type { ModuleTexts, ReadFile } from './module-texts.ts';
import type { Sandbox } from './sandbox.ts';

export interface ImagesOptions {
  /** The bare image's file, and the hash of the engine that all belong to. */
  readonly bareFile: Uint8Array;
  readonly engineHash: string;
  readonly files: Pick<GuestFiles, 'images'>;
  readonly texts: ModuleTexts;
  readonly readFile: ReadFile;
  /** `GuestSettings` as JSON. */
  readonly settingsText: string;
  /** Most bytes of images with modules to keep; the last one is kept in any case. */
  readonly maxBytes: number;
  readonly shared: WorkerShared;
  /** Called with an image that is no longer kept. */
  onDropped(image: Image): void;
}

interface Kept {
  readonly image: Image;
  readonly bytes: number;
}

/** Longest that the modules of one image may take to load, milliseconds. */
const MAX_LOADING_MS = 10_000;

export class Images {
  readonly #options: ImagesOptions;
  /** As it was baked: nobody has told it the settings. */
  readonly #baked: Image;
  #bare: Image | undefined;
  /** By the ids of their modules, least recently used first. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;
  #baseHash: string | undefined;

  constructor(options: ImagesOptions) {
    this.#options = options;
    this.#baked = decodeImage(options.bareFile, options.engineHash);
  }

  /** What a first sandbox is made with, to become an image of this worker. */
  get baked(): Image {
    return this.#baked;
  }

  /** The image without modules. @throws when it was not made yet */
  get bare(): Image {
    if (!this.#bare) throw new Error('Cannot use the bare image: it was not configured');
    return this.#bare;
  }

  /** Makes the bare image in a sandbox that nobody uses. @returns the names of the globals that snippets see */
  makeBare(sandbox: Sandbox): string[] {
    sandbox.become(this.#baked);
    const globals = sandbox.configure(this.#options.settingsText);
    this.#bare = sandbox.capture();
    sandbox.become(this.#bare);
    return globals;
  }

  /**
   * The image with these modules and those that they need. A set that is new is made in `sandbox`, which
   * must be clean, and is again afterwards.
   */
  with(modules: readonly string[], sandbox: Sandbox): Image {
    if (modules.length === 0) return this.bare;
    const wanted = this.#options.texts.closureOf(modules);
    const key = wanted.join(' ');
    const found = this.#kept.get(key);
    if (!found) return this.#keep(key, this.#make(wanted, sandbox));
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.image;
  }

  #make(wanted: readonly string[], sandbox: Sandbox): Image {
    const start = this.#largestWithin(wanted);
    sandbox.become(start ? this.#decode(start) : this.#baked);
    sandbox.meter.beginOwn(MAX_LOADING_MS);
    for (const id of wanted) {
      if (!start?.modules.includes(id)) sandbox.install(this.#options.texts.read(id));
    }
    sandbox.configure(this.#options.settingsText);
    const image = sandbox.capture();
    sandbox.become(image);
    addToCounter(this.#options.shared, 'imagesMade', 1);
    return image;
  }

  /** Of the images in the executable that hold nothing else, the one that saves most. */
  #largestWithin(wanted: readonly string[]): ImageFile | undefined {
    let best: ImageFile | undefined;
    for (const file of this.#options.files.images) {
      if (best && best.imageBytes >= file.imageBytes) continue;
      if (file.modules.every((id) => wanted.includes(id))) best = file;
    }
    return best;
  }

  #decode({ path }: ImageFile): Image {
    const { engineHash, readFile, bareFile } = this.#options;
    this.#baseHash ??= sha256(bareFile);
    const { pieces } = decodeImage(readFile(path), engineHash, this.#baseHash);
    return laidOver(this.#baked, pieces);
  }

  #keep(key: string, image: Image): Image {
    const { maxBytes, shared, onDropped } = this.#options;
    const bytes = sizeOf(image);
    this.#kept.set(key, { image, bytes });
    this.#bytes += bytes;
    for (const [oldest, { image: dropped, bytes: freed }] of this.#kept) {
      if (this.#bytes <= maxBytes || oldest === key) break;
      this.#kept.delete(oldest);
      this.#bytes -= freed;
      onDropped(dropped);
    }
    writeCounter(shared, 'images', this.#kept.size);
    writeCounter(shared, 'imageBytes', this.#bytes);
    return image;
  }
}
