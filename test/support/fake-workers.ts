/**
 * Workers without threads: they hold the very claim words and messages that real ones do, and do one
 * thing at a time when a test tells them to.
 */
import type { Spawn } from '../../src/pool/transport.ts';
import { isCancelled, tryClaim } from '../../src/wire/claim-word.ts';
import { packAnswers, unpackJobs, type WireToWorker } from '../../src/wire/codec.ts';
import { type Answer, type Job, NO_USAGE, type RunResult } from '../../src/wire/ops.ts';
import {
  addToCounter,
  openWorkerShared,
  type WorkerShared,
  writeCounter,
} from '../../src/wire/shared.ts';

type Handlers = Parameters<Spawn>[0];

export class FakeWorker {
  readonly #handlers: Handlers;
  readonly #fleet: FakeFleet;
  #shared: WorkerShared | undefined;
  readonly #inbox: Job[] = [];
  #running: Job | undefined;
  readonly #answers: Answer[] = [];
  isTerminated = false;
  /** Whether it was told to close what goes over the network. */
  isToldToStop = false;
  isReady = false;

  constructor(fleet: FakeFleet, handlers: Handlers) {
    this.#fleet = fleet;
    this.#handlers = handlers;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Jobs that it was sent and has not looked at. */
  get waiting(): number {
    return this.#inbox.length;
  }

  receive(message: WireToWorker): void {
    if ('op' in message) {
      if (message.op === 'setup') this.#shared = openWorkerShared(message.workerShared);
      if (message.op === 'stop') this.isToldToStop = true;
    } else this.#inbox.push(...unpackJobs(message));
  }

  becomeReady(): void {
    if (this.isReady || this.isTerminated || !this.#shared) return;
    this.isReady = true;
    writeCounter(this.#shared, 'sandboxes', 1);
    this.#handlers.onMessage({ op: 'ready' });
  }

  /** Takes the next job that is still its own and starts it. A terminated thread may live on a little. */
  claimNext(): void {
    if (this.#running || !this.#shared || !this.isReady) return;
    for (let job = this.#inbox.shift(); job; job = this.#inbox.shift()) {
      if (!tryClaim(this.#shared.claims, job.slot, job.sequence)) continue;
      this.#running = job;
      addToCounter(this.#shared, 'begun', 1);
      this.#fleet.noteStart(job);
      return;
    }
  }

  /** Ends the running job, which took so long of the thread; its answer waits in the outbox. */
  finish(cpuMicros = 0): void {
    const job = this.#running;
    if (!job || !this.#shared) return;
    this.#running = undefined;
    const wasCancelled = isCancelled(this.#shared.claims, job.slot, job.sequence);
    const result: RunResult = wasCancelled
      ? { ok: false, failure: { code: 'cancelled', message: 'stopped' } }
      : { ok: true, json: JSON.stringify(job.encodedCode) };
    const usage = { ...NO_USAGE, cpuMicros };
    this.#answers.push({ sequence: job.sequence, result, usage, logsJson: '' });
    writeCounter(this.#shared, 'stepTicks', 0);
    addToCounter(this.#shared, 'heartbeat', 1);
  }

  /** Sends what is in the outbox, in one message. */
  flush(): void {
    if (this.#answers.length === 0) return;
    this.#handlers.onMessage(packAnswers(this.#answers.splice(0)));
  }

  /** Opens transfers, or closes some where there are fewer then. */
  haveTransfers(count: number): void {
    if (this.#shared) writeCounter(this.#shared, 'transfers', count);
  }

  /** The running job has had the thread for long. */
  tick(): void {
    if (!this.#running || !this.#shared) return;
    addToCounter(this.#shared, 'stepTicks', 8);
    addToCounter(this.#shared, 'heartbeat', 1);
  }

  /** The running job waits for something; the thread is free. It never ends. */
  park(): void {
    if (!this.#running || !this.#shared) return;
    this.#running = undefined;
    addToCounter(this.#shared, 'sandboxes', 1);
    addToCounter(this.#shared, 'parked', 1);
  }

  die(): void {
    if (this.isTerminated) return;
    this.#handlers.onExit('died');
  }
}

/** Every worker a pool spawned, and which jobs were started. */
export class FakeFleet {
  readonly workers: FakeWorker[] = [];
  /** How often each snippet was started, by its code. */
  readonly starts = new Map<string, number>();

  readonly spawn: Spawn = (handlers) => {
    const worker = new FakeWorker(this, handlers);
    this.workers.push(worker);
    return {
      send: (message) => worker.receive(message),
      terminate: () => {
        worker.isTerminated = true;
      },
    };
  };

  noteStart({ encodedCode }: Job): void {
    this.starts.set(encodedCode, (this.starts.get(encodedCode) ?? 0) + 1);
  }
}
