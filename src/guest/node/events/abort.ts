/** What listens for a signal, and the error that it ends with. */
import { apply, ErrorCtor } from '../../prelude/primordials.ts';
import { queueMicrotask } from '../../web/microtask.ts';
import { RESISTS_STOP } from '../../web/resists-stop.ts';
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { validateAbortSignal, validateFunction } from '../validate.ts';
import { DISPOSE } from './dispose.ts';

/** What an AbortSignal, whoever made it, is asked for here. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(name: string, listener: unknown, options: object): void;
  removeEventListener(name: string, listener: unknown): void;
}

export class AbortError extends ErrorCtor {
  readonly code = 'ABORT_ERR';
  override name = 'AbortError';

  constructor(signal: Pick<Signal, 'aborted' | 'reason'>) {
    super('The operation was aborted', { cause: signal.reason });
  }
}

/** The signal among options. @throws ERR_INVALID_ARG_TYPE, and AbortError when it is aborted already */
export function openSignal(signal: unknown): Signal | undefined {
  validateAbortSignal(signal, 'options.signal');
  const checked = signal as Signal | undefined;
  if (checked?.aborted) throw new AbortError(checked);
  return checked;
}

/** For a listener that is called once, whatever other listeners do. */
export const ONCE: object = { __proto__: null, once: true, [RESISTS_STOP]: true };

export interface Disposable {
  [DISPOSE](): void;
}

/** @throws ERR_INVALID_ARG_TYPE */
export function addAbortListener(signal: unknown, listener: unknown): Disposable {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  const checked = signal as Signal;
  const isOver = checked.aborted;
  if (isOver) queueMicrotask(() => apply(listener, undefined, []));
  else checked.addEventListener('abort', listener, ONCE);
  return {
    __proto__: null,
    [DISPOSE]() {
      if (!isOver) checked.removeEventListener('abort', listener);
    },
  } as unknown as Disposable;
}
