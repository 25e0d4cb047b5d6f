import type { Traffic } from '../wire/ops.ts';

/** The port behind which the host offers a run what it cannot do itself. */
export interface HostSession extends Disposable {
  /** Answers a guest's host call. Whatever it throws ends the run as a bug of ours. */
  call(call: GuestCall): AnswerToGuest;
  /** Whether something is open that may still call the guest back. */
  readonly isWaiting: boolean;
  /** What the run printed, `[{level, message}]` as JSON, or the empty text. */
  logsJson(): string;
  /** What the run had of the network so far. */
  readonly traffic: Traffic;
}

/** A host call as it arrives: nothing of it has been looked at. */
export interface GuestCall {
  readonly name: string;
  /** JSON text, written by the prelude. */
  readonly argument: string;
  /** Length of each byte array beside it. */
  readonly sizes: readonly number[];
  /** Copies the byte arrays out of the guest: after their sizes were found fit. */
  copyBytes(): readonly Uint8Array[];
  /** When the run must have ended, by the run's clock. */
  readonly deadlineMs: number;
}

/** Nothing, or a text or bytes for the guest: see `wire/host-calls.ts`. */
export type AnswerToGuest = string | Uint8Array | undefined;

/**
 * Takes a `HostEvent`, as JSON, to the guest, and bytes beside it; `lateMs` after it was due. The
 * bytes are copied, and may be used again.
 */
export type Deliver = (eventText: string, lateMs: number, bytes?: Uint8Array) => void;

/** What a session tells its run. */
export interface RunOfSession {
  readonly deliver: Deliver;
  /** An operation met a bug of ours: the run cannot go on. */
  fail(thrown: unknown): void;
}

/** Opens a session for one run. */
export type OpenSession = (run: RunOfSession) => HostSession;
