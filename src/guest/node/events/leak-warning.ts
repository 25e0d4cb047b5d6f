/** Tells a snippet, by its log, that it may be adding listeners without end. */
import { makeWarning, warn } from '../warnings.ts';
import { maxOf } from './max-listeners.ts';
import type { Emitter, EventName, Listeners } from './shape.ts';

export function warnOfLeak(emitter: Emitter, name: EventName, listeners: Listeners): void {
  const max = maxOf(emitter);
  if (!(max > 0 && listeners.length > max) || listeners.warned) return;
  listeners.warned = true;
  const advice = `MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`;
  const found = `Possible EventEmitter memory leak detected. ${listeners.length} ${String(name)} listeners added to [${classOf(emitter)}]`;
  const fields = { emitter, type: name, count: listeners.length };
  warn(makeWarning(`${found}. ${advice}`, 'MaxListenersExceededWarning', fields));
  // biome-ignore lint/suspicious/noConsole: it is the snippet's own log
  console.warn(`MaxListenersExceededWarning: ${found}. ${advice}`);
}

function classOf(emitter: object): string {
  const { constructor: maker } = emitter;
  return typeof maker === 'function' ? String(maker.name) : 'Object';
}
