/**
 * Promise: a caller is answered by its deadline, though the modules of its snippet are still being loaded.
 * The module under way is loaded to its end all the same, and what was loaded is kept: by shorter deadlines an
 * image would otherwise never be made.
 */
import type { Clock } from '../base/clock.ts';
import { type Failed, fail } from '../base/failure.ts';
import type { Job } from '../wire/ops.ts';
import { ImageTooLarge } from './image.ts';
import type { Image } from './image-format.ts';
import type { Images } from './images.ts';
import type { Sandbox } from './sandbox.ts';

export interface ImageMakingOptions {
  readonly clock: Clock;
  readonly images: Pick<Images, 'with'>;
  /** Most heap of a sandbox, bytes. */
  readonly memoryBytes: number;
  /** Answers a job that no run was begun for. */
  answer(job: Job, result: Failed, startedMs: number): void;
  /** Told of bugs of ours. */
  onFault(sequence: number, thrown: unknown): void;
}

export interface Made {
  /** Undefined when the job was answered instead. */
  readonly image: Image | undefined;
  /** Whether the sandbox in which it was made is of no more use. */
  readonly isSandboxBroken: boolean;
}

/** A job whose image is being made. */
interface Waiting {
  readonly job: Job;
  readonly startedMs: number;
  isAnswered: boolean;
}

export class ImageMaking {
  readonly #options: ImageMakingOptions;
  #waiting: Waiting | undefined;

  constructor(options: ImageMakingOptions) {
    this.#options = options;
  }

  /**
   * The image with `modules`, for a job whose time began to count at `startedMs`.
   * @param sandbox a clean one, in which it is made if there is none yet
   */
  imageFor(job: Job, startedMs: number, modules: readonly string[], sandbox: Sandbox): Made {
    const waiting: Waiting = { job, startedMs, isAnswered: false };
    this.#waiting = waiting;
    try {
      const image = this.#options.images.with(modules, sandbox, () => waiting.isAnswered);
      return { image: waiting.isAnswered ? undefined : image, isSandboxBroken: false };
    } catch (thrown) {
      this.#end(waiting, this.#explain(job, thrown, sandbox));
      return { image: undefined, isSandboxBroken: true };
    } finally {
      this.#waiting = undefined;
    }
  }

  /** Answers the job whose image is being made, once its deadline has passed; called at the meter's tick. */
  endOverdue(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const { job, startedMs } = waiting;
    if (startedMs + job.timeoutMs <= this.#options.clock.nowMs()) this.#end(waiting, tooLate(job));
  }

  #end(waiting: Waiting, result: Failed): void {
    if (waiting.isAnswered) return;
    waiting.isAnswered = true;
    this.#options.answer(waiting.job, result, waiting.startedMs);
  }

  /** Modules that take more time or memory than there may be are the operator's to weigh; all else is a bug of ours. */
  #explain(job: Job, thrown: unknown, sandbox: Sandbox): Failed {
    if (sandbox.meter.stopped) return tooLate(job);
    if (thrown instanceof ImageTooLarge) {
      const most = `at most ${this.#options.memoryBytes} bytes are allowed`;
      return fail(
        'memory_limit',
        `The modules of the snippet take more memory than there is: ${most}`,
      );
    }
    this.#options.onFault(job.sequence, thrown);
    return fail('internal', 'Something went wrong on our side');
  }
}

function tooLate({ timeoutMs }: Job): Failed {
  return fail(
    'timeout',
    `The modules of the snippet were not loaded within its deadline of ${timeoutMs} ms`,
    { hint: 'Try again: modules that were loaded are kept for a while. Or require fewer' },
  );
}
