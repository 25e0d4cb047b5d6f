/** Honest callers that go on and on, whatever happens to the server, and compare every answer. */
import type { TestServer } from './start-server.ts';

export interface SteadyLoadOptions {
  /** Callers, each with one request under way. */
  readonly callers?: number;
  /** Failures that are no loss: the server said no before it took the work. */
  readonly refusals?: readonly string[];
}

/** Much of it, little of it, and some that takes a while: an answer depends on `input.i` alone. */
const SNIPPETS: readonly { code: string; expected: (i: number) => unknown }[] = [
  { code: 'return input.i + 1', expected: (i) => i + 1 },
  {
    code: 'return Array.from({ length: 50 }, (_, k) => k * input.i)',
    expected: (i) => Array.from({ length: 50 }, (_, k) => k * i),
  },
  {
    code: 'let s = 0; for (let k = 0; k < 60000; k++) s += k % 7; return [s, input.i]',
    expected: (i) => [179_994, i],
  },
  { code: 'return "€".repeat(3000) + input.i', expected: (i) => `${'€'.repeat(3000)}${i}` },
];

export class SteadyLoad implements AsyncDisposable {
  /** Answers that were not what they had to be, and requests without one; one line each. */
  readonly problems: string[] = [];
  readonly #server: TestServer;
  readonly #refusals: readonly string[];
  readonly #callers: Promise<void>[];
  #right = 0;
  #refused = 0;
  #turn = 0;
  #isOver = false;

  constructor(server: TestServer, { callers = 6, refusals = [] }: SteadyLoadOptions = {}) {
    this.#server = server;
    this.#refusals = refusals;
    this.#callers = Array.from({ length: callers }, () => this.#call());
  }

  get right(): number {
    return this.#right;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Sends no more; settles when all that was sent is answered. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#callers);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #call(): Promise<void> {
    while (!this.#isOver) {
      const i = this.#turn++;
      const problem = await this.#ask(i);
      if (problem === undefined) continue;
      this.problems.push(`request ${i}: ${problem}`);
      // A server that is gone would be asked in vain a thousand times.
      if (this.problems.length >= 20) return;
    }
  }

  async #ask(i: number): Promise<string | undefined> {
    const snippet = SNIPPETS[i % SNIPPETS.length];
    if (!snippet) return 'there is no snippet';
    try {
      const { body, text } = await this.#server.execute(
        { code: snippet.code, input: { i } },
        { signal: AbortSignal.timeout(20_000) },
      );
      if (body.success && Bun.deepEquals(body.result, snippet.expected(i))) this.#right++;
      else if (!body.success && this.#refusals.includes(body.error.code)) this.#refused++;
      else return text.slice(0, 200);
    } catch (thrown) {
      return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    }
    return undefined;
  }
}
