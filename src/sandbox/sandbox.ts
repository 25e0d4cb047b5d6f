/**
 * One QuickJS instance that is always clean between runs: it starts as the image, and `reset` makes it
 * the image again, whatever happened in it.
 */
import type { EvalFlags, JSContextPointer } from 'quickjs-emscripten';
import type { Clock } from '../base/clock.ts';
import type { ModuleText } from '../wire/host-calls.ts';
import { type Difference, layDifference } from './difference.ts';
import { type Engine, startEngine } from './engine.ts';
import { type HostCallHandler, NO_RUN, readHostCall } from './host-call.ts';
import {
  capture,
  changedSince,
  heapBytesOf,
  makeRoom,
  overlay,
  readBreak,
  restore,
  withScratch,
} from './image.ts';
import type { Image, ImageAddresses, Piece } from './image-format.ts';
import { Marshal, Undescribable, type ValuePointer } from './marshal.ts';
import { Meter } from './meter.ts';
import type { RandomSource } from './random.ts';
import { SNIPPET_NAME } from './source.ts';

/** A sandbox whose heap grew by more than this is dropped, not cleaned: wasm memory never shrinks. */
const DROP_ABOVE_GROWTH_BYTES = 8 * 1024 * 1024;

/** A sandbox that has held an image beyond this is large: a worker keeps one idle. */
const LARGE_IMAGE_BYTES = 4 * 1024 * 1024;

/** Longest that an engine may take to grow its memory, milliseconds. */
const MAX_GROWING_MS = 1000;

/** `JS_EVAL_FLAG_STRICT`, on global code. @see quickjs.h */
const STRICT = (1 << 3) as EvalFlags;
const SLOPPY = 0 as EvalFlags;
const DO_NOT_DETECT_MODULES = 0 as never;

/** `JS_STRIP_SOURCE | JS_STRIP_DEBUG`. @see quickjs.h */
export const NO_DEBUG = 1 | 2;

/** What code of ours is called: its frames are nobody's business. */
const OWN_NAME = 'flow-codeblock';

export interface SandboxOptions {
  readonly module: WebAssembly.Module;
  readonly image: Image;
  /** Most heap a guest may use, bytes. */
  readonly memoryBytes: number;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Called at every tick of the meter. */
  onTick(): void;
}

/** What compiling a snippet left in memory: a function, and the pages that hold it. */
export interface CompiledPages {
  readonly fn: ValuePointer;
  readonly pieces: readonly Piece[];
}

export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const meter = new Meter(options.clock, options.onTick);
  let sandbox: Sandbox | undefined;
  const { stackTop } = options.image.addresses;
  const engine = await startEngine(options.module, stackTop + options.memoryBytes, {
    tick: meter.tick,
    hostCall: (context, argc, argv) => sandbox?.answerHostCall(context, argc, argv) ?? 0,
  });
  meter.attach(engine);
  sandbox = new Sandbox(engine, meter, options);
  sandbox.become(options.image);
  return sandbox;
}

/** Jobs that a module left when it was loaded are run this many at a time. */
const JOBS_OF_MODULES = 1000;

export class Sandbox {
  readonly meter: Meter;
  readonly #marshal: Marshal;
  readonly #engine: Engine;
  #image: Image;
  /** Heap of the largest image that it has been, bytes: its memory never shrinks. */
  #largestBytes = 0;
  readonly #random: RandomSource;
  /** Answers the host calls of the run under way; nobody's between runs. */
  #onHostCall = NO_RUN;

  constructor(engine: Engine, meter: Meter, { image, random }: SandboxOptions) {
    this.meter = meter;
    this.#engine = engine;
    this.#image = image;
    this.#random = random;
    this.#marshal = new Marshal(engine, image.addresses);
  }

