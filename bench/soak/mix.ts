/** The traffic of a soak: what is sent, how often, and what each must answer. */
import { CASES, type Json, salt } from '../load/cases.ts';
import { sameJson } from '../load/same-json.ts';

export type Kind = 'honest' | 'distinct' | 'failing' | 'hostile' | 'large' | 'async' | 'abandoned';

export interface SoakRequest {
  readonly kind: Kind;
  readonly name: string;
  readonly body: string;
  /** The caller hangs up after this long, milliseconds. */
  readonly hangUpAfterMs?: number;
  /** What is wrong with the answer, if anything is. */
  judge(status: number, body: string): string | undefined;
}

type Make = (turn: number) => Omit<SoakRequest, 'kind' | 'name'>;

interface Entry {
  readonly kind: Kind;
  readonly name: string;
  /** How many of a hundred requests, about. */
  readonly weight: number;
  readonly make: Make;
}

interface Answer {
  readonly success?: boolean;
  readonly result?: Json;
  readonly error?: { readonly code?: string };
}

function answers(expected: Json): SoakRequest['judge'] {
  return (status, body) => {
    const answer = tryParse(body);
    if (status === 200 && answer?.success === true && sameJson(answer.result ?? null, expected)) {
      return undefined;
    }
    return `${status} ${body.slice(0, 200)}`;
  };
}

/** @param codes the failures that it may end with */
function fails(...codes: readonly string[]): SoakRequest['judge'] {
  return (status, body) => {
    const answer = tryParse(body);
    if (answer?.success === false && codes.includes(answer.error?.code ?? '')) return undefined;
    return `${status} ${body.slice(0, 200)}`;
  };
}

function tryParse(body: string): Answer | undefined {
  try {
    return JSON.parse(body) as Answer;
  } catch {
    // Not JSON: no answer of ours.
    return undefined;
  }
}

const bodyOf = (code: string, input: Json = {}, rest: object = {}) =>
  JSON.stringify({ code, input, ...rest });

/** A snippet that ends as `codes` say, whatever its input. */
const bad =
  (code: string, codes: readonly string[], rest: object = {}): Make =>
  (turn) => ({ body: bodyOf(code, { turn }, rest), judge: fails(...codes) });

const SHORT = { timeoutMs: 60 };
const text = (turn: number, bytes: number) =>
  String(turn)
    .padStart(16, 'x')
    .repeat(bytes / 16);

