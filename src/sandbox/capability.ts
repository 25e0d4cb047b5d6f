/** The port behind which the host offers a run what it cannot do itself. */
export interface HostSession extends Disposable {
  /**
   * Answers a guest's host call.
   * @param argument JSON text, written by the prelude
   */
  call(name: string, argument: string): void;
  /** Whether something is open that may still call the guest back. */
  readonly isWaiting: boolean;
  /** What the run printed, `[{level, message}]` as JSON, or the empty text. */
  logsJson(): string;
}

/** Takes a `HostEvent`, as JSON, to the guest; `lateMs` after it was due. */
export type Deliver = (eventText: string, lateMs: number) => void;

/** Opens a session for one run. */
export type OpenSession = (deliver: Deliver) => HostSession;
