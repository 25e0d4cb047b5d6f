/**
 * One worker's life: `starting → ready → gone`. Offers it jobs, takes back those it has not started,
 * and when it is gone says for every job that it held whether it had been started.
 */
import type { Clock } from '../base/clock.ts';
import { cancel, offer, tryWithdraw } from '../wire/claim-word.ts';
import { packJobs, unpackAnswers, type WireFromWorker } from '../wire/codec.ts';
import type { Answer, Job, WorkerSetup } from '../wire/ops.ts';
import { createWorkerShared, readCounter, type WorkerShared } from '../wire/shared.ts';
import type { Ticket } from './ticket.ts';
import type { Spawn, Transport } from './transport.ts';

/**
 * A worker is stuck in a run that has had its thread for this many ticks of the meter, some 4 ms. Counted
 * in what the run has used, not in time: on a full machine an idle worker may wait that long for a core.
 */
const STALLED_AFTER_TICKS = 8;
/** And one that has begun and answered nothing for this long is stuck whatever it does, milliseconds. */
const STALLED_AFTER_MS = 100;

/** Longest silence that one look at a worker can find, milliseconds: it is looked at every few. */
const MOST_LISTENED_MS = 250;

/** How often a worker that is to end is looked at while it has transfers open, and for how long, milliseconds. */
const LOOK_AT_TRANSFERS_MS = 5;
const CLOSE_WITHIN_MS = 10_000;

export interface RunnerOptions {
  readonly id: number;
  readonly spawn: Spawn;
  readonly clock: Clock;
  /** Most jobs it can hold. */
  readonly slots: number;
  /** All of a worker's setup but its own shared words. */
  readonly setup: Omit<WorkerSetup, 'op' | 'workerShared'>;
  onReady(runner: Runner): void;
  onAnswer(ticket: Ticket, answer: Answer): void;
  /** All answers of one message have been handed out. */
  onProgress(runner: Runner): void;
  onFault(ticket: Ticket | undefined, message: string): void;
  onGone(runner: Runner, reason: string): void;
  /** A worker that is gone has left so many transfers behind. */
  onStranded(transfers: number): void;
}

/** What a run is taken to cost before anything is known of a worker's, microseconds. */
const UNKNOWN_RUN_MICROS = 200;
/** Share of the newest run in what runs are taken to cost. */
const NEWEST_SHARE = 1 / 16;

interface Held {
  readonly ticket: Ticket;
  readonly slot: number;
}

export type RunnerState = 'starting' | 'ready' | 'gone';

