/**
 * The host's side of one run. Promise: what a guest sends is looked at before it is used, no error of
 * the host's own enters a guest, and when the session is disposed whatever it has open ends; what
 * comes late finds nobody.
 */
import type { Clock } from '../base/clock.ts';
import { MAX_AT_ONCE_MS } from '../base/limits.ts';
import type {
  AnswerToGuest,
  Deliver,
  GuestCall,
  HostSession,
  RunOfSession,
} from '../sandbox/capability.ts';
import {
  ANSWERED,
  type HostAnswer,
  type HostEvent,
  type LaterAnswer,
  OPERATION,
  REFUSED,
} from '../wire/host-calls.ts';
import type { WithBytes } from '../wire/json.ts';
import { NO_TRAFFIC, type Traffic } from '../wire/ops.ts';
import { HostBudget } from './budget.ts';
import { consoleOf } from './console.ts';
import { GuestError } from './guest-error.ts';
import type { Handler, HostRun, LaterHandler, Owned } from './host-run.ts';

type AnyCall = { in: object; out: HostAnswer };
type AnyLaterCall = { in: object; out: LaterAnswer };

/** Every call there is, by its name. */
export interface Calls {
  readonly now: ReadonlyMap<string, Handler<AnyCall>>;
  readonly later: ReadonlyMap<string, LaterHandler<AnyLaterCall>>;
  readonly offBudget: ReadonlySet<string>;
}

export class Session implements HostSession, HostRun {
  readonly clock: Clock;
  readonly #calls: Calls;
  readonly #run: RunOfSession;
  readonly #budget = new HostBudget();
  /** What capabilities keep for this run, by what made it. */
  readonly #owned = new Map<(run: HostRun) => Owned, Owned>();
  /** The run, as calls see it that are answered at once. */
  #atOnce: HostRun | undefined;
  #abort: AbortController | undefined;
  #openOperations = 0;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #isDisposed = false;

  constructor(clock: Clock, calls: Calls, run: RunOfSession) {
    this.clock = clock;
    this.#calls = calls;
    this.#run = run;
  }

  call(call: GuestCall): AnswerToGuest {
    this.#deadlineMs = call.deadlineMs;
    const mark = call.name.indexOf(OPERATION);
    return mark < 0 ? this.#answer(call) : this.#open(call, mark);
  }

