/**
 * Every function that a snippet can reach in its world, found by walking that world, and a matrix of
 * hostile values to call each with. Nothing here names a built-in: an upgrade of the engine brings its own.
 */
import fc from 'fast-check';

/** How to reach a function: a root by its index, then a key or a link at each step. */
export type Path = readonly (number | string)[];

/** Guest code, shared by both snippets: the roots, those that `more` is the text of included, and a step from one object to the next. */
const world = (more: string) => `
  const iterate = (value) => value[Symbol.iterator]();
  const roots = [
    globalThis, function* () {}, async function () {}, async function* () {}, (function () { return arguments })(),
    iterate([]), iterate(''), iterate(new Map()), iterate(new Set()), 'a'.matchAll(/a/g), (function* () {})(),
    (async function* () {})(), iterate([]).map((x) => x), Iterator.from({ next() {} }), new Proxy(() => {}, {}), class {},
    (() => {}).bind(), Promise.resolve(), Promise.withResolvers(), Proxy.revocable({}, {}), Symbol.iterator, 1n,
    ${more}
  ];
  const symbols = new Map(Reflect.ownKeys(Symbol).map((key) => Symbol[key]).filter((value) => typeof value === 'symbol')
    .map((symbol) => [symbol.description, symbol]));
  const keyOf = (key) => typeof key === 'symbol' ? '@' + key.description : '.' + key;
  const step = (owner, link) => {
    if (link === '^') return Object.getPrototypeOf(owner);
    const key = link[1] === '@' ? symbols.get(link.slice(2)) : link.slice(2);
    return Object.getOwnPropertyDescriptor(Object(owner), key)[{ v: 'value', g: 'get', s: 'set' }[link[0]]];
  };`;

/**
 * Gives the path of every function, each once.
 * @param more expressions, each followed by a comma, of values to begin at besides
 */
export const listBuiltins = (more = ''): string => `${world(more)}
  const isReachable = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
  const seen = new Set();
  const found = [];
  let waiting = roots.map((root, index) => [root, [index]]);
  const visit = (value, path) => {
    if (!isReachable(value) || seen.has(value)) return [];
    seen.add(value);
    if (typeof value === 'function') found.push(path);
    return [[value, path]];
  };
  const linksOf = (owner, path) => Reflect.ownKeys(owner).flatMap((key) => {
    if (typeof key === 'symbol' && symbols.get(key.description) !== key) return [];
    if (owner === globalThis && key === 'input') return [];
    const slots = Object.getOwnPropertyDescriptor(owner, key);
    return ['value', 'get', 'set'].flatMap((slot) => visit(slots[slot], [...path, slot[0] + keyOf(key)]));
  });
  while (waiting.length > 0) {
    waiting = waiting.flatMap(([owner, path]) => [
      ...visit(Object.getPrototypeOf(owner), [...path, '^']),
      ...(isReachable(owner) ? linksOf(owner, path) : []),
    ]);
  }
  return found;`;

/** Guest code: the hostile values by name, each made when it is asked for. @param more properties of `kin` besides */
const hostile = (more: string) => `
  let owner, target, receiver, args, turns = 0;
  const turn = { value: 1, done: false };
  const stubborn = { next: () => turn, return: () => stubborn, throw: () => stubborn, [Symbol.iterator]() { return this },
    [Symbol.asyncIterator]() { return this } };
  const kin = { dense: [], text: '', bytes: new Uint8Array(1), floats: new Float64Array(1), map: new Map(), set: new Set(), pattern: /a/,
    bigint: 1n, generator: (function* () {})(), asyncGenerator: (async function* () {})(), buffer: new ArrayBuffer(1), again: () => 1,
    huge: 1, symbol: Symbol.iterator, date: new Date(), view: new DataView(new ArrayBuffer(1)), weakMap: new WeakMap(),
    listIterator: [].values(), helper: [].values().map((x) => x), promise: Promise.resolve(), ${more} };
  const own = () => {
    const names = Object.keys(kin).filter((name) => Object.prototype.isPrototypeOf.call(owner, Object(kin[name])));
    const name = names[turns++ % names.length] ?? 'full';
    return hostile[name]?.() ?? kin[name];
  };
  const again = () => Reflect.apply(target, receiver, args);
  const hostile = {
    endless: () => ({ length: 2 ** 53 - 1 }),
    full: () => new Proxy({ length: 2 ** 53 - 1 }, { get: (on, key) => key === 'length' ? on.length : 1, has: () => true,
      set: () => true, deleteProperty: () => true, defineProperty: () => true }),
    keys: () => new Proxy({}, { ownKeys: () => Array.from({ length: 1e5 }, (_, i) => 'k' + i), get: again }),
    sparse: () => { const a = new Array(2 ** 32 - 1); a[2 ** 32 - 2] = 1; return a },
    holes: () => { const a = []; a[3e5] = 1; return a },
    dense: () => new Array(1e5).fill(1.5),
    nested: () => { let a = []; for (let i = 0; i < 5000; i++) a = [a, a]; return a },
    rope: () => { let s = 'ab'; while (s.length < 2 ** 28) s += s; return s },
    text: () => 'a'.repeat(5e5),
    digits: () => '9'.repeat(1e5),
    wide: () => '\\u{1f600}\\ud800'.repeat(1e5),
    bytes: () => new Uint8Array(2e6),
    floats: () => new Float64Array(2e5).map((_, i) => -i),
    resizable: () => new Uint8Array(new ArrayBuffer(8, { maxByteLength: 2e6 })),
    buffer: () => new ArrayBuffer(8, { maxByteLength: 2 ** 31 }),
    map: () => new Map(Array.from({ length: 5000 }, (_, i) => [i, i])),
    set: () => new Set(Array.from({ length: 5000 }, (_, i) => i)),
    setLike: () => ({ size: Infinity, has: () => true, keys: () => stubborn }),
    pattern: () => /(a+)+$/g,
    patternLike: () => ({ exec: () => ({ index: 0, length: 1e9, 0: '' }), flags: 'g', lastIndex: 0, [Symbol.match]: true }),
    bigint: () => 1n << 200000n,
    generator: () => (function* () { for (;;) try { yield [1, 1] } finally { continue } })(),
    iterator: () => stubborn,
    thenable: () => ({ then: (done) => done({ then: again }) }),
    species: () => Object.assign([1, 2, 3], { constructor: { [Symbol.species]: function () { return hostile.full() } } }),
    primitive: () => ({ [Symbol.toPrimitive]: again, length: 9 }),
    own, again: () => again,
    asyncGenerator: () => (async function* () { for (;;) try { yield 1 } finally { continue } })(),
    date: () => new Date(8.64e15), view: () => new DataView(new ArrayBuffer(2e6)), promise: () => new Promise(() => {}),
    weakMap: () => new WeakMap(Array.from({ length: 5000 }, () => [{}, 1])), listIterator: () => new Array(2 ** 32 - 1).values(),
    helper: () => Iterator.from(stubborn).flatMap(() => [1, 2]).filter(() => false),
    half: () => () => 0.5,
    grow: () => (value, index, owner) => { if (Array.isArray(owner)) owner.push(1); return value },
    descriptor: () => ({ get: again, set: again, configurable: true }),
    detached: () => { const bytes = new Uint8Array(64); bytes.buffer.transfer(); return bytes },
    shrinking: () => { const b = new ArrayBuffer(64, { maxByteLength: 2e6 }); const v = new Uint8Array(b);
      return Object.defineProperty(v, 'length', { get() { b.resize(b.byteLength ? 0 : 2e6); return 64 } }) },
    turncoat: () => { let n = 0; return new Proxy({}, { get: (_, key) => [1, 'x', 2 ** 53, () => hostile.text(), null, again][n++ % 6] }) },
    huge: () => 2 ** 53 - 1, long: () => 2 ** 32 - 1, big: () => 2 ** 31 - 1, million: () => 1e6, minus: () => -1,
    infinite: () => Infinity, nothing: () => undefined, none: () => null, symbol: () => Symbol.iterator,
  };`;

