/** The events that `events.on` heard and nobody asked for yet, and those who asked and wait. */
import { PromiseCtor } from '../../prelude/primordials.ts';
import type { Disposable } from './abort.ts';
import { DISPOSE } from './dispose.ts';
import { listen, unlisten } from './either.ts';
import { Queue } from './queue.ts';

export type Result = IteratorResult<unknown[], undefined>;

interface Waiting {
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/** Above `high` events that wait the emitter is paused, until fewer than `low` do. */
export interface Watermarks {
  readonly low: number;
  readonly high: number;
}

interface Pausable {
  pause(): void;
  resume(): void;
}

const settled = (result: Result): Promise<Result> => new PromiseCtor((resolve) => resolve(result));

export class Feed {
  readonly #emitter: unknown;
  readonly #marks: Watermarks;
  readonly #events = new Queue<unknown[]>();
  readonly #waiting = new Queue<Waiting>();
  readonly #listeners = new Queue<readonly [name: unknown, listener: unknown]>();
  #signalListener: Disposable | undefined;
  #error: unknown = null;
  #isPaused = false;
  #isFinished = false;

  constructor(emitter: unknown, marks: Watermarks) {
    this.#emitter = emitter;
    this.#marks = marks;
  }

  get size(): number {
    return this.#events.size;
  }
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Until it is closed. */
  listen(name: unknown, listener: unknown): void {
    listen(this.#emitter, name, listener);
    this.#listeners.push([name, listener]);
  }

  endWith(signalListener: Disposable): void {
    this.#signalListener = signalListener;
  }

  take(args: unknown[]): void {
    if (this.#waiting.size > 0) {
      this.#waiting.shift().resolve({ value: args, done: false });
      return;
    }
    this.#events.push(args);
    if (this.#isPaused || this.#events.size <= this.#marks.high) return;
    this.#isPaused = true;
    (this.#emitter as Pausable).pause();
  }

  fail(reason: unknown): void {
    if (this.#waiting.size > 0) this.#waiting.shift().reject(reason);
    else this.#error = reason;
    void this.close();
  }

  close(): Promise<Result> {
    this.#signalListener?.[DISPOSE]();
    while (this.#listeners.size > 0) {
      const { 0: name, 1: listener } = this.#listeners.shift();
      unlisten(this.#emitter, name, listener);
    }
    this.#isFinished = true;
    const done: Result = { value: undefined, done: true };
    while (this.#waiting.size > 0) this.#waiting.shift().resolve(done);
    return settled(done);
  }

  next(): Promise<Result> {
    if (this.#events.size > 0) return settled({ value: this.#takeOut(), done: false });
    const reason = this.#error;
    if (reason) {
      // The first who asks is told, and nobody after.
      this.#error = null;
      return new PromiseCtor((_resolve, reject) => reject(reason));
    }
    if (this.#isFinished) return this.close();
    return new PromiseCtor((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #takeOut(): unknown[] {
    const args = this.#events.shift();
    if (this.#isPaused && this.#events.size < this.#marks.low) {
      (this.#emitter as Pausable).resume();
      this.#isPaused = false;
    }
    return args;
  }
}
