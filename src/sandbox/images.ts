/**
 * The images of one worker: the bare one, and one for each set of modules that snippets have wanted.
 * Most sets are in the executable; another is made on first use from the one that has most of it.
 */
import type { Clock } from '../base/clock.ts';
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
  readonly clock: Clock;
  /** Called with an image that is no longer kept. */
  onDropped(image: Image): void;
}

interface Kept {
  readonly image: Image;
  readonly bytes: number;
  usedMs: number;
}

/** An image that no snippet has wanted for this long is let go, milliseconds: memory comes back when a burst is over. */
const DROP_UNUSED_AFTER_MS = 8000;

/** Longest that the modules of one image may take to load, milliseconds. */
const MAX_LOADING_MS = 10_000;

/**
 * Images are made at nobody's expense, and there are more sets than anybody could count: of those that are
 * not in the executable, so many may be made in a row, and one more after each span of this length.
 */
const MADE_IN_A_ROW = 8;
const MAKE_AGAIN_MS = 2000;

export class Images {
  readonly #options: ImagesOptions;
  /** As it was baked: nobody has told it the settings. */
  readonly #baked: Image;
  #bare: Image | undefined;
  /** By the ids of their modules, least recently used first. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;
  /** How many may be made now, as of `#countedMs`. */
  #mayMake = MADE_IN_A_ROW;
  #countedMs = 0;
  #baseHash: string | undefined;
  #isSweepDue = false;

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
    const found = this.#tryKept(wanted);
    if (found) return found;
    const start = this.#largestWithin(wanted);
    const held = start?.modules ?? [];
    if (held.length === wanted.length || this.#tryTakeTurn()) {
      return this.#keep(wanted, this.#make(wanted, start, sandbox));
    }
    // What is missing is loaded when the snippet asks for it, at its own expense.
    if (!start) return this.bare;
    return this.#tryKept(held) ?? this.#keep(held, this.#make(held, start, sandbox));
  }

  #tryKept(modules: readonly string[]): Image | undefined {
    const key = modules.join(' ');
    const found = this.#kept.get(key);
    if (!found) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.image;
  }

  #tryTakeTurn(): boolean {
    const nowMs = this.#options.clock.nowMs();
    const earned = Math.floor((nowMs - this.#countedMs) / MAKE_AGAIN_MS);
    this.#mayMake = Math.min(MADE_IN_A_ROW, this.#mayMake + earned);
    this.#countedMs += earned * MAKE_AGAIN_MS;
    if (this.#mayMake === 0) return false;
    this.#mayMake--;
    return true;
  }

  #make(wanted: readonly string[], start: ImageFile | undefined, sandbox: Sandbox): Image {
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

  #keep(modules: readonly string[], image: Image): Image {
    const key = modules.join(' ');
    const bytes = sizeOf(image);
    this.#kept.set(key, { image, bytes, usedMs: this.#options.clock.nowMs() });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#options.maxBytes || oldest === key) break;
      this.#drop(oldest);
    }
    this.#count();
    this.#sweepLater();
    return image;
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    this.#bytes -= kept.bytes;
    this.#options.onDropped(kept.image);
  }

  #count(): void {
    const { shared } = this.#options;
    writeCounter(shared, 'images', this.#kept.size);
    writeCounter(shared, 'imageBytes', this.#bytes);
  }

  /** Notes that a run starts from an image, prepared code's among them. */
  noteUse(image: Image): void {
    for (const kept of this.#kept.values()) {
      if (kept.image === image) kept.usedMs = this.#options.clock.nowMs();
    }
  }

  #sweepLater(): void {
    if (this.#isSweepDue || this.#kept.size === 0) return;
    this.#isSweepDue = true;
    this.#options.clock.after(DROP_UNUSED_AFTER_MS, () => {
      this.#isSweepDue = false;
      const unusedSinceMs = this.#options.clock.nowMs() - DROP_UNUSED_AFTER_MS;
      for (const [key, { usedMs }] of [...this.#kept]) if (usedMs <= unusedSinceMs) this.#drop(key);
      this.#count();
      this.#sweepLater();
    });
  }
}
