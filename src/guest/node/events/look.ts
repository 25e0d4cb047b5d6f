/** Which listeners there are. */
import { ownKeys } from '../../prelude/primordials.ts';
import { copyOf } from './arrays.ts';
import type { Emitter, EventName, Listener } from './shape.ts';

function listenersOf(emitter: Emitter, name: EventName): Listener[] {
  const present = emitter._events?.[name];
  if (present === undefined) return [];
  return typeof present === 'function' ? [present] : copyOf(present);
}

export const looking = {
  listeners(this: Emitter, name: EventName): Listener[] {
    const listeners = listenersOf(this, name);
    for (let i = 0; i < listeners.length; i++) {
      const { listener } = listeners[i] as Listener;
      if (typeof listener === 'function') listeners[i] = listener;
    }
    return listeners;
  },
  rawListeners(this: Emitter, name: EventName): Listener[] {
    return listenersOf(this, name);
  },
  listenerCount(this: Emitter, name: EventName, listener?: unknown): number {
    const listeners = listenersOf(this, name);
    if (listener === undefined || listener === null) return listeners.length;
    let count = 0;
    for (let i = 0; i < listeners.length; i++) {
      const each = listeners[i] as Listener;
      if (each === listener || each.listener === listener) count++;
    }
    return count;
  },
  eventNames(this: Emitter): EventName[] {
    return this._eventsCount > 0 ? ownKeys(this._events as object) : [];
  },
};
