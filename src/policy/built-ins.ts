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

interface Methods {
  readonly all: ReadonlySet<string>;
  /** Those that texts, Maps and Sets do not have as well. */
  readonly ofArrays: ReadonlySet<string>;
}

let methods: Methods | undefined;

/** Looked up when a hint first wants them: to read them off takes a good part of a worker's start. */
export function builtInMethods(): Methods {
  methods ??= {
    all: new Set(HOLDERS.flatMap(methodsOf)),
    ofArrays: new Set(methodsOf(Array.prototype)).difference(
      new Set([String.prototype, Map.prototype, Set.prototype].flatMap(methodsOf)),
    ),
  };
  return methods;
}

function methodsOf(holder: object): string[] {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(holder));
  const found = properties.filter(([, { value }]) => typeof value === 'function');
  return found.map(([name]) => name).filter((name) => !/^(?:__|constructor$)/.test(name));
}
