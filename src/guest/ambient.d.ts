/**
 * How an adapter takes a CommonJS package whole. `import` would put a namespace object with a getter
 * for each export around it.
 */
declare const require: (name: string) => unknown;

/** Packages that bring no types of their own; what they give is handed on as it is. */
declare module 'readable-stream' {
  type StreamClasses = import('./node/stream-heirs.ts').StreamClasses;
  const readable: { readonly Stream: StreamClasses & { readonly promises: unknown } };
  export default readable;
}
declare module '@pkgjs/parseargs' {
  export function parseArgs(config?: unknown): unknown;
}
declare module 'lodash/fp/_baseConvert' {
  export default function convert(util: object, target: object): unknown;
}

/** Made by the bundler from the paths of the module's row. */
declare module '#paths' {
  export function openFile(name: string): unknown;
}
