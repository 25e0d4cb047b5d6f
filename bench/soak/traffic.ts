/** Sends a soak's traffic at a bounded rate, and checks every answer. */

import { type Kind, requestAt, type SoakRequest } from './mix.ts';
import type { TrafficNews } from './sampler.ts';

export interface Counts {
  sent: number;
  right: number;
  wrong: number;
}

/** Wrong answers whose text is kept. */
const KEEP_WRONG = 50;
/** An answer that takes longer is a wrong one, milliseconds. */
const ANSWER_WITHIN_MS = 30_000;
/** Requests under way at once: beyond, a slow server is not asked for more. */
export const MOST_OPEN = 200;
const PACE_MS = 10;
/** The server is behind where fewer than this share of what was due could be sent. */
const ENOUGH = 0.9;

export class Traffic {
  readonly counts = new Map<Kind, Counts>();
  /** The first wrong answers, each in one line. */
  readonly wrong: string[] = [];
  readonly #url: URL;
  readonly #perSecond: number;
  readonly #open = new Set<Promise<void>>();
  #honestMs: number[] = [];
  #answered = 0;
  #sent = 0;
  #held = 0;

  constructor(url: URL, perSecond: number) {
    this.#url = new URL('/execute', url);
    this.#perSecond = perSecond;
  }

  /** Sends until `signal` aborts; settles when all that was sent has ended. */
  async run(signal: AbortSignal): Promise<void> {
    const beganMs = performance.now();
    while (!signal.aborted) {
      const due = Math.floor(((performance.now() - beganMs) * this.#perSecond) / 1000);
      while (this.#sent + this.#held < due) this.#next();
      await Bun.sleep(PACE_MS);
    }
    await Promise.all(this.#open);
  }

  /** What came since it was last asked. */
  takeNews(): TrafficNews {
    const news = { honestMs: this.#honestMs, answered: this.#answered };
    this.#honestMs = [];
    this.#answered = 0;
    return news;
  }

  /** Requests that were due and not sent, for the server was behind. */
  get held(): number {
    return this.#held;
  }

  get sent(): number {
    return this.#sent;
  }

  get isBehind(): boolean {
    return this.#sent < ENOUGH * (this.#sent + this.#held);
  }

  #next(): void {
    if (this.#open.size >= MOST_OPEN) {
      this.#held++;
      return;
    }
    const request = requestAt(this.#sent++);
    const sending = this.#send(request).finally(() => this.#open.delete(sending));
    this.#open.add(sending);
  }

  async #send(request: SoakRequest): Promise<void> {
    const counts = this.#countsOf(request.kind);
    counts.sent++;
    const beganMs = performance.now();
    const problem = await this.#ask(request);
    this.#answered++;
    if (problem === undefined) {
      counts.right++;
      if (request.kind === 'honest') this.#honestMs.push(performance.now() - beganMs);
      return;
    }
    counts.wrong++;
    if (this.wrong.length < KEEP_WRONG) this.wrong.push(`${request.name}: ${problem}`);
  }

  /** @returns what is wrong with the answer, if anything is */
  async #ask({ body, hangUpAfterMs, judge }: SoakRequest): Promise<string | undefined> {
    const signal = AbortSignal.timeout(hangUpAfterMs ?? ANSWER_WITHIN_MS);
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal,
      });
      return judge(answer.status, await answer.text());
    } catch (thrown) {
      // Who hangs up wants no answer, and must get none.
      if (hangUpAfterMs !== undefined && signal.aborted) return undefined;
      return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    }
  }

  #countsOf(kind: Kind): Counts {
    const known = this.counts.get(kind);
    if (known) return known;
    const fresh = { sent: 0, right: 0, wrong: 0 };
    this.counts.set(kind, fresh);
    return fresh;
  }
}
