/** How a claimed job becomes a run: its snippet is read, or known, and laid into a sandbox of the image that it wants. */
import { ok } from '../base/failure.ts';
import { isTypeScriptCode, type Job, type RunResult } from '../wire/ops.ts';
import type { Answers } from './answers.ts';
import type { Image } from './image-format.ts';
import type { ImageMaking } from './image-making.ts';
import type { Images } from './images.ts';
import type { ValuePointer } from './marshal.ts';
import type { OpenRuns } from './open-runs.ts';
import { readCompileFailure } from './outcome.ts';
import {
  checkSnippet,
  type PreparedSnippet,
  type PrepareOptions,
  type Snippet,
} from './prepare.ts';
import type { PreparedCache } from './prepared-cache.ts';
import type { Sandbox } from './sandbox.ts';
import type { Shelf } from './shelf.ts';
import { wrap } from './source.ts';

export interface BeginningOptions extends PrepareOptions {
  readonly shelf: Shelf;
  readonly cache: PreparedCache;
  readonly images: Images;
  readonly making: ImageMaking;
  readonly answers: Answers;
  readonly runs: OpenRuns;
  readonly maxResultBytes: number;
  readonly memoryBytes: number;
  /** Called when a long source was read: what that left behind is the collector's. */
  onLongRead(): void;
}

/** A source longer than this, UTF-16 units, leaves a syntax tree of megabytes to the collector. */
const LONG_SOURCE = 32_768;

export class Beginning {
  readonly #options: BeginningOptions;

  constructor(options: BeginningOptions) {
    this.#options = options;
  }

  /** Begins a job's run, or answers why there can be none; `taken` is any clean sandbox. */
  begin(job: Job, taken: Sandbox): void {
    const { clock, cache, shelf, stripper, answers, runs } = this.#options;
    const prepared = cache.get(job.encodedCode);
    if (!prepared && isTypeScriptCode(job.encodedCode)) stripper.warm();
    const startedMs = clock.nowMs();
    const checked = prepared ? ok(prepared) : this.#check(job, startedMs);
    if (!prepared && job.encodedCode.length > LONG_SOURCE) this.#options.onLongRead();
    if (!checked.ok) {
      answers.refuse(job, checked, startedMs);
      shelf.putBack(taken, false);
      return;
    }
    const snippet = checked.value;
    // Its caller waits for the image too, so that making one is the run's own time.
    const image = prepared?.image ?? this.#imageFor(job, startedMs, snippet, taken);
    if (!image) return;
    this.#options.images.noteUse(image);
    const sandbox = taken.image === image ? taken : shelf.exchange(taken, image);
    const compile = () =>
      prepared ? lay(sandbox, prepared) : this.#compile(job.encodedCode, snippet, sandbox);
    const { source, isAsync } = snippet;
    runs.begin(job, sandbox, { source, isAsync, startedMs, compile });
  }

  #check({ encodedCode, timeoutMs }: Job, startedMs: number) {
    const limits = { timeoutMs, deadlineMs: startedMs + timeoutMs };
    return checkSnippet(encodedCode, this.#options, limits);
  }

  /** The image that a snippet wants; undefined when its job was answered instead. */
  #imageFor(job: Job, startedMs: number, { modules }: Snippet, taken: Sandbox): Image | undefined {
    const { runs, making, shelf } = this.#options;
    const { image, isSandboxBroken } = runs.compute(() =>
      making.imageFor(job, startedMs, modules, taken),
    );
    if (!image) shelf.putBack(taken, isSandboxBroken);
    return image;
  }

  /** Compiles, and keeps what that changed for the runs to come. */
  #compile(encodedCode: string, snippet: Snippet, sandbox: Sandbox): ValuePointer | RunResult {
    const evaluated = sandbox.evaluate(wrap(snippet.source, snippet.isAsync));
    if ('thrown' in evaluated) {
      const { wasRefusedMemory } = sandbox;
      const { isAsync } = snippet;
      return readCompileFailure(evaluated.thrown, { ...this.#options, isAsync, wasRefusedMemory });
    }
    const { value } = evaluated;
    const { cache } = this.#options;
    // What lies beyond the memory that another sandbox starts with could not be laid there.
    if (!sandbox.isOutgrown && cache.isWorthKeeping(encodedCode)) {
      const { source, isAsync, modules } = snippet;
      const compiled = sandbox.compiledPages(value);
      cache.put(encodedCode, { source, isAsync, modules, image: sandbox.image, compiled });
    }
    return value;
  }
}

function lay(sandbox: Sandbox, { compiled }: PreparedSnippet): ValuePointer {
  sandbox.lay(compiled);
  return compiled.fn;
}
