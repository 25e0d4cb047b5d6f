/**
 * Attack: A canary in every kind of storage that a run has, and in its source, input, output and
 * names; looked for, byte by byte, in the sandbox's memory after the reset.
 * Answer: What a run used of the heap and of the stack is zeroed and the image laid over it, however
 * the run ended, and whether its code was compiled or laid.
 */
import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  makeSandbox,
  makeWorld,
  runSnippet,
  type TestSandbox,
  type World,
} from '../../support/sandbox.ts';

setDefaultTimeout(120_000);

const CANARY = 'kanarie-5d1f0b';
/** A number and a wide text, for storage that holds no narrow one. */
const NUMBER = 1.2345678912345e-77;
const WIDE = 'Ж€kanarie';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const numberBytes = Buffer.from(new Float64Array([NUMBER]).buffer);
const FORMS: Readonly<Record<string, Buffer>> = {
  narrow: Buffer.from(CANARY),
  'UTF-16': utf16(CANARY),
  'wide UTF-16': utf16(WIDE),
  'wide UTF-8': Buffer.from(WIDE),
  number: numberBytes,
  // A number in a value of the engine's: its tag moves the upper half alone.
  'boxed number': numberBytes.subarray(0, 4),
};

/** Each leaves `c`, `w` and `n` in another kind of storage; they are the canary, its wide form, and the number. */
const PLANTS: Readonly<Record<string, string>> = {
  globals: 'globalThis.a = c; globalThis[c] = w; globalThis.n = n; return 1',
  prototypes:
    'Object.prototype[c] = w; Array.prototype.a = c; Function.prototype[w] = n; Promise.prototype.c = c; return 1',
  closures:
    'const keep = []; for (let i = 0; i < 100; i++) keep.push(() => c + i + w + n); globalThis.keep = keep; return keep.map((f) => f()).length',
  strings:
    'globalThis.s = [c.repeat(1000), c.split(""), [...c].reverse().join(""), c.toUpperCase(), w.padEnd(5000, w)]; return 1',
  ropes:
    'let r = ""; for (let i = 0; i < 1000; i++) r = c + r + w; globalThis.r = r; return r.length',
  'flattened ropes': 'let r = c; for (let i = 0; i < 12; i++) r += r; return r.charCodeAt(9)',
  'typed arrays':
    'globalThis.u = Uint8Array.from(c, (x) => x.charCodeAt(0)); globalThis.d = new Float64Array(5000).fill(n); globalThis.h = Uint16Array.from(w, (x) => x.charCodeAt(0)); return 1',
  'freed buffers':
    'for (let i = 0; i < 50; i++) { const u = new Uint8Array(5e4); for (let k = 0; k < u.length; k++) u[k] = c.charCodeAt(k % c.length); new Float64Array(1e4).fill(n) } return 1',
  'detached and resized buffers':
    'const b = new ArrayBuffer(1e5, { maxByteLength: 2e5 }); new Float64Array(b).fill(n); b.resize(8); const t = new Float64Array(1e4).fill(n).buffer; t.transfer(1e6); return 1',
  'maps and sets':
    'globalThis.m = new Map([[c, w], [n, c]]); globalThis.t = new Set([c, w, n]); m.delete(c); t.clear(); return 1',
  'weak ones':
    'const k = { c }; globalThis.w1 = new WeakMap([[k, w]]); globalThis.w2 = new WeakRef(k); globalThis.w3 = new WeakSet([k]); return 1',
  finalizers:
    'const f = new FinalizationRegistry((v) => { globalThis.f = v }); for (let i = 0; i < 100; i++) f.register({ i }, c + i); return 1',
  symbols: 'globalThis.s = [Symbol(c), Symbol.for(c), Symbol.for(w)]; return Symbol.keyFor(s[1])',
  'property names':
    'const o = {}; for (let i = 0; i < 500; i++) o[c + i] = i; for (let i = 0; i < 400; i++) delete o[c + i]; globalThis.o = o; return 1',
  shapes: 'globalThis.o = Array.from({ length: 50 }, (_, i) => ({ [c]: 1, [w + i]: 2 })); return 1',
  patterns:
    'globalThis.p = new RegExp(`(${c})|${w}`, "g"); p.exec(c); c.replace(p, "$1$&"); [...c.matchAll(p)]; p.lastIndex = 3; return 1',
  templates:
    'const tag = (s) => s; globalThis.t = [tag`kanarie-5d1f0b${1}Ж€kanarie`, tag`kanarie-5d1f0b`.raw]; return 1',
  'errors and stacks':
    'const f = { [c]() { throw new Error(w, { cause: c }) } }; try { f[c]() } catch (e) { globalThis.e = e } throw new Error(c + w)',
  'pending promises':
    'globalThis.p = new Promise((r) => { globalThis.r = r }); p.then(() => c); (async () => { const k = w; await p; return k })(); return 1',
  'promise jobs':
    'for (let i = 0; i < 200; i++) Promise.resolve(c + i).then((v) => v + w); return await Promise.resolve(c)',
  timers: 'setTimeout((v) => v, 1e6, c, w); setInterval(() => c, 1e6); return 1',
  console: 'console.log(c, { [c]: w }, new Error(w), new Map([[c, n]])); return 1',
  generators:
    'function* g() { const k = c; yield k; yield w } globalThis.g = g(); g.k = globalThis.g.next(); return 1',
  dates: 'globalThis.d = new Date(c); Date.prototype[c] = w; Math[c] = n; return 1',
  numbers:
    'globalThis.x = Array.from({ length: 5000 }, () => n); globalThis.y = { n }; return n * 1',
  'big integers':
    'globalThis.b = BigInt("0x" + [...c].map((x) => x.charCodeAt(0).toString(16)).reverse().join("")) ** 3n; return 1',
  'generated code':
    'globalThis.f = Function("return `" + c + "` + `" + w + "`"); return f().length + eval("`" + c + "`").length',
  'JSON both ways': 'globalThis.j = JSON.parse(JSON.stringify({ [c]: [c, w, n] })); return j',
  'arguments on the stack':
    'const f = (a, b, d, left) => (left ? f(a + "", b, d, left - 1) : a + b + d); return f(c, w, n, 300)',
  'spread and apply': 'return ((...a) => a.length)(...Array(2000).fill(c), ...Array(2000).fill(n))',
  'sorted arrays':
    'globalThis.a = Array.from({ length: 3000 }, (_, i) => c + i).sort().map((x) => x + w); return 1',
  'a loop without an end':
    'globalThis.c = c; const u = new Float64Array(1e5).fill(n); for (;;) globalThis.s = c + w + u[1];',
  'recursion without an end': 'const f = (a) => f(a + c) + w; return f(c)',
  'native recursion without an end': 'const f = () => [c].map(f); return f()',
  'memory without an end':
    'const a = []; for (let i = 0; ; i++) a.push(c + i, new Float64Array(2e4).fill(n))',
  'nested JSON': 'let a = [c]; for (let i = 0; i < 1e5; i++) a = [a]; return a',
  'a promise that never settles': 'globalThis.c = c + w; return new Promise(() => {})',
  'a result too large': 'return c.repeat(1e6)',
  'a thrown text': 'throw c + w',
  'a refused result': 'return { c, w, f: 1n }',
};

