/** `events.once`: a promise for the arguments of the next event. */
import { PromiseCtor } from '../../prelude/primordials.ts';
import { AbortError, ONCE, openSignal } from './abort.ts';
import { listen, unlisten } from './either.ts';

type Emitting = Partial<Record<'once' | 'removeListener', unknown>>;

export async function once(
  emitter: unknown,
  name: unknown,
  options: { readonly signal?: unknown } | null = {},
): Promise<unknown[]> {
  const signal = openSignal(options?.signal);
  return new PromiseCtor<unknown[]>((resolve, reject) => {
    const stopListening = () => {
      if (signal !== undefined) unlisten(signal, 'abort', onAbort);
    };
    const onError = (error: unknown) => {
      unlisten(emitter, name, onEvent);
      stopListening();
      reject(error);
    };
    const onEvent = (...args: unknown[]) => {
      const isEmitter = typeof (emitter as Emitting).removeListener === 'function';
      if (isEmitter) unlisten(emitter, 'error', onError);
      stopListening();
      resolve(args);
    };
    const onAbort = () => {
      unlisten(emitter, name, onEvent);
      unlisten(emitter, 'error', onError);
      if (signal !== undefined) reject(new AbortError(signal));
    };
    listen(emitter, name, onEvent, ONCE);
    // The error of a target is an event like any other.
    if (name !== 'error' && typeof (emitter as Emitting).once === 'function') {
      listen(emitter, 'error', onError, ONCE);
    }
    if (signal !== undefined) listen(signal, 'abort', onAbort, ONCE);
  });
}
