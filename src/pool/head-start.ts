import type { Spawn, TransportHandlers } from './transport.ts';

/**
 * Starts a worker at once, for whoever spawns first: its thread comes up while the server still makes what
 * it is told. What it tells meanwhile is kept.
 */
export function withHeadStart(spawn: Spawn): Spawn {
  let early: ((handlers: TransportHandlers) => void)[] = [];
  let handlers: TransportHandlers | undefined;
  const tell = (what: (handlers: TransportHandlers) => void): void => {
    if (handlers) what(handlers);
    else early.push(what);
  };
  const first = spawn({
    onMessage: (message) => tell((to) => to.onMessage(message)),
    onExit: (reason) => tell((to) => to.onExit(reason)),
  });
  return (given) => {
    if (handlers) return spawn(given);
    handlers = given;
    // Not at once: who spawns does not have the worker yet.
    queueMicrotask(() => {
      for (const what of early) what(given);
      early = [];
    });
    return first;
  };
}
