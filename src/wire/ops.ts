/**
 * The contract between the server thread and a worker. A message carries several jobs or several
 * answers, for one message costs more than one small run. What is shared without a message is in
 * `shared.ts`.
 */
import type { Failure } from '../base/failure.ts';
import type { GuestFiles } from './guest-files.ts';
import type { GuestSettings } from './host-calls.ts';
import type { NetworkSetup } from './network-setup.ts';

/** A queued request, as it crosses to a worker. */
export interface Job {
  /** Names the job; unique among all that are open, `1 … MAX_SEQUENCE`. */
  readonly sequence: number;
  /** Index of its claim word among the worker's. */
  readonly slot: number;
  /** The snippet as the caller sent it: one of the marks of `codeMark`, and its text. */
  readonly encodedCode: string;
  /** The caller's request, valid JSON, perhaps without the snippet: the guest takes `input` out of it. */
  readonly requestText: string;
  /** Length of the run's deadline, milliseconds. */
  readonly timeoutMs: number;
}

/** What a snippet is written in. */
export type Language = 'javascript' | 'typescript';

/** First character of a job's `encodedCode`: how its text is encoded, and what it is written in. */
const MARKS = {
  javascript: { base64: 'b', text: 't' },
  typescript: { base64: 'B', text: 'T' },
} as const;

export const codeMark = (language: Language, encoding: 'base64' | 'text'): string =>
  MARKS[language][encoding];

export const isBase64Code = (encodedCode: string): boolean => /^[bB]/.test(encodedCode);
export const isTypeScriptCode = (encodedCode: string): boolean => /^[BT]/.test(encodedCode);

/** What a run had of the network. */
export interface Traffic {
  /** Requests sent, those that redirects led to included. */
  readonly requests: number;
  /** Of the bodies it sent. */
  readonly bytesOut: number;
  /** Of the bodies it was sent, decompressed. */
  readonly bytesIn: number;
}

export const NO_TRAFFIC: Traffic = { requests: 0, bytesOut: 0, bytesIn: 0 };

/** What a run took. */
export interface Usage extends Traffic {
  /** From the run's start to its end, waiting for timers and the like included, microseconds. */
  readonly runMicros: number;
  /** Of that, computing on the worker's thread, microseconds. */
  readonly cpuMicros: number;
  /** Heap the run grew to, bytes. */
  readonly memoryBytes: number;
  /** Loop turns it paid for. */
  readonly fuel: number;
}

export const NO_USAGE: Usage = {
  runMicros: 0,
  cpuMicros: 0,
  memoryBytes: 0,
  fuel: 0,
  ...NO_TRAFFIC,
};

export type RunResult =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly failure: Failure };

export interface Answer {
  readonly sequence: number;
  readonly result: RunResult;
  readonly usage: Usage;
  /** Console output as JSON, `[{level, message}]`, or the empty text. */
  readonly logsJson: string;
}

/** Everything a worker needs, sent once, before anything else. */
export interface WorkerSetup {
  readonly op: 'setup';
  readonly module: WebAssembly.Module;
  /** The image file's bytes. */
  readonly image: Uint8Array;
  /** The guest's modules and the images with them. */
  readonly guestFiles: GuestFiles;
  /** Hash of the engine the image must belong to. */
  readonly engineHash: string;
  readonly guest: GuestSettings;
  readonly sandboxMemoryBytes: number;
  readonly maxCodeBytes: number;
  readonly isStaticCheckOn: boolean;
  readonly network: NetworkSetup;
  /** This worker's own shared words, and those of the whole pool. */
  readonly workerShared: SharedArrayBuffer;
  readonly poolShared: SharedArrayBuffer;
  readonly transfersShared: SharedArrayBuffer;
}

export type ToWorker =
  | WorkerSetup
  | { readonly op: 'run'; readonly jobs: readonly Job[] }
  /** Look at the cancel marks of parked runs. */
  | { readonly op: 'cancel' }
  /** This worker is to end: close what goes over the network. */
  | { readonly op: 'stop' };

export type FromWorker =
  | { readonly op: 'ready' }
  | { readonly op: 'answers'; readonly answers: readonly Answer[] }
  /** A job met a bug of ours; it is answered `internal` besides. */
  | { readonly op: 'fault'; readonly sequence: number; readonly message: string }
  /** The worker cannot go on. */
  | { readonly op: 'broken'; readonly message: string };
