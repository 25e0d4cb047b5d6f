import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';

const NAMES = {
  ReadableStream: 'ReadableStream',
  WritableStream: 'WritableStream',
  TransformStream: 'TransformStream',
  CountQueuingStrategy: 'CountQueuingStrategy',
  ByteLengthQueuingStrategy: 'ByteLengthQueuingStrategy',
  AbortController: 'AbortController',
  AbortSignal: 'AbortSignal',
  inspect: "require('util').inspect",
};

const HEAD = `const all = async (s) => { const out = []; for await (const x of s) out.push(x); return out }; const from = (...xs) => new ReadableStream({ start(c) { for (const x of xs) c.enqueue(x); c.close() } });`;
const s = (body: string) => `(async () => { ${HEAD} ${body} })()`;
const fail = (body: string) =>
  s(`try { ${body} } catch (e) { return [e instanceof Error ? e.name : e] }`);
const CASES: readonly string[] = [
  ...[
    'ReadableStream',
    'WritableStream',
    'TransformStream',
    'CountQueuingStrategy',
    'ByteLengthQueuingStrategy',
  ].flatMap((c) => [
    `${c}.name`,
    `${c}.length`,
    `Object.getOwnPropertyNames(${c}.prototype).sort()`,
    `${c}.prototype[Symbol.toStringTag]`,
    `Object.keys(${c}.prototype).sort()`,
    `${c}()`,
  ]),
  s('return all(from(1, 2, 3))'),
  s(
    'const r = from(1, 2).getReader(); return [await r.read(), await r.read(), await r.read(), await r.closed]',
  ),
  s('const r = from(1); r.getReader(); return r.locked'),
  fail('const r = from(1); r.getReader(); r.getReader()'),
  fail('const r = from(1); r.getReader(); return await r.cancel()'),
  s('const [a, b] = from(1, 2).tee(); return [await all(a), await all(b)]'),
  s(
    'let why; const r = new ReadableStream({ cancel(x) { why = x } }); await r.cancel("enough"); return why',
  ),
  fail('return await all(new ReadableStream({ start(c) { c.error(new RangeError("x")) } }))'),
  fail('return await all(new ReadableStream({ pull() { throw new RangeError("x") } }))'),
  fail('new ReadableStream({ start() { throw new RangeError("x") } })'),

  s('return all(ReadableStream.from([1, 2, 3]))'),
  s('return all(ReadableStream.from((async function* () { yield 1; yield 2 })()))'),
  s('return all(ReadableStream.from("abc"))'),
  fail('ReadableStream.from(5)'),
  fail('ReadableStream.from(null)'),
  s(
    'const log = []; await from(1, 2).pipeTo(new WritableStream({ write(x) { log.push(x) }, close() { log.push("end") } })); return log',
  ),
  s(
    'return all(from(1, 2).pipeThrough(new TransformStream({ transform(x, c) { c.enqueue(x * 2); c.enqueue(x) }, flush(c) { c.enqueue("f") } })))',
  ),
  s('return all(from(1, 2).pipeThrough(new TransformStream()))'),
  fail('await from(1).pipeTo(new WritableStream({ write() { throw new RangeError("w") } }))'),
  fail(
    'return await all(from(1).pipeThrough(new TransformStream({ transform() { throw new RangeError("t") } })))',
  ),
  fail(
    'return await all(from(1).pipeThrough(new TransformStream({ transform(x, c) { c.error("bad") } })))',
  ),
  s(
    'return all(from(1, 2, 3).pipeThrough(new TransformStream({ transform(x, c) { c.enqueue(x); c.terminate() } })))',
  ),
  fail(
    'const c = new AbortController(); c.abort(); await from(1).pipeTo(new WritableStream(), { signal: c.signal })',
  ),
  fail(
    'const c = new AbortController(); c.abort("why"); await from(1).pipeTo(new WritableStream(), { signal: c.signal })',
  ),
  s(
    'const w = new WritableStream({}, { highWaterMark: 3 }).getWriter(); const a = w.desiredSize; const p = w.write(1); const b = w.desiredSize; await p; return [a, b, w.desiredSize, await w.ready]',
  ),
  s(
    'const log = []; const w = new WritableStream({ abort(x) { log.push(x) } }); await w.abort("stop"); return log',
  ),
  fail('const w = new WritableStream().getWriter(); w.releaseLock(); await w.write(1)'),
  fail('const w = new WritableStream(); w.getWriter(); w.getWriter()'),
  s(
    'const w = new WritableStream({ write(x, c) { return c.signal instanceof AbortSignal } }); const g = w.getWriter(); await g.write(1); return w.locked',
  ),
  s(
    'const t = new TransformStream(); const w = t.writable.getWriter(); w.write("a"); w.close(); return all(t.readable)',
  ),
  s(
    'const t = new TransformStream({}, { highWaterMark: 2 }, { highWaterMark: 3 }); return [t.writable.getWriter().desiredSize]',
  ),
  s(
    'const r = new ReadableStream({ type: "bytes", start(c) { c.enqueue(new Uint8Array([1, 2, 3, 4])); c.close() } }); const g = r.getReader({ mode: "byob" }); const { value, done } = await g.read(new Uint8Array(3)); return [value, done]',
  ),
  s(
    'const r = new ReadableStream({ type: "bytes", pull(c) { const v = c.byobRequest?.view; if (v) { v[0] = 7; c.byobRequest.respond(1) } else { c.enqueue(new Uint8Array([9])) } } }); return (await r.getReader().read()).value',
  ),
  fail('new ReadableStream({ type: "odd" })'),
  fail('new ReadableStream({ type: "bytes" }, { size() { return 1 } })'),
  fail('from(1).getReader({ mode: "byob" })'),
  fail('from(1).getReader({ mode: "odd" })'),
  ...['undefined', 'null', '5', "'x'", '{}', '() => 1', '[]'].flatMap((v) => [
    fail(`return new ReadableStream(${v}).locked`),
    fail(`return new WritableStream(${v}).locked`),
    ...(v === 'null'
      ? []
      : [
          fail(`return new TransformStream(${v}).readable.locked`),
          fail(`return new ReadableStream({ start: ${v} }).locked`),
        ]),
    fail(`return new ReadableStream({}, ${v}).locked`),
    fail(`return new CountQueuingStrategy(${v})`),
    fail(`return new ByteLengthQueuingStrategy(${v})`),
    fail(`return new ReadableStream({}, { highWaterMark: ${v} }).locked`),
    fail(`return new ReadableStream({}, { size: ${v} }).locked`),
    ...(v === 'undefined' ? [] : [fail(`await from(1).pipeTo(${v})`)]),
    fail(`from(1).pipeThrough(${v})`),
    fail(`from(1).pipeThrough({ writable: ${v}, readable: ${v} })`),
  ]),
  'new CountQueuingStrategy({ highWaterMark: 3 }).highWaterMark',
  'new CountQueuingStrategy({ highWaterMark: 3 }).size("abc")',
  'new ByteLengthQueuingStrategy({ highWaterMark: 3 }).size(new Uint8Array(5))',
  fail('return new ReadableStream({}, { highWaterMark: -1 })'),
  fail('return new ReadableStream({}, { highWaterMark: NaN })'),
  fail('const r = new ReadableStream({ start(c) { c.close(); c.enqueue(1) } })'),
  fail('const r = new ReadableStream({ start(c) { c.close(); c.close() } })'),
  fail('const r = from(1).getReader(); r.releaseLock(); return await r.read()'),
  s(
    'const r = new ReadableStream(); const g = r.getReader(); const p = g.read().catch((e) => e.name); g.releaseLock(); return [await p, r.locked, await g.closed.catch((e) => e.name)]',
  ),
  ...[
    'new ReadableStream()',
    "new ReadableStream({ type: 'bytes' })",
    'new ReadableStream({ start(c) { c.close() } })',
    'new ReadableStream({ start(c) { c.error(1) } })',
    'new WritableStream()',
    'new TransformStream()',
    'new CountQueuingStrategy({ highWaterMark: 3 })',
    'new ByteLengthQueuingStrategy({ highWaterMark: 3 })',
  ].flatMap((made) => [`inspect(${made})`, `inspect({ a: ${made} }, { depth: 5 })`]),
];

/*
 * Gaps: errors have no codes of Node's and are worded by the package; `pipeTo` of nothing rejects with a text; what is
 * `null` where an object may be is refused or taken as the standard has it; a source is asked a turn earlier for more.
 * `inspect` names a stream that lies too deep, for which Node 20 says `undefined`. The engine does not wait for an
 * iterator that a loop leaves by `break`: the stream is free a turn later.
 */
test('The web’s streams do as Node’s', async () => {
  expect(await differences(NAMES, CASES)).toEqual([]);
}, 60_000);
