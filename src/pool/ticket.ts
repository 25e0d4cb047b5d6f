import type { Failure } from '../base/failure.ts';
import type { Answer } from '../wire/ops.ts';

/** What becomes of a job: its answer, or a failure of the pool's own. */
export type Ending =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: Failure };

/** The server's side of a job, from admission to its one ending. */
export interface Ticket {
  readonly sequence: number;
  readonly lane: string;
  readonly snippet: string;
  readonly encodedCode: string;
  readonly requestText: string;
  readonly timeoutMs: number;
  /** Whether the caller has hung up; a queued one is then dropped when its turn comes. */
  isCancelled: boolean;
  /** Whether it has its ending. */
  isEnded: boolean;
  /** Aborts when the caller hangs up. */
  readonly callerSignal: () => AbortSignal;
  /** Gives it its ending; only the first counts. */
  readonly end: (ending: Ending) => void;
}
