/**
 * Takes the types out of TypeScript, every other character left in its place, so that what is said about the
 * rest is true of the caller's own source. Promise: no source keeps the thread past its deadline, and none
 * leaves a trace for the next. Answers sources that recurse, that take time out of proportion, and that break
 * the compiler: it is metered like the engine, and an instance reads one source only.
 */
import type { Clock } from '../base/clock.ts';
import { fail, ok, type Result } from '../base/failure.ts';
import { drawPlace, placeOf } from '../policy/excerpt.ts';
import { refuseModuleSyntax } from '../policy/syntax-message.ts';
import type { ReadLimits } from './read-in-time.ts';

/** Loop turns and calls between two looks at the clock: about a millisecond. */
const SLICE = 100_000;

/** The compiler's own half: makes an instance of its wasm. */
export type InstantiateStripper = (
  module: WebAssembly.Module,
  meter: { readonly tick: () => void },
) => StripperInstance;

export interface StripperInstance {
  /** @throws a plain object that says what is wrong with the source, or whatever its wasm ends with */
  strip(source: string, options: { readonly mode: 'strip-only' }): { readonly code: string };
  readonly fuel: { value: number };
}

export interface TypeStripperOptions {
  readonly clock: Clock;
  /** Reads the wasm; called once, when the first TypeScript comes. */
  readonly readWasm: () => Uint8Array<ArrayBuffer>;
  readonly instantiate: InstantiateStripper;
  /** Called at every tick of its meter. */
  onTick(): void;
}

/** Thrown through the wasm; one for all. */
class OutOfTime extends Error {}
const OUT_OF_TIME = new OutOfTime('The source took too long to read');

/** On the first line, for only a function's body may return; what it adds is taken off again. */
const OPENING = 'async function snippet(){';
const CLOSING = '\n}';

/** What reads TypeScript for a worker. */
export type Stripper = Pick<TypeStripper, 'strip' | 'warm'>;

export class TypeStripper {
  readonly #options: TypeStripperOptions;
  #module: WebAssembly.Module | undefined;

  constructor(options: TypeStripperOptions) {
    this.#options = options;
  }

  /** Compiles what stripping needs, where that has not been done: a tenth of a second that is no run's own. */
  warm(): void {
    this.#compiled();
  }

  /** The source as JavaScript of the same length, or why not. */
  strip(source: string, limits: ReadLimits): Result<string> {
    try {
      return ok(this.#strip(source, limits.deadlineMs));
    } catch (thrown) {
      if (thrown === OUT_OF_TIME) return timedOut(limits.timeoutMs);
      const problem = readProblem(thrown);
      if (!problem) return brokenBy(thrown);
      return this.#refuse(source, problem, limits.deadlineMs);
    }
  }

  #strip(source: string, deadlineMs: number): string {
    const { clock, instantiate, onTick } = this.#options;
    let instance: StripperInstance | undefined;
    const tick = () => {
      if (instance) instance.fuel.value = SLICE;
      onTick();
      if (clock.nowMs() >= deadlineMs) throw OUT_OF_TIME;
    };
    instance = instantiate(this.#compiled(), { tick });
    const { code } = instance.strip(OPENING + source + CLOSING, { mode: 'strip-only' });
    return code.slice(OPENING.length, -CLOSING.length);
  }

  #compiled(): WebAssembly.Module {
    this.#module ??= new WebAssembly.Module(this.#options.readWasm());
    return this.#module;
  }

  #refuse(source: string, problem: Problem, deadlineMs: number): Result<never> {
    const offset = offsetOf(source, this.#exactProblem(source, deadlineMs) ?? problem);
    const { message, advice } = describe(problem, source.slice(offset));
    return fail('syntax_error', message, {
      ...placeOf(source, offset),
      hint:
        advice === undefined
          ? drawPlace(source, offset)
          : `${advice}\n${drawPlace(source, offset)}`,
    });
  }

  /**
   * The compiler counts columns as a terminal shows them. Where a character is wider or narrower than its
   * length, the problem is looked for again in a text of the same length where none is.
   */
  #exactProblem(source: string, deadlineMs: number): Problem | undefined {
    if (/^[\x20-\x7e\r\n]*$/.test(source)) return undefined;
    const even = source
      .replace(/[\t\v\f\ufeff\u2028\u2029\p{Zs}]/gu, ' ')
      .replace(/[^\x20-\x7e\r\n]/g, 'x');
    try {
      this.#strip(even, deadlineMs);
    } catch (thrown) {
      // Whatever else ended it, the first place that was found stands.
      return readProblem(thrown);
    }
    return undefined;
  }
}

/** What the compiler tells of a source that it cannot read. */
interface Problem {
  readonly code: string;
  readonly message: string;
  /** From 1. */
  readonly startLine: number;
  /** From 0, as a terminal shows it. */
  readonly startColumn: number;
}

function readProblem(thrown: unknown): Problem | undefined {
  if (typeof thrown !== 'object' || thrown === null || thrown instanceof Error) return undefined;
  const { code, message, startLine, startColumn } = thrown as Partial<Problem>;
  if (typeof startLine !== 'number' || typeof startColumn !== 'number') return undefined;
  return { code: String(code), message: String(message), startLine, startColumn };
}

/** The wasm's stack, or the host's, ran out, or its memory did; the instance is gone in any case. */
function brokenBy(thrown: unknown): Result<never> {
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) {
    return fail('syntax_error', 'Cannot parse the snippet: it is nested too deeply', {
      line: 1,
      column: 1,
    });
  }
  throw thrown;
}

function timedOut(timeoutMs: number): Result<never> {
  return fail('timeout', `The snippet was not read within its deadline of ${timeoutMs} ms`, {
    hint: 'Send less code, or send it as JavaScript',
  });
}

/** UTF-16 offset in the source; its lines are those of the compiler, which knows no U+2028. */
function offsetOf(source: string, { startLine, startColumn }: Problem): number {
  const ends = source.matchAll(/\r\n|\r|\n/g);
  let lineStart = 0;
  for (let line = 1; line < startLine; line++) {
    const { value: end, done } = ends.next();
    if (done) break;
    lineStart = end.index + end[0].length;
  }
  const column = startLine === 1 ? startColumn - OPENING.length : startColumn;
  return Math.max(0, Math.min(source.length, lineStart + Math.max(0, column)));
}

/** Constructs that are more than types, and what to write in their place. */
const INSTEAD: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/enum/, "use an object with 'as const', or a union of texts: type Kind = 'a' | 'b'"],
  [/namespace|module/, 'use an object'],
  [/parameter property/, 'declare the field, and assign it in the constructor'],
  [/angle-bracket/, 'use `value as Type`'],
  [/import equals|export assignment/, "use const name = require('name')"],
];

/** @param rest the source from the problem on */
function describe(
  { code, message }: Problem,
  rest: string,
): { message: string; advice: string | undefined } {
  const [, keyword] = /^(import|export)\b/.exec(rest) ?? [];
  if (keyword !== undefined && message.endsWith('cannot be used outside of module code')) {
    return { message: refuseModuleSyntax(keyword), advice: undefined };
  }
  if (code !== 'UnsupportedSyntax') return { message, advice: undefined };
  const [, instead] = INSTEAD.find(([pattern]) => pattern.test(message)) ?? [];
  const what = message
    .replace(/ is not supported in strip-only mode$/, '')
    .replace(/^The angle-bracket syntax for type assertions.*$/s, 'An assertion by <Type>');
  return {
    message: `${what} is more than a type: only types are taken out`,
    advice: instead,
  };
}
