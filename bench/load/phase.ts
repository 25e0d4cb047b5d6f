/** One phase of a load test: N connections, each with one request under way at most. */
import { type Address, type Connection, type Outcome, openConnections } from './client.ts';
import type { ErrorKind, Work } from './work.ts';

export interface PhasePlan {
  readonly address: Address;
  readonly work: Work;
  readonly connections: number;
  /** Requests to send; fewer when the time is over before. */
  readonly requests: number;
  /** No request is sent after this long, milliseconds; those that it keeps from being sent are no errors. */
  readonly durationMs?: number | undefined;
  /** The whole phase takes no longer than this, milliseconds; what is not answered then is an error. */
  readonly timeLimitMs: number;
  /** Open loop: requests a second, on a schedule that does not wait for answers. */
  readonly targetRps?: number | undefined;
  onProgress?(answered: number): void;
}

export interface PhaseResult {
  /** Latencies of the right answers, milliseconds, in order of arrival. */
  readonly samplesMs: readonly number[];
  /** Which request each of them was. */
  readonly indexes: readonly number[];
  /** Requests that were to be answered. */
  readonly wanted: number;
  readonly errors: ReadonlyMap<ErrorKind, number>;
  /** From the first request to the last answer, or to the time limit. */
  readonly elapsedMs: number;
}

export const UNANSWERED = 'unanswered';

/** When requests are sent, and from when their latency counts. */
interface Schedule {
  /** How many may have been sent by now. */
  dueBy(elapsedMs: number): number;
  /** When the `i`-th was to be sent, milliseconds from the start. */
  intendedMs(i: number, elapsedMs: number): number;
}

const CLOSED_LOOP: Schedule = {
  dueBy: () => Number.POSITIVE_INFINITY,
  intendedMs: (_, elapsedMs) => elapsedMs,
};

function openLoop(targetRps: number): Schedule {
  const intendedMs = (i: number) => (i * 1000) / targetRps;
  return { dueBy: (elapsedMs) => Math.floor((elapsedMs * targetRps) / 1000) + 1, intendedMs };
}

export async function runPhase(plan: PhasePlan): Promise<PhaseResult> {
  const connections = await openConnections(plan.address, plan.connections);
  const phase = new Phase(plan);
  try {
    return await phase.run(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

class Phase {
  readonly #plan: PhasePlan;
  readonly #schedule: Schedule;
  readonly #samplesMs: number[] = [];
  readonly #indexes: number[] = [];
  readonly #errors = new Map<ErrorKind, number>();
  /** Connections that wait for their next request to be due. */
  readonly #free: Connection[] = [];
  readonly #ended = Promise.withResolvers<void>();
  #startMs = 0;
  #sent = 0;
  #answered = 0;
  #isOver = false;

  constructor(plan: PhasePlan) {
    this.#plan = plan;
    this.#schedule = plan.targetRps === undefined ? CLOSED_LOOP : openLoop(plan.targetRps);
  }

  async run(connections: readonly Connection[]): Promise<PhaseResult> {
    const { timeLimitMs, targetRps } = this.#plan;
    this.#startMs = performance.now();
    for (const connection of connections) this.#turn(connection);
    const limit = setTimeout(() => this.#end(), timeLimitMs);
    const pace = targetRps === undefined ? undefined : setInterval(() => this.#sendDue(), 1);
    await this.#ended.promise;
    clearTimeout(limit);
    clearInterval(pace);
    const wanted = this.#wanted;
    if (this.#answered < wanted) this.#errors.set(UNANSWERED, wanted - this.#answered);
    return {
      samplesMs: this.#samplesMs,
      indexes: this.#indexes,
      wanted,
      errors: this.#errors,
      elapsedMs: this.#elapsedMs,
    };
  }

  get #elapsedMs(): number {
    return performance.now() - this.#startMs;
  }

  get #isDurationOver(): boolean {
    return this.#elapsedMs >= (this.#plan.durationMs ?? Number.POSITIVE_INFINITY);
  }

  get #wanted(): number {
    return this.#plan.durationMs === undefined ? this.#plan.requests : this.#sent;
  }

  #turn(connection: Connection): void {
    if (this.#isOver || this.#sent >= this.#plan.requests) return;
    const elapsedMs = this.#elapsedMs;
    if (elapsedMs >= (this.#plan.durationMs ?? Number.POSITIVE_INFINITY)) return;
    const i = this.#sent;
    if (i >= this.#schedule.dueBy(elapsedMs)) {
      this.#free.push(connection);
      return;
    }
    this.#sent++;
    const sinceMs = this.#startMs + this.#schedule.intendedMs(i, elapsedMs);
    connection.send(this.#plan.work.bytesOf(i), (outcome) => {
      if (this.#isOver) return;
      this.#take(i, performance.now() - sinceMs, outcome);
      this.#turn(connection);
      this.#endIfDone();
    });
  }

  #sendDue(): void {
    const due = this.#schedule.dueBy(this.#elapsedMs);
    while (this.#sent < Math.min(due, this.#plan.requests) && !this.#isDurationOver) {
      const connection = this.#free.pop();
      if (!connection) return;
      this.#turn(connection);
    }
    this.#endIfDone();
  }

  #take(i: number, latencyMs: number, outcome: Outcome): void {
    const error = outcome.ok
      ? this.#plan.work.judge(i, outcome.status, outcome.body)
      : outcome.error;
    this.#answered++;
    if (error === undefined) {
      this.#samplesMs.push(latencyMs);
      this.#indexes.push(i);
    } else this.#errors.set(error, (this.#errors.get(error) ?? 0) + 1);
    this.#plan.onProgress?.(this.#answered);
  }

  #endIfDone(): void {
    if (this.#answered < this.#sent) return;
    if (this.#sent >= this.#plan.requests || this.#isDurationOver) this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#ended.resolve();
  }
}
