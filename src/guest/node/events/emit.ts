/** `emit`, and what becomes of an error that nobody listens for and of a promise that a listener left behind. */
import { apply, ErrorPrototype, isPrototypeIn } from '../../prelude/primordials.ts';
import { queueMicrotask } from '../../web/microtask.ts';
import { defineError, type NodeError } from '../errors.ts';
import { inspectBriefly } from '../inspect-briefly.ts';
import { copyOf, joined } from './arrays.ts';
import {
  CAPTURES,
  type Emitter,
  ERROR_MONITOR,
  type EventName,
  type Listener,
  REJECTION,
} from './shape.ts';

const ERR_UNHANDLED_ERROR = defineError(
  'ERR_UNHANDLED_ERROR',
  Error,
  function (this: NodeError & { context?: unknown }, thrown: unknown) {
    this.context = thrown;
    return `Unhandled error. (${described(thrown)})`;
  },
);

/** A hostile value has its word to say when it is shown; the error is told all the same. */
function described(thrown: unknown): string {
  try {
    return inspectBriefly(thrown);
  } catch {
    return asText(thrown);
  }
}

function asText(thrown: unknown): string {
  try {
    return `${thrown as string}`;
  } catch {
    return `a value of type ${typeof thrown} that cannot be shown`;
  }
}

function refuse(thrown: unknown): never {
  const isError =
    typeof thrown === 'object' && thrown !== null && isPrototypeIn(ErrorPrototype, thrown);
  throw isError ? thrown : new ERR_UNHANDLED_ERROR(thrown);
}

export function emit(this: Emitter, name: EventName, ...args: unknown[]): boolean {
  const table = this._events;
  if (name === 'error') {
    if (table?.[ERROR_MONITOR] !== undefined) apply(this.emit, this, joined([ERROR_MONITOR], args));
    if (table?.['error'] === undefined) refuse(args[0]);
  }
  const present = table?.[name];
  if (present === undefined) return false;
  if (typeof present === 'function') {
    call(this, present, name, args);
  } else {
    // Those that are there now: who comes or goes meanwhile changes nothing.
    const listeners = copyOf(present);
    for (let i = 0; i < listeners.length; i++) call(this, listeners[i] as Listener, name, args);
  }
  return true;
}

function call(emitter: Emitter, listener: Listener, name: EventName, args: unknown[]): void {
  const result: unknown = apply(listener, emitter, args);
  if (result === undefined || result === null || !emitter[CAPTURES]) return;
  try {
    // Once: it may be a getter that gives something else the second time.
    const { then } = result as { readonly then?: unknown };
    if (typeof then !== 'function') return;
    // Later, so that what is thrown then is not a rejection of the same promise.
    const onRejected = (reason: unknown) =>
      queueMicrotask(() => tellRejected(emitter, reason, name, args));
    apply(then as () => unknown, result, [undefined, onRejected]);
  } catch (thrown) {
    emitter.emit('error', thrown);
  }
}

function tellRejected(emitter: Emitter, reason: unknown, name: EventName, args: unknown[]): void {
  const handle = (emitter as { readonly [REJECTION]?: unknown })[REJECTION];
  if (typeof handle === 'function') {
    apply(handle as () => unknown, emitter, joined([reason, name], args));
    return;
  }
  // A listener for errors whose promise is rejected as well would be told of its own error for ever.
  const before = emitter[CAPTURES];
  emitter[CAPTURES] = false;
  try {
    emitter.emit('error', reason);
  } finally {
    emitter[CAPTURES] = before;
  }
}
