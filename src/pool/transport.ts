import type { WireFromWorker, WireToWorker } from '../wire/codec.ts';

/** Carries messages to and from one worker, and nothing else; a runner decides what they mean. */
export interface Transport {
  send(message: WireToWorker): void;
  /** Ends the worker, whatever it does; `onExit` is not called for it. */
  terminate(): void;
}

export interface TransportHandlers {
  onMessage(message: WireFromWorker): void;
  /** The worker ended, or threw outside of any handler, without being asked to. */
  onExit(reason: string): void;
}

/** Starts a worker. */
export type Spawn = (handlers: TransportHandlers) => Transport;
