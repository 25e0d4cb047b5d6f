/**
 * How an adapter takes a CommonJS package whole. `import` would put a namespace object with a getter
 * for each export around it.
 */
declare const require: (name: string) => unknown;

/** Packages that bring no types of their own; what they give is handed on as it is. */
declare module 'assert/build/assert.js' {
  const assert: { readonly strict: unknown };
  export default assert;
}
declare module 'readable-stream' {
  const stream: { readonly promises: unknown };
  export default stream;
}
declare module '@ungap/structured-clone' {
  export default function structuredClone(value: unknown): unknown;
}
declare module '@pkgjs/parseargs' {
  export function parseArgs(config?: unknown): unknown;
}
