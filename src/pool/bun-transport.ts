import type { WireFromWorker } from '../wire/codec.ts';
import type { Spawn } from './transport.ts';

/**
 * Bun's Worker behind the port.
 * @param start makes the worker; only the entry file may name the worker's file
 */
export function bunSpawn(start: () => Worker): Spawn {
  return ({ onMessage, onExit }) => {
    const worker = start();
    let isTerminated = false;
    const exit = (reason: string) => {
      if (!isTerminated) onExit(reason);
    };
    worker.onmessage = ({ data }: MessageEvent<WireFromWorker>) => {
      if (!isTerminated) onMessage(data);
    };
    worker.onerror = (event) => {
      // An uncaught error otherwise ends the whole process (Bun 1.4.5).
      event.preventDefault();
      exit(reasonOf(event));
    };
    worker.addEventListener('close', () => exit('the thread ended'));
    return {
      send: (message) => worker.postMessage(message),
      terminate() {
        isTerminated = true;
        worker.terminate();
      },
    };
  };
}

/** Longest reason that is kept, UTF-16 units: Bun's message may quote a whole minified line. */
const MAX_REASON = 500;

function reasonOf({ error, message }: ErrorEvent): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : message;
  return text.length <= MAX_REASON ? text : `…${text.slice(-MAX_REASON)}`;
}
