/**
 * Names of the language's own methods, for hints only. Read off the host's built-ins: both hosts and
 * guests have those of the standard, and what else the host has is never more than a wrong guess.
 */
const HOLDERS: readonly object[] = [
  Array,
  Array.prototype,
  String,
  String.prototype,
  Number,
  Number.prototype,
  Object,
  Object.prototype,
  Promise,
  Promise.prototype,
  Map.prototype,
  Set.prototype,
  Date,
  Date.prototype,
  RegExp.prototype,
  Function.prototype,
  Math,
  JSON,
];

/** Those that texts, Maps and Sets do not have as well. */
export const ARRAY_METHODS: ReadonlySet<string> = new Set(methodsOf(Array.prototype)).difference(
  new Set([String.prototype, Map.prototype, Set.prototype].flatMap(methodsOf)),
);
export const METHODS: ReadonlySet<string> = new Set(HOLDERS.flatMap(methodsOf));

function methodsOf(holder: object): string[] {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(holder));
  const methods = properties.filter(([, { value }]) => typeof value === 'function');
  return methods.map(([name]) => name).filter((name) => !/^(?:__|constructor$)/.test(name));
}
