/** What a capability is given besides a call's argument: the run that asks. */
import type { Clock } from '../base/clock.ts';
import type { Deliver } from '../sandbox/capability.ts';
import type { HostAnswer, HostCalls, LaterAnswer, LaterHostCalls } from '../wire/host-calls.ts';
import type { Traffic } from '../wire/ops.ts';
import type { Claim } from './claims.ts';

export interface HostRun {
  readonly clock: Clock;
  /** Milliseconds until the run must have ended; the time that a handler takes is the run's own. */
  remainingMs(): number;
  /** Aborted when the run ends: by itself, at its deadline, or because its caller hung up. */
  readonly signal: AbortSignal;
  /** Takes an event to the guest; once the run has ended it finds nobody. */
  readonly deliver: Deliver;
  /**
   * What `make` made for this run: the first time it is called, later the same again. Disposed with
   * the run, when it can be.
   */
  own<T extends Owned>(make: (run: HostRun) => T): T;
}

/** A capability's state of one run. */
export interface Owned extends Partial<Disposable> {
  /** Whether it may still call the guest back: a run then waits. */
  readonly isWaiting: boolean;
  /** What the run had of the network, where that is what it keeps. */
  readonly traffic?: Traffic;
}

/** Answers a call at once; throws a `GuestError` for an expected no. */
export type Handler<Call extends { in: unknown; out: HostAnswer }> = (
  argument: Claim<Call['in']>,
  bytes: readonly Uint8Array[],
  run: HostRun,
) => Call['out'];

/** Answers a call later; rejects with a `GuestError` for an expected no. Must end once `run.signal` is aborted. */
export type LaterHandler<Call extends { in: unknown; out: LaterAnswer }> = (
  argument: Claim<Call['in']>,
  bytes: readonly Uint8Array[],
  run: HostRun,
) => Promise<Call['out']>;

export type Handlers<Names extends keyof HostCalls = keyof HostCalls> = {
  readonly [K in Names]: Handler<HostCalls[K]>;
};

export type LaterHandlers<Names extends keyof LaterHostCalls = keyof LaterHostCalls> = {
  readonly [K in Names]: LaterHandler<LaterHostCalls[K]>;
};
