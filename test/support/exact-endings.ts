import { expect } from 'bun:test';
import type { Ending, Target } from './attack.ts';

/** Enough for every row on a full machine: how long they take is not what is asked. */
const TIMEOUT_MS = 5000;

/** A snippet and how it must end: the code of its failure, or `ok` and the result. */
export type ExactRow = readonly [code: string, ending: Ending, result?: unknown];

/** Runs snippets that may go on harmlessly, and proves that each ends exactly as it must. */
export async function endsExactly(target: Target, rows: readonly ExactRow[]): Promise<void> {
  const codes = rows.map(([code]) => code);
  const ended = await target.survives(codes, { timeoutMs: TIMEOUT_MS });
  const seen = ended.map(({ code, ending, answer }) => {
    return answer.body.success ? [code, ending, answer.body.result] : [code, ending];
  });
  expect(seen).toEqual(rows.map((row) => [...row]));
}
