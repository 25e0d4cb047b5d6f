/** What was made of the guest's modules at build time, and where it lies: paths of files in the executable. */
export interface GuestFiles {
  /** Each after those that it needs. */
  readonly modules: readonly ModuleFile[];
  readonly images: readonly ImageFile[];
}

export interface ModuleFile {
  readonly id: string;
  /** Ids of the modules that must be loaded before it, in an order that does. */
  readonly needs: readonly string[];
  /** `ModuleText` as JSON, one zstd frame; and its SHA-256, hex. */
  readonly path: string;
  readonly hash: string;
  /** Of the npm package that it hands on, else none. */
  readonly version?: string;
  readonly licence?: string;
}

/** An image with modules in it, as what it has beyond the bare one. */
export interface ImageFile {
  /** Ids of all that are in it, in the order of `GuestFiles.modules`. */
  readonly modules: readonly string[];
  readonly path: string;
  /** Bytes that are copied to lay it, and how long that took when it was made, microseconds. */
  readonly imageBytes: number;
  readonly restoreMicros: number;
}
