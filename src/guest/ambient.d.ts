/**
 * How an adapter takes a CommonJS package whole. `import` would put a namespace object with a getter
 * for each export around it.
 */
declare const require: (name: string) => unknown;
