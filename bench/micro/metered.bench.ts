/**
 * What metering costs code that only computes: the engine as its package ships it, the instrumented one
 * driven the same way, and that one in our sandbox, image restored for every call. The same code, heap
 * and stack; compiled before. Measured in rounds, whose order changes.
 */
import { do_not_optimize as consume, measure } from 'mitata';
import { median } from '../load/percentiles.ts';
import { renderTable } from '../load/table.ts';
import { openPlainEngine } from './plain-engine.ts';
import { printDuration, printMicro } from './report.ts';
import { MEMORY_BYTES, openWorld, prepare, runPrepared } from './world.ts';

const ROUNDS = 7;
const ROUND_NS = 200e6;

/** Each ends with a text, and takes a few milliseconds. */
const PROGRAMS = {
  fib: 'function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } return String(fib(20));',
  loop: 'let n = 0; for (let i = 0; i < 200000; i++) n = (n + i * 7) % 1000003; return String(n);',
  sort: 'const a = []; let x = 1; for (let i = 0; i < 8000; i++) { x = (x * 48271) % 2147483647; a.push(x); } a.sort((p, q) => p - q); return String(a[4000]);',
  json: 'const o = []; for (let i = 0; i < 500; i++) o.push({ id: i, name: "user " + i, tags: ["a", "b"] }); let n = 0; for (let i = 0; i < 6; i++) n += JSON.stringify(JSON.parse(JSON.stringify(o))).length; return String(n);',
  strings:
    'let s = ""; for (let i = 0; i < 20000; i++) s += String.fromCharCode(97 + (i % 26)); return String(s.split("m").map((part) => part.toUpperCase()).join("-").length);',
  regexp:
    'const text = "the quick brown fox jumps over 13 lazy dogs and 7 cats; ".repeat(60); let n = 0; for (const m of text.matchAll(/([a-z]+)\\s+(\\d+)/g)) n += m[2].length; return n + " " + text.replace(/[aeiou]/g, "_").length;',
};

const world = await openWorld();
const sandbox = await world.createSandbox();
const maxMemoryBytes = world.image.addresses.stackTop + MEMORY_BYTES;
const compilePlain = await openPlainEngine({ maxMemoryBytes });
const compileMetered = await openPlainEngine({ maxMemoryBytes, metered: world.module });

const VARIANTS = ['plain', 'metered', 'sandbox'] as const;
type Variant = (typeof VARIANTS)[number];
type Calls = Readonly<Record<Variant, () => string>>;

interface Result {
  readonly name: string;
  /** Median of one call, nanoseconds. */
  readonly ns: Readonly<Record<Variant, number>>;
  /** To plain, in the same round. */
  readonly ratio: Readonly<Record<Variant, number>>;
}

const results: Result[] = [];
for (const [name, body] of Object.entries(PROGRAMS))
  results.push(await compare(name, callsOf(body)));

if (!Bun.argv.includes('--json')) {
  const headers = ['p50', ...VARIANTS, 'metered/plain', 'sandbox/plain'];
  const rows = results.map(({ name, ns, ratio }) => [
    name,
    ...VARIANTS.map((variant) => printDuration(ns[variant])),
    ratio.metered.toFixed(2),
    ratio.sandbox.toFixed(2),
  ]);
  console.log(`\n${renderTable(headers, rows)}`);
}
const extras = (['metered', 'sandbox'] as const).map((variant) => {
  const mean = geometricMean(results.map(({ ratio }) => ratio[variant]));
  return { name: `${variant}/plain, geometric mean`, value: mean.toFixed(3), number: mean };
});
printMicro('Metered against plain', [], extras);

function callsOf(body: string): Calls {
  const prepared = prepare(sandbox, body);
  return {
    plain: compilePlain(body),
    metered: compileMetered(body),
    sandbox: () => JSON.parse(runPrepared(sandbox, prepared, '{}')) as string,
  };
}

async function compare(name: string, calls: Calls): Promise<Result> {
  if (new Set(VARIANTS.map((variant) => calls[variant]())).size !== 1) {
    throw new Error(`Cannot compare ${name}: the answers differ`);
  }
  // Every module reaches the last tier of the compiler before anything counts.
  for (const variant of VARIANTS) await timeOf(calls[variant]);
  const rounds: Record<Variant, number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: Record<Variant, number> = { plain: 0, metered: 0, sandbox: 0 };
    const order = round % 2 === 0 ? VARIANTS : VARIANTS.toReversed();
    for (const variant of order) times[variant] = await timeOf(calls[variant]);
    rounds.push(times);
  }
  const middle = (read: (times: Record<Variant, number>, variant: Variant) => number) => ({
    plain: median(rounds.map((times) => read(times, 'plain'))),
    metered: median(rounds.map((times) => read(times, 'metered'))),
    sandbox: median(rounds.map((times) => read(times, 'sandbox'))),
  });
  return {
    name,
    ns: middle((times, variant) => times[variant]),
    ratio: middle((times, variant) => times[variant] / times.plain),
  };
}

/** Median of one call, nanoseconds. */
async function timeOf(call: () => string): Promise<number> {
  const { p50 } = await measure(() => consume(call()), { min_cpu_time: ROUND_NS });
  return p50;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
