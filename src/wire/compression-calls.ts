import type { WithBytes } from './json.ts';

/** What `CompressionStream` and `DecompressionStream` ask of the host: a codec each, which takes bytes part by part. */
export interface CompressionLaterCalls {
  /**
   * Takes the bytes beside it, and gives what has come out by then, and whether there is more to take: then the next call
   * brings nothing. One at a time.
   */
  'compression.push': { readonly in: CompressionPart; readonly out: WithBytes<boolean> };
}

export type CompressionFormat = 'deflate' | 'deflate-raw' | 'gzip';

export interface CompressionPart {
  /** The guest's own number, from 1, of a codec; the first call makes it. */
  readonly id: number;
  readonly format: CompressionFormat;
  readonly isDecoder: boolean;
  /** Whether nothing comes after these bytes. */
  readonly isLast: boolean;
}
