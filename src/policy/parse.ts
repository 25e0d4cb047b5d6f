import type { Program as Body } from 'acorn';
import { fail, ok, type Result } from '../base/failure.ts';
import { drawPlace, placeOf } from './excerpt.ts';
import { SnippetParser } from './parser.ts';
import { describeProblem } from './syntax-message.ts';
import { NESTED_TOO_DEEPLY, SyntaxProblem } from './syntax-problem.ts';

/** A snippet that parses. */
export interface Program {
  readonly source: string;
  /** Its syntax tree, ESTree; offsets are UTF-16 units of `source`. */
  readonly body: Body;
  /** Whether it awaits outside of every nested function, so that its own function must be async. */
  readonly isAsync: boolean;
  /** Every name it declares, in whatever scope; without those of function and class expressions. */
  readonly names: ReadonlySet<string>;
}

/**
 * Reads `source` as the body of an async function in strict mode. Only the body is ever parsed, so
 * no text can close the function around it.
 * @param pace called every thousand tokens or so; what it throws ends the reading, and comes out
 */
export function parseSnippet(source: string, pace?: () => void): Result<Program> {
  const parser = new SnippetParser(source, pace);
  try {
    const body = parser.parse();
    return ok({ source, body, isAsync: parser.isAsync, names: parser.names });
  } catch (thrown) {
    if (thrown instanceof SyntaxProblem)
      return refuse(source, thrown.offset, describeProblem(source, thrown));
    // The host's stack ran out: acorn descends as deep as the source is nested.
    if (thrown instanceof RangeError) return refuse(source, parser.start, NESTED_TOO_DEEPLY);
    throw thrown;
  }
}

function refuse(source: string, offset: number, reason: string): Result<never> {
  const message =
    reason === NESTED_TOO_DEEPLY ? `Cannot parse the snippet: it is ${reason}` : reason;
  return fail('syntax_error', message, {
    ...placeOf(source, offset),
    hint: drawPlace(source, offset),
  });
}