/** Gives the names of the hostile values. */
export const LIST_HOSTILE = `${hostile('')}
  return Object.keys(hostile);`;

/** How to call: `new` or `call`, then the names of the hostile receiver and of the arguments. */
export type Call = readonly ['new' | 'call', ...string[]];

export interface CallInput {
  readonly path: Path;
  readonly calls: readonly Call[];
  /** The first of `calls` to make. */
  readonly from: number;
}

/** What no error that a guest sees may tell. */
const SECRETS = '/node_modules|file:\\/\\/|\\.ts\\b|wasm|BoringSSL|OPENSSL_internal/';

/**
 * Calls the function at `input.path` as each of `input.calls` says. Prints the index of each before its
 * turn, so that whoever stops the run knows which one it was; and what an error tells that it must not.
 * @param more as `listBuiltins` takes them; @param kin instances to call methods on, as properties
 */
export const callBuiltin = (more = '', kin = ''): string => `${world(more)}${hostile(kin)}
  const print = console.log;
  const { path, calls, from } = input;
  owner = path.slice(1, -1).reduce(step, roots[path[0]]);
  target = path.slice(1).reduce(step, roots[path[0]]);
  let made = 0;
  for (const [index, [how, on, ...withWhat]] of calls.entries()) {
    if (index < from) continue;
    print(index);
    try {
      receiver = hostile[on]();
      args = withWhat.map((kind) => hostile[kind]());
      const value = how === 'new' ? Reflect.construct(target, args) : Reflect.apply(target, receiver, args);
      for (let i = 0; i < 1e4 && typeof value?.next === 'function'; i++) value.next();
      made++;
    } catch (thrown) {
      if (!(thrown instanceof Error)) continue;
      const told = thrown.name + thrown.message + thrown.stack;
      if (typeof told === 'string' && ${SECRETS}.test(told)) print('!' + told);
    }
  }
  return made;`;

/** A path, as one would write it. */
export function showPath([root, ...links]: Path): string {
  return `roots[${root}]${links.map((link) => (link === '^' ? '.__proto__' : link)).join('')}`;
}

/** A list of calls for each of `functions`, of what `kinds` names. */
export function pickCalls(
  kinds: readonly string[],
  functions: number,
  length: number,
  seed: number,
): readonly (readonly Call[])[] {
  const kind = fc.constantFrom(...kinds);
  const call: fc.Arbitrary<Call> = fc
    .tuple(
      fc.constantFrom('call' as const, 'call' as const, 'new' as const),
      fc.oneof(kind, fc.constant('own')),
      fc.array(kind, { maxLength: 3, size: 'max' }),
    )
    .map(([how, receiver, args]) => [how, receiver, ...args]);
  const calls = fc.array(call, { minLength: length, maxLength: length });
  return fc.sample(calls, { seed, numRuns: functions });
}

/** Of the world that no module adds to. */
export const LIST_BUILTINS: string = listBuiltins();
export const CALL_BUILTIN: string = callBuiltin();
