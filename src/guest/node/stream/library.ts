/** What is used here of `readable-stream`, as types. */

export type Done = (error?: unknown) => void;

export interface StreamOptions {
  readonly [name: string]: unknown;
  readonly highWaterMark?: number;
  readonly objectMode?: boolean;
  readonly decodeStrings?: boolean;
  readonly signal?: AbortSignal;
}

/** A stream of any kind. */
export interface NodeStream {
  readonly _readableState?: { readonly objectMode: boolean };
  readonly _writableState?: { readonly objectMode: boolean };
  readonly destroyed: boolean;
  readonly readable: boolean;
  readonly readableObjectMode: boolean;
  readonly readableHighWaterMark: number;
  readonly writable: boolean;
  readonly writableEnded: boolean;
  readonly writableNeedDrain: boolean;
  readonly writableObjectMode: boolean;
  readonly writableHighWaterMark: number;
  on(event: string, listener: (value: unknown) => void): void;
  pause(): void;
  resume(): void;
  push(chunk: unknown): boolean;
  write(chunk: unknown): boolean;
  end(): void;
  destroy(error?: unknown): void;
}

export interface StreamClass {
  (this: object, options?: unknown): unknown;
  new (options?: object): NodeStream;
  readonly name: string;
  readonly prototype: Record<PropertyKey, unknown>;
  from?(source: unknown, options?: unknown): NodeStream;
}

type ClassName = 'Readable' | 'Writable' | 'Duplex' | 'Transform' | 'PassThrough';

export type StreamLibrary = Record<ClassName, StreamClass> & {
  finished(stream: NodeStream, callback: Done): () => void;
  addAbortSignal(signal: unknown, stream: object): object;
  duplexPair?: unknown;
};
