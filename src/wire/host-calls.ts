/**
 * What a guest may ask of its host, and what the host may tell it: the one contract that both ends
 * compile against. Only text crosses; each call's argument is JSON of its `in`.
 */
export interface HostCalls {
  /** One line of console output. */
  'console.write': { readonly level: LogLevel; readonly message: string };
  /** Asks for `HostEvents['timer']` with this id after `delayMs` milliseconds, again and again if it repeats. */
  'timer.start': { readonly id: number; readonly delayMs: number; readonly repeats: boolean };
  'timer.clear': { readonly id: number };
}

export interface HostEvents {
  timer: { readonly id: number };
}

export type LogLevel = 'debug' | 'info' | 'log' | 'warn' | 'error';

export type HostCallName = keyof HostCalls;

export type HostEvent = {
  [K in keyof HostEvents]: { readonly event: K } & HostEvents[K];
}[keyof HostEvents];

/** What a sandbox is told once, before its image is taken: the settings a guest's world depends on. */
export interface GuestSettings {
  /** Names of globals that a snippet must not see. */
  readonly disabledGlobals: readonly string[];
  readonly allowsConsole: boolean;
  /** Longest result, bytes of JSON; the guest refuses what is longer in UTF-16 units already. */
  readonly maxResultBytes: number;
  /** Most timers a run may have open at once. */
  readonly maxTimers: number;
}

/** The codes a guest itself can end with. */
export type GuestFailureCode =
  | 'guest_threw'
  | 'no_result'
  | 'result_too_large'
  | 'unserializable_result';

/** How a guest describes what went wrong; every text is bounded by the guest and again by the host. */
export interface GuestFailure {
  readonly code: GuestFailureCode;
  /** The error's own name, or `RuntimeError` for a thrown non-Error. */
  readonly type: string;
  readonly message: string;
  /** The engine's stack text, empty when there is none. */
  readonly stack: string;
}

/**
 * What an entry point of the guest returns: the result's JSON text; or `FAILED` and a
 * `GuestFailure` as JSON; or `PENDING` while a promise is open. No JSON text starts with either mark.
 */
export const PENDING = '~';
export const FAILED = '!';
