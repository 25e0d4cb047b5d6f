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
  /** Called between the parts of making one, where no meter ticks. */
  onTick(): void;
  /** Called with an image that is no longer kept. */
  onDropped(image: Image): void;
}

/** A set of modules of which only the first are loaded: where the next to want them goes on. */
interface Begun {
  readonly modules: readonly string[];
  /** As it stood between two modules; nobody has told it the settings. */
  readonly image: Image;
}

/** Sets that are begun and kept at once: as large as images are, and let go as they are. */
const MOST_BEGUN = 2;

interface Kept {
  readonly image: Image;
  readonly bytes: number;
  usedMs: number;
}

/** An image that no snippet has wanted for this long is let go, milliseconds: memory comes back when a burst is over. */
const DROP_UNUSED_AFTER_MS = 8000;

/** Longest that one module may take to load, milliseconds: the largest takes a second of a core. */
const MAX_LOADING_MS = 10_000;

/**
 * A caller may be answered long before its image is made, and there are more sets than anybody could count: of those that are
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
  /** By the modules wanted, oldest first. */
  readonly #begun = new Map<string, Begun>();
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
   * @param isLate whether nobody waits for it any more; asked between two modules
   * @returns undefined when it was late: what was loaded by then is kept for the next time
   */
  with(modules: readonly string[], sandbox: Sandbox): Image;
  with(modules: readonly string[], sandbox: Sandbox, isLate: () => boolean): Image | undefined;
  with(
    modules: readonly string[],
    sandbox: Sandbox,
    isLate: () => boolean = () => false,
  ): Image | undefined {
    if (modules.length === 0) return this.bare;
    const wanted = this.#options.texts.closureOf(modules);
    const found = this.#tryKept(wanted);
    if (found) return found;
    const start = this.#largestWithin(wanted);
    const held = start?.modules ?? [];
    if (held.length === wanted.length || this.#tryTakeTurn()) {
      return this.#make(wanted, start, sandbox, isLate);
    }
    // What is missing is loaded when the snippet asks for it, at its own expense.
    if (!start) return this.bare;
    return this.#tryKept(held) ?? this.#make(held, start, sandbox, isLate);
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

  #make(
    wanted: readonly string[],
    file: ImageFile | undefined,
    sandbox: Sandbox,
    isLate: () => boolean,
  ): Image | undefined {
    const { texts, settingsText, shared, onTick } = this.#options;
    const { modules, image: start } = this.#startFor(wanted, file);
    sandbox.become(start);
    const loaded = [...modules];
    for (const id of wanted) {
      if (loaded.includes(id)) continue;
      onTick();
      if (isLate() && loaded.length > modules.length) {
        this.#keepBegun(wanted, { modules: loaded, image: sandbox.capture() });
        sandbox.become(this.bare);
        return undefined;
      }
      sandbox.meter.beginOwn(MAX_LOADING_MS);
      sandbox.install(texts.read(id));
      loaded.push(id);
    }
    onTick();
    sandbox.meter.beginOwn(MAX_LOADING_MS);
    sandbox.configure(settingsText);
    const image = sandbox.capture();
    onTick();
    sandbox.become(image);
    addToCounter(shared, 'imagesMade', 1);
    return this.#keep(wanted, image);
  }

  /** Where to start from: what was begun and not finished, or what the executable has. */
  #startFor(wanted: readonly string[], file: ImageFile | undefined): Begun {
    const begun = this.#begun.get(wanted.join(' '));
    if (begun) return begun;
    return { modules: file?.modules ?? [], image: file ? this.#decode(file) : this.#baked };
  }

  #keepBegun(wanted: readonly string[], begun: Begun): void {
    const key = wanted.join(' ');
    this.#begun.delete(key);
    this.#begun.set(key, begun);
    for (const oldest of this.#begun.keys()) {
      if (this.#begun.size <= MOST_BEGUN) break;
      this.#begun.delete(oldest);
    }
    this.#sweepLater();
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
    const { engineHash, readFile, bareFile, onTick } = this.#options;
    this.#baseHash ??= sha256(bareFile);
    const { pieces } = decodeImage(readFile(path), engineHash, this.#baseHash);
    onTick();
    const image = laidOver(this.#baked, pieces);
    onTick();
    return image;
  }

  #keep(modules: readonly string[], image: Image): Image {
    const key = modules.join(' ');
    this.#begun.delete(key);
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
    if (this.#isSweepDue || this.#kept.size + this.#begun.size === 0) return;
    this.#isSweepDue = true;
    const begun = new Map(this.#begun);
    this.#options.clock.after(DROP_UNUSED_AFTER_MS, () => {
      this.#isSweepDue = false;
      for (const [key, each] of begun) if (this.#begun.get(key) === each) this.#begun.delete(key);
      const unusedSinceMs = this.#options.clock.nowMs() - DROP_UNUSED_AFTER_MS;
      for (const [key, { usedMs }] of [...this.#kept]) if (usedMs <= unusedSinceMs) this.#drop(key);
      this.#count();
      this.#sweepLater();
    });
  }
}
