import type { Result } from '../base/failure.ts';
import type { Program } from '../policy/parse.ts';
import { hintForThrown } from '../policy/suggest.ts';
import type { RunResult } from '../wire/ops.ts';

/** What a hint is made of. */
export interface HintSource {
  /** Names a guest can see besides its own. */
  readonly globals: readonly string[];
  /** Reads the snippet again, or gives up. */
  read(source: string): Result<Program>;
}

/** Adds what a beginner could try, where the snippet threw and its text gives a clue. */
export function withHint(
  result: RunResult,
  source: string,
  { globals, read }: HintSource,
): RunResult {
  if (result.ok || result.failure.code !== 'guest_threw' || result.failure.hint) return result;
  // Parsed again rather than kept: few snippets throw, and a tree takes more room than its text.
  const program = read(source);
  if (!program.ok) return result;
  const { type = '', message, line, column } = result.failure;
  const place = line === undefined || column === undefined ? undefined : { line, column };
  const hint = hintForThrown(type, message, program.value, globals, place);
  return hint === undefined ? result : { ok: false, failure: { ...result.failure, hint } };
}