  get isWaiting(): boolean {
    if (this.#openOperations > 0) return true;
    for (const owned of this.#owned.values()) if (owned.isWaiting) return true;
    return false;
  }

  logsJson(): string {
    const capture = this.#owned.get(consoleOf);
    return capture ? (capture as ReturnType<typeof consoleOf>).toJson() : '';
  }

  get traffic(): Traffic {
    for (const { traffic } of this.#owned.values()) if (traffic) return traffic;
    return NO_TRAFFIC;
  }

  remainingMs(): number {
    return Math.max(0, this.#deadlineMs - this.clock.nowMs());
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#isDisposed) this.#abort.abort();
    return this.#abort.signal;
  }

  readonly deliver: Deliver = (eventText, lateMs, bytes) => {
    if (!this.#isDisposed) this.#run.deliver(eventText, lateMs, bytes);
  };

  own<T extends Owned>(make: (run: HostRun) => T): T {
    const known = this.#owned.get(make);
    if (known) return known as T;
    const made = make(this);
    this.#owned.set(make, made);
    return made;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#abort?.abort();
    for (const owned of this.#owned.values()) owned[Symbol.dispose]?.();
    this.#openOperations = 0;
  }

  #answer(call: GuestCall): AnswerToGuest {
    const handle = this.#calls.now.get(call.name);
    if (!handle) throw new Error(`Cannot answer host call '${call.name}'`);
    try {
      const bytes = this.#take(call, call.name);
      this.#atOnce ??= new AtOnce(this);
      return this.#encode(handle(argumentOf(call), bytes, this.#atOnce));
    } catch (thrown) {
      return refusalOf(thrown);
    }
  }

  /** Starts what is answered later; a call that is refused at once is answered like any other. */
  #open(call: GuestCall, mark: number): AnswerToGuest {
    const name = call.name.slice(0, mark);
    const operation = Number(call.name.slice(mark + 1));
    const handle = this.#calls.later.get(name);
    if (!handle) throw new Error(`Cannot answer host call '${name}'`);
    try {
      this.#budget.requireRoom(this.#openOperations);
      const bytes = this.#take(call, name);
      const answer = handle(argumentOf(call), bytes, this);
      this.#openOperations++;
      answer
        .then((value) => this.#encodeLater(value))
        .catch((thrown) => ({ text: refusalOf(thrown) }))
        .then((encoded) => this.#close(operation, encoded))
        .catch((thrown) => this.#fail(thrown));
      return undefined;
    } catch (thrown) {
      return refusalOf(thrown);
    }
  }

  #close(operation: number, { text = '', bytes }: EncodedAnswer): void {
    if (this.#isDisposed) return;
    this.#openOperations--;
    const event: HostEvent = { event: 'answer', operation, text };
    this.deliver(JSON.stringify(event), 0, bytes);
  }

  /** An operation met a bug of ours. */
  #fail(thrown: unknown): void {
    if (!this.#isDisposed) this.#run.fail(thrown);
  }

  #take(call: GuestCall, name: string): readonly Uint8Array[] {
    if (!this.#calls.offBudget.has(name)) {
      // A text's length in UTF-16 units is near enough to its bytes.
      const size = call.sizes.reduce((sum, each) => sum + each, call.argument.length);
      this.#budget.countCall(size);
    }
    return call.sizes.length === 0 ? NO_BYTES : call.copyBytes();
  }

  #encodeLater(value: LaterAnswer): EncodedAnswer {
    if (isWithBytes(value)) {
      this.#budget.countAnswer(value.bytes.length);
      return { ...this.#encodeLater(value.data), bytes: value.bytes };
    }
    const answer = this.#encode(value);
    return typeof answer === 'string' ? { text: answer } : { bytes: answer };
  }

  #encode(value: HostAnswer): AnswerToGuest {
    if (value === undefined) return undefined;
    const answer = value instanceof Uint8Array ? value : ANSWERED + JSON.stringify(value);
    this.#budget.countAnswer(answer.length);
    return answer;
  }
}

/** An answer to what was to be answered later, as it crosses. */
interface EncodedAnswer {
  readonly text?: string;
  readonly bytes?: Uint8Array | undefined;
}

/** No JSON holds a byte array. */
function isWithBytes(value: LaterAnswer): value is WithBytes {
  return (value as Partial<WithBytes> | null | undefined)?.bytes instanceof Uint8Array;
}

/** A run that has little time, however far its deadline is: its worker's thread is its own meanwhile. */
class AtOnce implements HostRun {
  readonly clock: Clock;
  readonly deliver: Deliver;
  readonly #run: HostRun;

  constructor(run: HostRun) {
    this.clock = run.clock;
    this.deliver = run.deliver;
    this.#run = run;
  }

  remainingMs(): number {
    return Math.min(this.#run.remainingMs(), MAX_AT_ONCE_MS);
  }

  get signal(): AbortSignal {
    return this.#run.signal;
  }

  own<T extends Owned>(make: (run: HostRun) => T): T {
    return this.#run.own(make);
  }
}

const NO_BYTES: readonly Uint8Array[] = [];

const STACK_IS_FULL = 'Maximum call stack size exceeded';

function argumentOf({ argument }: GuestCall): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(argument);
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
}

/** @throws what is no `GuestError`: a bug of ours */
function refusalOf(thrown: unknown): string {
  if (thrown instanceof GuestError) return REFUSED + JSON.stringify(thrown.refusal);
  // Only the host's stack, which a deep guest shares, may come through as the `RangeError` that a run
  // takes for too much recursion.
  if (!(thrown instanceof RangeError) || thrown.message.startsWith(STACK_IS_FULL)) throw thrown;
  throw new Error('Cannot answer a host call: its capability broke', { cause: thrown });
}
