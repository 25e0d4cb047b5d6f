/** Listeners are added: at the end or at the front, for good or for once. */
import { append, apply } from '../../prelude/primordials.ts';
import { validateFunction } from '../validate.ts';
import { prepend } from './arrays.ts';
import { warnOfLeak } from './leak-warning.ts';
import { type Emitter, type EventName, emptyTable, type Listener, type Table } from './shape.ts';

function add(emitter: Emitter, name: EventName, listener: Listener, isFirst: boolean): Emitter {
  validateFunction(listener, 'listener');
  if (emitter._events === undefined) {
    emitter._events = emptyTable();
    emitter._eventsCount = 0;
  } else if (emitter._events['newListener'] !== undefined) {
    // Before it is added: whoever listens for new listeners shall not hear of itself.
    emitter.emit('newListener', name, listener.listener ?? listener);
  }
  // A listener for new ones may have put another table in the place of the first.
  const table = emitter._events as Table;
  const present = table[name];
  if (present === undefined) {
    table[name] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const listeners = typeof present === 'function' ? [present] : present;
  if (isFirst) prepend(listeners, listener);
  else append(listeners, listener);
  table[name] = listeners;
  warnOfLeak(emitter, name, listeners);
  return emitter;
}

interface Once {
  isFired: boolean;
  readonly emitter: Emitter;
  readonly name: EventName;
  readonly listener: Listener;
  wrapper: Listener | undefined;
}

function onceWrapper(this: Once, ...args: unknown[]): unknown {
  if (this.isFired) return undefined;
  this.emitter.removeListener(this.name, this.wrapper as Listener);
  this.isFired = true;
  return apply(this.listener, this.emitter, args);
}

const { bind } = Function.prototype;

function wrapOnce(emitter: Emitter, name: EventName, listener: Listener): Listener {
  validateFunction(listener, 'listener');
  const once: Once = { isFired: false, emitter, name, listener, wrapper: undefined };
  const wrapper = apply(bind, onceWrapper, [once]) as Listener;
  wrapper.listener = listener;
  once.wrapper = wrapper;
  return wrapper;
}

export const adding = {
  addListener(this: Emitter, name: EventName, listener: Listener): Emitter {
    return add(this, name, listener, false);
  },
  prependListener(this: Emitter, name: EventName, listener: Listener): Emitter {
    return add(this, name, listener, true);
  },
  once(this: Emitter, name: EventName, listener: Listener): Emitter {
    this.on(name, wrapOnce(this, name, listener));
    return this;
  },
  prependOnceListener(this: Emitter, name: EventName, listener: Listener): Emitter {
    this.prependListener(name, wrapOnce(this, name, listener));
    return this;
  },
};
