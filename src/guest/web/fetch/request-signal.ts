/** How a request is called off. */
import { requireLate } from '../../prelude/modules.ts';

/** An `AbortSignal`, or what does as one. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: object): void;
  removeEventListener?(type: 'abort', listener: () => void): void;
}

type AbortModule = Pick<typeof import('../abort.ts'), 'AbortController'>;

export function requireSignal(value: unknown): Signal | null {
  if (value === null) return null;
  const { aborted, addEventListener } = value as Partial<Signal>;
  if (typeof aborted !== 'boolean' || typeof addEventListener !== 'function') {
    throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
  }
  return value as Signal;
}

/** A signal of a request's own, which is aborted when the given one is. */
export function followed(signal: Signal | null): unknown {
  const { AbortController } = requireLate('web/abort') as AbortModule;
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  return controller.signal;
}