export class Runner {
  readonly id: number;
  readonly shared: WorkerShared;
  readonly #options: RunnerOptions;
  readonly #transport: Transport;
  readonly #held = new Map<number, Held>();
  readonly #freeSlots: number[] = [];
  #state: RunnerState = 'starting';
  /** When it last answered or was seen to have begun a run, or was given work while it had none. */
  #progressMs: number;
  /** Runs it had begun when that was last looked at. */
  #begun = 0;
  #runMicros = UNKNOWN_RUN_MICROS;
  /** Its heartbeat as last seen, when that was looked at, and for how long it has been the same. */
  #beat = 0;
  #heardMs: number;
  #silentMs = 0;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.id = options.id;
    this.shared = createWorkerShared(options.slots);
    for (let slot = options.slots - 1; slot >= 0; slot--) this.#freeSlots.push(slot);
    this.#progressMs = this.#heardMs = options.clock.nowMs();
    this.#transport = options.spawn({
      onMessage: (message) => this.#receive(message),
      onExit: (reason) => this.#leave(reason),
    });
    this.#transport.send({
      op: 'setup',
      ...options.setup,
      workerShared: this.shared.buffer,
    });
  }

  get state(): RunnerState {
    return this.#state;
  }

  /** Jobs it holds, parked runs included. */
  get held(): number {
    return this.#held.size;
  }

  /** Runs that wait for something. */
  get parked(): number {
    return readCounter(this.shared, 'parked');
  }

  /** Jobs that want its thread: held, and not parked. */
  get load(): number {
    return Math.max(0, this.#held.size - this.parked);
  }

  /** What its last runs took of its thread, a run, microseconds. */
  get runMicros(): number {
    return this.#runMicros;
  }

  /** Sandboxes it has; those of runs that wait can be had as well. */
  get sandboxes(): number {
    return readCounter(this.shared, 'sandboxes');
  }

  holds(ticket: Ticket): boolean {
    return this.#held.has(ticket.sequence);
  }

  /** Since when it has had nothing to do, or undefined while it has. */
  get idleSinceMs(): number | undefined {
    return this.#held.size === 0 ? this.#progressMs : undefined;
  }

  /** Whether a run has had its thread for long: more threads would help those that wait. */
  get isInLongRun(): boolean {
    return this.load > 0 && readCounter(this.shared, 'stepTicks') >= STALLED_AFTER_TICKS;
  }

  /** Whether what it was given should better be done by another. */
  get isStalled(): boolean {
    if (this.isInLongRun) return true;
    if (this.load === 0) return false;
    const nowMs = this.#options.clock.nowMs();
    const begun = readCounter(this.shared, 'begun');
    // Runs that wait are answered late, and yet their worker gets on.
    if (begun !== this.#begun) this.#progressMs = nowMs;
    this.#begun = begun;
    return nowMs - this.#progressMs > STALLED_AFTER_MS;
  }

  /** How long its thread has given no sign of life while it starts or has something to do, milliseconds. */
  silentForMs(): number {
    const nowMs = this.#options.clock.nowMs();
    const beat = readCounter(this.shared, 'heartbeat');
    const isHeard = beat !== this.#beat || (this.load === 0 && this.#state === 'ready');
    // When we ourselves were away for long, the worker may have been too: the machine slept, or was full.
    const listenedMs = Math.min(nowMs - this.#heardMs, MOST_LISTENED_MS);
    this.#silentMs = isHeard ? 0 : this.#silentMs + listenedMs;
    this.#beat = beat;
    this.#heardMs = nowMs;
    return this.#silentMs;
  }

  /** Sends it jobs, in one message; it must have free slots for them. */
  offer(tickets: readonly Ticket[]): void {
    if (this.load === 0) {
      this.#progressMs = this.#heardMs = this.#options.clock.nowMs();
      this.#silentMs = 0;
    }
    const jobs: Job[] = [];
    for (const ticket of tickets) {
      const slot = this.#freeSlots.pop();
      if (slot === undefined) throw new Error('Cannot offer a job: the worker holds its most');
      this.#held.set(ticket.sequence, { ticket, slot });
      offer(this.shared.claims, slot, ticket.sequence);
      const { sequence, encodedCode, requestText, timeoutMs } = ticket;
      jobs.push({ sequence, slot, encodedCode, requestText, timeoutMs });
    }
    this.#transport.send(packJobs(jobs));
  }

  get freeSlots(): number {
    return this.#freeSlots.length;
  }

  /** Takes back every job that it has not started, oldest first. */
  withdrawAll(): Ticket[] {
    const back: Ticket[] = [];
    for (const { ticket } of [...this.#held.values()]) {
      if (this.tryWithdraw(ticket)) back.push(ticket);
    }
    return back;
  }

  /** Takes one job back; false when it has started it. */
  tryWithdraw(ticket: Ticket): boolean {
    const held = this.#held.get(ticket.sequence);
    if (!held || !tryWithdraw(this.shared.claims, held.slot, ticket.sequence)) return false;
    this.#release(ticket.sequence, held);
    return true;
  }

  /** Asks it to stop a run it has started; the run still ends with an answer. */
  cancel(ticket: Ticket): void {
    const held = this.#held.get(ticket.sequence);
    if (!held) return;
    cancel(this.shared.claims, held.slot, ticket.sequence);
    this.#transport.send({ op: 'cancel' });
  }

  /**
   * Ends the worker; jobs it had started can be told apart by `withdrawAll` before. One with transfers
   * open is told to close them first, for to end a thread in the midst of one can end the process
   * (Bun 1.4.5); one that does not get round to it is left to itself.
   */
  terminate(): void {
    this.#state = 'gone';
    if (this.#hasTransfers) this.#transport.send({ op: 'stop' });
    this.#terminateWhenClosed(this.#options.clock.nowMs() + CLOSE_WITHIN_MS);
  }

  get #hasTransfers(): boolean {
    return readCounter(this.shared, 'transfers') > 0;
  }

  #terminateWhenClosed(untilMs: number): void {
    const { clock, onStranded } = this.#options;
    if (!this.#hasTransfers) this.#transport.terminate();
    else if (clock.nowMs() > untilMs) onStranded(readCounter(this.shared, 'transfers'));
    else clock.after(LOOK_AT_TRANSFERS_MS, () => this.#terminateWhenClosed(untilMs));
  }

  /** The jobs it still holds. */
  tickets(): Ticket[] {
    return [...this.#held.values()].map(({ ticket }) => ticket);
  }

  #receive(message: WireFromWorker): void {
    if (this.#state === 'gone') return;
    if (!('op' in message)) {
      this.#takeAnswers(unpackAnswers(message));
      return;
    }
    switch (message.op) {
      case 'ready':
        this.#state = 'ready';
        this.#options.onReady(this);
        return;
      case 'fault':
        this.#options.onFault(this.#held.get(message.sequence)?.ticket, message.message);
        return;
      case 'broken':
        this.#leave(message.message);
    }
  }

  #takeAnswers(answers: readonly Answer[]): void {
    this.#progressMs = this.#options.clock.nowMs();
    for (const answer of answers) {
      const held = this.#held.get(answer.sequence);
      if (!held) continue;
      this.#release(answer.sequence, held);
      this.#runMicros += (answer.usage.cpuMicros - this.#runMicros) * NEWEST_SHARE;
      this.#options.onAnswer(held.ticket, answer);
    }
    this.#options.onProgress(this);
  }

  #release(sequence: number, held: Held): void {
    this.#held.delete(sequence);
    this.#freeSlots.push(held.slot);
  }

  #leave(reason: string): void {
    if (this.#state === 'gone') return;
    this.#options.onGone(this, reason);
  }
}
