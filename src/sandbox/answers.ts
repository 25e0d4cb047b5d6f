/** What becomes of a job in the end, on its way to the server: with what it used, and a hint where there is one. */
import { parseSnippet } from '../policy/parse.ts';
import { type Job, NO_USAGE, type RunResult } from '../wire/ops.ts';
import type { HostSession } from './capability.ts';
import { type HintSource, withHint } from './diagnose.ts';
import type { Run } from './evaluate.ts';
import type { Outbox } from './outbox.ts';
import { type ReadOptions, readInTime } from './read-in-time.ts';

export interface AnswersOptions extends ReadOptions {
  readonly outbox: Outbox;
  /** Names a guest can see, for hints. */
  readonly globals: readonly string[];
}

/** A run that ended. */
export interface EndedRun {
  readonly job: Job;
  readonly run: Run;
  readonly session: HostSession;
  readonly source: string;
}

/** What a hint may cost, milliseconds: a source that takes longer to read again goes without. */
const HINT_WITHIN_MS = 200;

export class Answers {
  readonly #options: AnswersOptions;

  constructor(options: AnswersOptions) {
    this.#options = options;
  }

  /** Answers a run. */
  end({ job, run, session, source }: EndedRun, result: RunResult): void {
    this.#options.outbox.push({
      sequence: job.sequence,
      result: withHint(result, source, this.#hintSource()),
      usage: run.usage(),
      logsJson: session.logsJson(),
    });
  }

  /** Answers a job that was refused before it ran; reading it took its time all the same. */
  refuse({ sequence }: Job, result: RunResult, startedMs: number): void {
    const { outbox, clock } = this.#options;
    const runMicros = Math.round((clock.nowMs() - startedMs) * 1000);
    const usage = { ...NO_USAGE, runMicros, cpuMicros: runMicros };
    outbox.push({ sequence, result, usage, logsJson: '' });
  }

  #hintSource(): HintSource {
    const { globals, clock } = this.#options;
    const deadlineMs = clock.nowMs() + HINT_WITHIN_MS;
    const limits = { deadlineMs, timeoutMs: HINT_WITHIN_MS };
    const read = (source: string) =>
      readInTime(this.#options, limits, (pace) => parseSnippet(source, pace));
    return { globals, read };
  }
}
