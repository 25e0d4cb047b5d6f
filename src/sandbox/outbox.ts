import type { Answer } from '../wire/ops.ts';

/** Answers that leave together at most: fewer cost more messages, more keep the server waiting for them. */
const MOST_TOGETHER = 8;

/**
 * Answers on their way out: several leave in one message when they are ready together, and none waits
 * for a run that takes long, for the meter's tick flushes too.
 */
export class Outbox {
  readonly #send: (answers: readonly Answer[]) => void;
  #answers: Answer[] = [];

  constructor(send: (answers: readonly Answer[]) => void) {
    this.#send = send;
  }

  push(answer: Answer): void {
    this.#answers.push(answer);
    if (this.#answers.length >= MOST_TOGETHER) this.flush();
  }

  flush(): void {
    if (this.#answers.length === 0) return;
    const answers = this.#answers;
    this.#answers = [];
    try {
      this.#send(answers);
    } catch (thrown) {
      // The stack may have been too short to send them: they leave with the next.
      this.#answers = [...answers, ...this.#answers];
      throw thrown;
    }
  }
}
