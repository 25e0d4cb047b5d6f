/**
 * How full the machine is, as a thread that only computes feels it: the yardstick for attacks that
 * end late. A server that is late on an idle machine is at fault; on a full one every thread is late.
 */

export interface MachineWatch extends Disposable {
  /** Time that the watching thread wanted a core and had none, since the watch began, milliseconds. */
  stalledMs(): number;
}

const WORD_BYTES = 4;

export function watchMachine(): MachineWatch {
  const stalled = new Int32Array(new SharedArrayBuffer(WORD_BYTES));
  const thread = new Worker(new URL('./machine-watch-thread.ts', import.meta.url).href);
  thread.postMessage(stalled.buffer);
  return {
    stalledMs: () => Atomics.load(stalled, 0) / 1000,
    [Symbol.dispose]: () => thread.terminate(),
  };
}
