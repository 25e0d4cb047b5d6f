/** Emitters and targets alike. */
import { requireLate } from '../../prelude/modules.ts';
import type { listenersOfTarget } from '../../web/event-target.ts';
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';

interface Either {
  readonly on?: unknown;
  readonly removeListener?: unknown;
  readonly addEventListener?: unknown;
  readonly removeEventListener?: unknown;
}
type Add = Record<
  'on' | 'once' | 'addEventListener',
  (name: unknown, listener: unknown, options?: object) => void
>;
type Remove = Record<
  'removeListener' | 'removeEventListener',
  (name: unknown, listener: unknown, options?: object) => void
>;

export interface ListenOptions {
  readonly once?: boolean;
}

/** @throws ERR_INVALID_ARG_TYPE for what is neither */
export function listen(
  to: unknown,
  name: unknown,
  listener: unknown,
  options?: ListenOptions,
): void {
  const either = to as Either;
  if (typeof either.on === 'function') {
    if (options?.once) (to as Add).once(name, listener);
    else (to as Add).on(name, listener);
  } else if (typeof either.addEventListener === 'function') {
    (to as Add).addEventListener(name, listener, options);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', to);
  }
}

/** @throws ERR_INVALID_ARG_TYPE for what is neither */
export function unlisten(from: unknown, name: unknown, listener: unknown): void {
  const either = from as Either;
  if (typeof either.removeListener === 'function') {
    (from as Remove).removeListener(name, listener);
  } else if (typeof either.removeEventListener === 'function') {
    (from as Remove).removeEventListener(name, listener);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', from);
  }
}

/** Of what has no methods of an emitter: seldom asked for, so that not every world with emitters has targets too. */
const ofTarget: typeof listenersOfTarget = (value, name) => {
  const targets = requireLate('web/event-target');
  return (targets?.['listenersOfTarget'] as typeof listenersOfTarget | undefined)?.(value, name);
};

export const isTarget = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && ofTarget(value) !== undefined;

/** @throws ERR_INVALID_ARG_TYPE for what is neither */
export function getEventListeners(of: unknown, name: unknown): unknown[] {
  const { listeners } = of as { readonly listeners?: unknown };
  if (typeof listeners === 'function') {
    return (of as { listeners(name: unknown): unknown[] }).listeners(name);
  }
  const found = ofTarget(of, name);
  if (found) return found;
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], of);
}
