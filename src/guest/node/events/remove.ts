/** Listeners are removed: one, those of a name, or all. */
import { defineProperty, ownKeys } from '../../prelude/primordials.ts';
import { validateFunction } from '../validate.ts';
import { removeAt } from './arrays.ts';
import {
  type Emitter,
  type EventName,
  emptyTable,
  KEEPS_NAMES,
  type Listener,
  type Listeners,
} from './shape.ts';

const isFor = (each: Listener, listener: Listener): boolean =>
  each === listener || each.listener === listener;

/** The last of its kind, as there may be several. */
function lastIndexOf(listeners: Listeners, listener: Listener): number {
  let index = listeners.length - 1;
  while (index >= 0 && !isFor(listeners[index] as Listener, listener)) index--;
  return index;
}

function removeOnly(emitter: Emitter, name: EventName, only: Listener, listener: Listener): void {
  const table = emitter._events as NonNullable<Emitter['_events']>;
  emitter._eventsCount--;
  if (emitter[KEEPS_NAMES]) {
    table[name] = undefined;
  } else if (emitter._eventsCount === 0) {
    emitter._events = emptyTable();
  } else {
    delete table[name];
    if (table['removeListener']) emitter.emit('removeListener', name, only.listener || listener);
  }
}

function removeAmong(
  emitter: Emitter,
  name: EventName,
  listeners: Listeners,
  listener: Listener,
): void {
  const index = lastIndexOf(listeners, listener);
  if (index < 0) return;
  removeAt(listeners, index);
  const table = emitter._events as NonNullable<Emitter['_events']>;
  if (listeners.length === 1) table[name] = listeners[0];
  if (table['removeListener'] !== undefined) emitter.emit('removeListener', name, listener);
}

/** Where nobody listens for it. */
function forget(emitter: Emitter, name: EventName): void {
  const table = emitter._events;
  if (table?.[name] === undefined) return;
  emitter._eventsCount--;
  if (emitter._eventsCount === 0) emitter._events = emptyTable();
  else delete table[name];
}

function forgetAll(emitter: Emitter): void {
  emitter._events = emptyTable();
  emitter._eventsCount = 0;
  emitter[KEEPS_NAMES] = false;
}

/** One by one, the last first, for somebody wants to hear of each. */
function removeEach(emitter: Emitter, name: EventName): void {
  const present = emitter._events?.[name];
  if (typeof present === 'function') emitter.removeListener(name, present);
  else if (present !== undefined) {
    for (let i = present.length - 1; i >= 0; i--) {
      emitter.removeListener(name, present[i] as Listener);
    }
  }
}

export const removing = {
  removeListener(this: Emitter, name: EventName, listener: Listener): Emitter {
    validateFunction(listener, 'listener');
    const present = this._events?.[name];
    if (present === undefined) return this;
    if (present === listener || (present as Listener).listener === listener) {
      removeOnly(this, name, present as Listener, listener);
    } else if (typeof present !== 'function') {
      removeAmong(this, name, present, listener);
    }
    return this;
  },
  removeAllListeners(this: Emitter, ...names: [name?: EventName]): Emitter {
    const table = this._events;
    if (table === undefined) return this;
    const isHeard = table['removeListener'] !== undefined;
    if (names.length > 0) {
      const name = names[0] as EventName;
      if (isHeard) {
        removeEach(this, name);
      } else {
        forget(this, name);
        this[KEEPS_NAMES] = false;
      }
      return this;
    }
    if (isHeard) {
      const present = ownKeys(table);
      for (let i = 0; i < present.length; i++) {
        const name = present[i] as EventName;
        if (name !== 'removeListener') this.removeAllListeners(name);
      }
      this.removeAllListeners('removeListener');
    }
    forgetAll(this);
    return this;
  },
};
// All arguments or none make a difference, so that it has no parameter that would count.
defineProperty(removing.removeAllListeners, 'length', { value: 1, configurable: true });