const ENTRIES: readonly Entry[] = [
  ...CASES.map(({ name, code, input, expected }): Entry => {
    const make: Make = (turn) => ({
      body: bodyOf(code, input(turn)),
      judge: answers(expected(turn)),
    });
    return { kind: 'honest', name, weight: 11, make };
  }),
  {
    kind: 'distinct',
    name: 'a snippet that comes once',
    weight: 10,
    make: (turn) => ({
      body: bodyOf(`${salt(turn)}return input.n * 2`, { n: turn }),
      judge: answers(turn * 2),
    }),
  },
  { kind: 'failing', name: 'throws', weight: 2, make: bad('return input.a.b.c', ['guest_threw']) },
  { kind: 'failing', name: 'syntax', weight: 2, make: bad('return (1', ['syntax_error']) },
  { kind: 'failing', name: 'no result', weight: 2, make: bad('const a = 1', ['no_result']) },
  {
    kind: 'failing',
    name: 'forbidden module',
    weight: 2,
    make: bad("return require('fs')", ['forbidden_module']),
  },
  {
    kind: 'failing',
    name: 'no request',
    weight: 1,
    make: () => ({ body: '{"code": 1}', judge: fails('invalid_request') }),
  },
  {
    kind: 'hostile',
    name: 'endless loop',
    weight: 1,
    make: bad('let n = 0; while (n >= 0) n++; return n', ['timeout'], SHORT),
  },
  {
    kind: 'hostile',
    name: 'endless built-in',
    weight: 1,
    make: bad('return [].indexOf.call({ length: 2 ** 53 - 1 }, 1)', ['timeout'], SHORT),
  },
  {
    kind: 'hostile',
    name: 'endless pattern',
    weight: 1,
    make: bad('return /(a+)+$/.test("a".repeat(40) + "b")', ['timeout'], SHORT),
  },
  {
    kind: 'hostile',
    name: 'recursion',
    weight: 1,
    make: bad('const f = () => f() + 1; return f()', ['stack_overflow']),
  },
  {
    kind: 'hostile',
    name: 'no memory left',
    weight: 0.5,
    make: bad(
      'const kept = []; for (let i = 0; i >= 0; i++) kept.push(new Uint8Array(1e6).fill(i))',
      ['guest_threw', 'memory_limit', 'timeout'],
      { timeoutMs: 500 },
    ),
  },
  {
    kind: 'hostile',
    name: 'a world in ruins',
    weight: 1,
    make: (turn) => ({
      body: bodyOf(
        `const { ownKeys, deleteProperty } = Reflect;
const doomed = [Object, Array, String, Promise, Function].map((of) => [of.prototype, ownKeys(of.prototype)]);
for (let i = 0; i < doomed.length; i++)
  for (let k = 0; k < doomed[i][1].length; k++) deleteProperty(doomed[i][0], doomed[i][1][k]);
JSON.stringify = Math.random = null; return input.n`,
        { n: turn },
      ),
      judge: answers(turn),
    }),
  },
  {
    kind: 'hostile',
    name: 'never settles',
    weight: 1,
    make: bad('return new Promise(() => {})', ['never_settles']),
  },
  {
    kind: 'large',
    name: 'in and out',
    weight: 2,
    make: (turn) => ({
      body: bodyOf('return input.text', { text: text(turn, 256 * 1024) }),
      judge: answers(text(turn, 256 * 1024)),
    }),
  },
  {
    kind: 'large',
    name: 'made inside',
    weight: 1,
    make: (turn) => ({
      body: bodyOf('return "x".repeat(input.n)', { n: 1_000_000 + turn }),
      judge: answers('x'.repeat(1_000_000 + turn)),
    }),
  },
  {
    kind: 'async',
    name: 'timer',
    weight: 8,
    make: (turn) => ({
      body: bodyOf('await new Promise((r) => setTimeout(r, 20)); return input.n', { n: turn }),
      judge: answers(turn),
    }),
  },
  {
    kind: 'async',
    name: 'promises',
    weight: 6,
    make: (turn) => ({
      body: bodyOf(
        'const all = await Promise.all([1, 2, 3].map(async (n) => n * input.n)); return all',
        { n: turn },
      ),
      judge: answers([turn, turn * 2, turn * 3]),
    }),
  },
  {
    kind: 'abandoned',
    name: 'hangs up while it computes',
    weight: 1,
    make: () => ({
      body: bodyOf('let n = 0; while (n >= 0) n++; return n', {}, { timeoutMs: 1000 }),
      hangUpAfterMs: 40,
      judge: (status, body) => `${status} ${body.slice(0, 200)}`,
    }),
  },
  {
    kind: 'abandoned',
    name: 'hangs up while it waits',
    weight: 1,
    make: () => ({
      body: bodyOf('await new Promise((r) => setTimeout(r, 4000)); return 1'),
      hangUpAfterMs: 40,
      judge: (status, body) => `${status} ${body.slice(0, 200)}`,
    }),
  },
];

const TOTAL = ENTRIES.reduce((sum, { weight }) => sum + weight, 0);

/**
 * The `i`-th request of a soak. The kinds follow each other in a fixed order that looks shuffled: the same
 * soak sends the same requests, and no kind comes in a flood.
 */
export function requestAt(i: number): SoakRequest {
  // The golden ratio spreads the shares evenly, whatever stretch of them is looked at.
  let share = ((i * 0.618_033_988_749_895) % 1) * TOTAL;
  for (const { kind, name, weight, make } of ENTRIES) {
    share -= weight;
    if (share < 0) return { kind, name, ...make(i % 100_000) };
  }
  throw new Error(`Cannot choose request ${i}: the weights do not add up`);
}
