/**
 * Attack: Every own property of every intrinsic, one after the other, replaced by a function that
 * throws, that never ends, or that answers nonsense, before a snippet returns, throws, prints or waits.
 * Answer: The prelude took what it needs before a snippet existed, so the answer is the same; the few
 * that may change it are read by the language itself, or are the thrown error's own.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

/** Walks the intrinsics; gives an expression for each one's owner and one for its key. */
const LIST = `
  const names = ['AggregateError', 'Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'DataView', 'Date', 'Error', 'FinalizationRegistry',
    'Function', 'InternalError', 'Iterator', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError', 'Reflect',
    'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'Uint8Array', 'WeakMap', 'WeakRef', 'WeakSet'];
  const seen = new Set(), found = [];
  const isObject = (v) => (typeof v === 'object' && v !== null) || typeof v === 'function';
  const visit = (owner, path) => {
    if (!isObject(owner) || seen.has(owner)) return;
    seen.add(owner);
    for (const key of Reflect.ownKeys(owner)) {
      const name = typeof key === 'symbol' ? 'Symbol.' + key.description.slice(7) : JSON.stringify(key);
      found.push([path, name]);
      const { value } = Object.getOwnPropertyDescriptor(owner, key);
      if (isObject(value) && !(typeof value === 'function' && value.prototype === undefined)) visit(value, path + '[' + name + ']');
    }
    visit(Reflect.getPrototypeOf(owner), 'Reflect.getPrototypeOf(' + path + ')');
  };
  for (const name of names) visit(globalThis[name], name);
  for (const path of ['[].values()', '"".matchAll(/x/g)', 'new Map().entries()', 'new Set().values()', '(function* () {})()',
    '(async () => {})', '(async function* () {})()', 'Iterator.from({ next() {} })']) visit((0, eval)(path), path);
  for (const name of names) found.push(['globalThis', JSON.stringify(name)]);
  return found;`;

const HOSTILE: Readonly<Record<string, string>> = {
  throws: '() => { throw "poison" }',
  loops: '() => { for (;;); }',
  lies: '(...a) => ({ then: 1, length: 2 ** 40, name: "lie", message: "lie", value: a })',
};

/** How a run ends after the poisoning; what is made and taken before it is the snippet's own affair. */
const ENDINGS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  returns: ['const made = { a: [1, "x", { b: null }], d: 1.5 };', 'return made'],
  throws: ['const made = new TypeError("m");', 'throw made'],
  prints: [
    'const { log } = console, made = [1, { a: ["x", null] }, new Map([[1, 2]]), new Error("e"), /x/g, new Date(0)];',
    'log(made, "y"); return 1',
  ],
  waits: [
    'const made = { a: [1] }; const later = new Promise((done) => setTimeout(done, 0, made));',
    'return later',
  ],
};

/** What the language itself reads on these roads, so that it may matter: owner and key, by pattern. */
const MAY_MATTER: readonly RegExp[] = [
  // Whether and how to wait for a promise is asked of these.
  /^Promise\["prototype"\] "(then|constructor)"/,
  // An error's own name and message are what its prototypes say.
  /Error\["prototype"\]\)? "(name|message|stack)"/,
  // What is shown of a value is the name of its constructor.
  /"(constructor|name)": \w+, prints/,
];

test('Every intrinsic may be replaced, and the answer stays the same', async () => {
  const listed = (await target().resultOf(LIST)) as [string, string][];
  expect(listed.length).toBeGreaterThan(600);
  const changed: string[] = [];
  for (const [ending, [before, after]] of Object.entries(ENDINGS)) {
    const [clean] = await target().survives([`${before} ${after}`]);
    // What is printed in a world that was changed may be shown more plainly: as it is after a harmless change.
    const [plain] = await target().survives([`${before} Object.prototype.added = 1; ${after}`]);
    const wanted = [clean, plain].map((ended) => told(ended?.answer.body ?? {}));
    const cases = listed.flatMap(([owner, key]) =>
      Object.entries(HOSTILE).map(([kind, value]) => ({
        label: `${owner} ${key}: ${kind}, ${ending}`,
        code: `${before} try { Object.defineProperty(${owner}, ${key}, { value: ${value}, writable: true, configurable: true }) } catch {} ${after}`,
      })),
    );
    const differ = async (some: typeof cases, timeoutMs: number) => {
      const codes = some.map(({ code }) => code);
      const ended = await target().survives(codes, { timeoutMs });
      return some.filter((_, at) => !wanted.includes(told(ended[at]?.answer.body ?? {})));
    };
    const suspects = (await differ(cases, 80)).filter(
      ({ label }) => !MAY_MATTER.some((pattern) => pattern.test(label)),
    );
    // Once more with time to spare: on a full machine a deadline this short passes by itself.
    for (const { label } of await differ(suspects, 2000)) changed.push(label);
  }
  expect(changed).toEqual([]);
}, 300_000);

/** What a caller is told by an answer, without times, ids and places. */
function told(body: Record<string, unknown> | object): string {
  const { success, result, logs, error } = body as Record<string, unknown>;
  const { type, code, message } = (error ?? {}) as Record<string, unknown>;
  // A frame's column depends on the text before it.
  const printed = JSON.stringify(logs ?? []).replace(/snippet\.js:\d+:\d+/g, '');
  return JSON.stringify([success, result, printed, type, code, message]);
}