  /** Bytes of heap in use, from the heap's start to the allocator's break. */
  get heapBytes(): number {
    return readBreak(this.#engine, this.#addresses) - this.#addresses.stackTop;
  }

  /** Whether the guest asked for more memory than it may have since the last reset. */
  get wasRefusedMemory(): boolean {
    return this.#engine.refused.value !== 0;
  }

  /** Whether it grew so large that a new one is cheaper to keep. */
  get isOutgrown(): boolean {
    return this.heapBytes - heapBytesOf(this.#image) > DROP_ABOVE_GROWTH_BYTES;
  }

  /** The image that it is when it is clean. */
  get image(): Image {
    return this.#image;
  }

  /** Makes it the image again; nothing of what ran here is left. */
  reset(): void {
    restore(this.#engine, this.#image);
    this.#onHostCall = NO_RUN;
  }

  /** Makes it another image of the same boot, and clean. */
  become(image: Image): void {
    this.meter.beginOwn(MAX_GROWING_MS);
    // What a run may grow by, its prepared pages fit in wherever they are laid.
    makeRoom(this.#engine, image, DROP_ABOVE_GROWTH_BYTES);
    this.#largestBytes = Math.max(this.#largestBytes, heapBytesOf(image));
    this.#image = image;
    this.reset();
  }

  /** Whether it holds, or has held, an image that takes much memory. */
  get isLarge(): boolean {
    return this.#largestBytes > LARGE_IMAGE_BYTES;
  }

  /** Gives the run about to start someone to answer its host calls. */
  begin(onHostCall: HostCallHandler): void {
    this.#onHostCall = onHostCall;
  }

  /**
   * Compiles an expression and evaluates it.
   * @returns the value, or what the engine threw, as the guest describes it
   */
  evaluate(source: string): { value: ValuePointer } | { thrown: string } {
    const result = this.#evaluate(source, SNIPPET_NAME, STRICT);
    const thrown = this.#marshal.exceptionOf(result);
    return thrown === undefined ? { value: result } : { thrown: this.#describe(thrown) };
  }

  /** Loads a module, as part of the image that is to be captured. */
  install({ head, text }: ModuleText): void {
    const marshal = this.#marshal;
    // Sources and line tables would be most of an image, and nobody is shown a place in code of ours.
    this.#engine.bytes[this.#addresses.stripFlags] = NO_DEBUG;
    const make = this.#orThrow(this.#evaluate(text, OWN_NAME, SLOPPY));
    this.#engine.bytes[this.#addresses.stripFlags] = 0;
    const headText = marshal.newString(JSON.stringify(head));
    marshal.release(this.#orThrow(marshal.call(this.#addresses.install, [headText, make])));
    marshal.release(headText);
    marshal.release(make);
    while (this.hasPendingJobs) this.runJobs(JOBS_OF_MODULES);
  }

  /** What changed in memory since the last reset, with `fn` in it. */
  compiledPages(fn: ValuePointer): CompiledPages {
    return { fn, pieces: this.changes() };
  }

  /** What memory has beyond the image. */
  changes(): readonly Piece[] {
    return changedSince(this.#engine, this.#image);
  }

  /** Lays compiled pages over a clean sandbox. */
  lay(compiled: CompiledPages): void {
    overlay(this.#engine, compiled.pieces);
  }

  /** What memory has beyond the image, as `by` tells it. */
  differenceBy(by: Difference): Uint8Array {
    return by.find(this.#engine, this.#image);
  }

  /** Lays what `differenceBy` told of a sandbox of the same image over a clean one. */
  layDifference(found: Uint8Array): void {
    layDifference(this.#engine, found);
  }

  /** The image of this sandbox as it stands. */
  capture(): Image {
    return capture(this.#engine, this.#addresses);
  }

  /** Starts a compiled snippet; see `start` of the prelude. */
  start(fn: ValuePointer, requestText: string): string {
    // Here and no earlier: compiled pages that are laid over the image bring the state of their time along.
    this.#random.seed(this.#engine.bytes, this.#addresses.randomState);
    const text = this.#marshal.newString(requestText);
    return this.#outcomeOf(this.#marshal.call(this.#addresses.start, [fn, text]));
  }

  /** The outcome as it stands. */
  poll(): string {
    return this.#outcomeOf(this.#marshal.call(this.#addresses.poll, []));
  }

  /** Takes an event to the guest, and bytes beside it. */
  resume(eventText: string, bytes?: Uint8Array): string {
    const args = [this.#marshal.newString(eventText)];
    if (bytes) args.push(this.#marshal.newArrayBuffer(bytes));
    const outcome = this.#outcomeOf(this.#marshal.call(this.#addresses.resume, args));
    for (const arg of args) this.#marshal.release(arg);
    return outcome;
  }

  /**
   * Tells the world its settings; only before an image is taken of it.
   * @returns the names of the globals a snippet then sees
   */
  configure(settingsText: string): string[] {
    const text = this.#marshal.newString(settingsText);
    const result = this.#orThrow(this.#marshal.call(this.#addresses.configure, [text]));
    const names = JSON.parse(this.#marshal.readString(result).text) as string[];
    this.#marshal.release(text);
    this.#marshal.release(result);
    return names;
  }

  get hasPendingJobs(): boolean {
    return this.#engine.ffi.QTS_IsJobPending(this.#addresses.runtime as never) === 1;
  }

  /** Runs pending promise jobs, at most `most` of them. */
  runJobs(most: number): void {
    const { ffi } = this.#engine;
    const { runtime, argv } = this.#addresses;
    const done = ffi.QTS_ExecutePendingJob(runtime as never, most, argv as never);
    this.#marshal.release(done as number);
  }

  /** @returns the answer as a JSValue, or 0 for none; what it throws unwinds the engine and ends the run */
  answerHostCall(context: JSContextPointer, argc: number, argv: number): number {
    if (context !== this.#context) throw new Error('Cannot answer a host call of another context');
    const marshal = this.#marshal;
    const answer = this.#onHostCall(readHostCall(this.#engine, marshal, argc, argv));
    // The handler's time is the run's own: it may have been the last that there was.
    this.meter.stopIfDue();
    if (answer === undefined) return 0;
    return typeof answer === 'string' ? marshal.newString(answer) : marshal.newArrayBuffer(answer);
  }

  #evaluate(source: string, name: string, flags: EvalFlags): ValuePointer {
    const { ffi } = this.#engine;
    return withScratch(this.#engine, this.#addresses, source, (pointer, bytes) =>
      ffi.QTS_Eval(this.#context, pointer as never, bytes, name, DO_NOT_DETECT_MODULES, flags),
    ) as number;
  }

  /** @throws when what was called is ours, and threw all the same */
  #orThrow(result: ValuePointer): ValuePointer {
    const thrown = this.#marshal.exceptionOf(result);
    if (thrown === undefined) return result;
    throw new Error(`Cannot make the guest's world: ${this.#describe(thrown)}`);
  }

  get #addresses(): ImageAddresses {
    return this.#image.addresses;
  }

  get #context(): JSContextPointer {
    return this.#addresses.context as unknown as JSContextPointer;
  }

  /** Text of an entry point's answer; an exception there is described like any other. */
  #outcomeOf(result: ValuePointer): string {
    const thrown = this.#marshal.exceptionOf(result);
    if (thrown !== undefined) return this.#describe(thrown);
    const { text } = this.#marshal.readString(result);
    this.#marshal.release(result);
    return text;
  }

  #describe(thrown: ValuePointer): string {
    const result = this.#marshal.call(this.#addresses.describe, [thrown]);
    if (this.#marshal.exceptionOf(result) !== undefined) throw new Undescribable();
    return this.#marshal.readString(result).text;
  }
}