let world: World;
let box: TestSandbox;
beforeAll(async () => {
  world = await makeWorld({ disabledGlobals: [] });
  box = await makeSandbox({ world });
});

/** The canaries come in as input, so that only what a snippet does with them decides where they are. */
const REQUEST = JSON.stringify({ input: { c: CANARY, w: WIDE, n: NUMBER } });
const OPENING = 'const { c, w, n } = input;';

/** Which forms of the canary are anywhere in linear memory. */
function found(at: TestSandbox = box): string[] {
  const memory = Buffer.from(at.engine.memory.buffer);
  return Object.keys(FORMS).filter((name) => memory.includes(FORMS[name] as Buffer));
}

describe('the memory of a sandbox', () => {
  test('the memory holds the canary while its run is under way', () => {
    runSnippet(box, `${OPENING} globalThis.k = [c, w, n, new Float64Array(9).fill(n)]; return 1`, {
      requestText: REQUEST,
    });
    const inUse = found();
    for (const form of ['narrow', 'wide UTF-16', 'number', 'boxed number']) {
      expect(inUse).toContain(form);
    }
    box.sandbox.reset();
    expect(found()).toEqual([]);
  });

  test.each(Object.entries(PLANTS))('the memory holds nothing after %s', (_, plant) => {
    const code = `${OPENING} ${plant}`;
    const compiled = runSnippet(box, code, { requestText: REQUEST, timeoutMs: 150 });
    compiled.session[Symbol.dispose]();
    box.sandbox.reset();
    expect(found()).toEqual([]);
    if (!compiled.compiled) throw new Error('Cannot lay the snippet: it was not compiled');
    const laid = { requestText: REQUEST, timeoutMs: 150, compiled: compiled.compiled };
    runSnippet(box, code, laid).session[Symbol.dispose]();
    box.sandbox.reset();
    expect(found()).toEqual([]);
  });

  test('the memory holds nothing of a source, compiled, laid, or refused', () => {
    const text = `"${CANARY}" + "${WIDE}" + ${NUMBER}`;
    for (const code of [
      `return ${text}`,
      `const ${CANARY.replace('-', '_')} = ${text}; return 1 // ${CANARY}`,
      `class A { #x = ${text}; static { A["${CANARY}"] = 1 } } return /${CANARY}/`,
      `return \`${CANARY}\${1}${WIDE}\` // ${WIDE}`,
      `function f() { return "${CANARY}" } return f.toString()`,
      `let x = "${CANARY}"; let x = 2`,
      `return "${CANARY}" }`,
      `"${CANARY}";`.repeat(2000),
      `return [${`"${CANARY}",`.repeat(3000)}]`,
    ]) {
      const { compiled } = runSnippet(box, code);
      box.sandbox.reset();
      expect([code.slice(0, 80), found()]).toEqual([code.slice(0, 80), []]);
      if (!compiled) continue;
      runSnippet(box, code, { compiled });
      box.sandbox.reset();
      expect([code.slice(0, 80), found()]).toEqual([code.slice(0, 80), []]);
    }
  });

  test('the memory is the image, byte for byte, after all of them', () => {
    const memory = Buffer.from(box.engine.memory.buffer);
    let at = 0;
    for (const { address, bytes } of box.image.pieces) {
      expect(isZero(memory.subarray(at, address))).toBe(true);
      expect(memory.compare(bytes, 0, bytes.length, address, address + bytes.length)).toBe(0);
      at = address + bytes.length;
    }
    expect(isZero(memory.subarray(at))).toBe(true);
  });
});

const isZero = (bytes: Buffer) => bytes.equals(Buffer.alloc(bytes.length));
