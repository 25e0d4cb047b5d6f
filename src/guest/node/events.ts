/** `events`, as in Node 20: the class, with the module's functions as its properties. */
import { requireLate } from '../prelude/modules.ts';
import { apply, defineProperty } from '../prelude/primordials.ts';
import { addAbortListener } from './events/abort.ts';
import { getEventListeners } from './events/either.ts';
import { EventEmitter, init } from './events/emitter.ts';
import { looking } from './events/look.ts';
import {
  defaultMaxListeners,
  getMaxListeners,
  setMaxListeners,
  TARGET_MAX,
} from './events/max-listeners.ts';
import { on } from './events/on.ts';
import { once } from './events/once.ts';
import {
  CAPTURES,
  type Emitter,
  ERROR_MONITOR,
  type EventName,
  REJECTION,
} from './events/shape.ts';
import { validateBoolean } from './validate.ts';

/** By the emitter's own count, if it has one. */
function listenerCount(emitter: Emitter, name: EventName): number {
  const own = (emitter as { listenerCount?: unknown }).listenerCount;
  const count = typeof own === 'function' ? own : looking.listenerCount;
  return apply(count as () => number, emitter, [name]);
}

Object.assign(EventEmitter, {
  addAbortListener,
  once,
  on,
  getEventListeners,
  getMaxListeners,
  EventEmitter,
  usingDomains: false,
  captureRejectionSymbol: REJECTION,
  errorMonitor: ERROR_MONITOR,
  setMaxListeners,
  init,
  listenerCount,
});
const { prototype } = EventEmitter;
defineProperty(EventEmitter, 'captureRejections', {
  enumerable: true,
  get: () => prototype[CAPTURES],
  set(captures: unknown) {
    validateBoolean(captures, 'EventEmitter.captureRejections');
    prototype[CAPTURES] = captures;
  },
});
defineProperty(EventEmitter, 'EventEmitterAsyncResource', {
  enumerable: true,
  configurable: true,
  get: () => requireLate('node/events/async-resource')?.['EventEmitterAsyncResource'],
});
defineProperty(EventEmitter, 'defaultMaxListeners', defaultMaxListeners);
defineProperty(EventEmitter, 'kMaxEventTargetListeners', { value: TARGET_MAX });

export default EventEmitter;
