import { expect } from 'bun:test';
import type { FailureCode } from '../../src/base/failure.ts';
import { type Answer, errorOf, resultOf } from './answer.ts';
import { shareServer } from './shared-server.ts';
import type { TestEnv } from './start-server.ts';

/** How long after its deadline a run may end, milliseconds. */
const GRACE_MS = 250;
const TIMEOUT_MS = 300;

/** What an attack must never be answered with: our own faults, and refusals that hide what happened. */
const NEVER: ReadonlySet<string> = new Set<FailureCode>(['internal', 'worker_lost', 'overloaded']);

export interface AttackOptions {
  readonly timeoutMs?: number;
  readonly input?: unknown;
}

/** A server of its own for the attacks of one file, started before them and stopped after. */
export function besiege(env: TestEnv = {}) {
  const server = shareServer({ how: 'source', env: { STATIC_CHECK: 'off', ...env } });

  const send = async (code: string, timeoutMs: number, input: unknown) => {
    const answer = await server().execute({ code, input, timeoutMs });
    const { body } = answer;
    if (!body.success && NEVER.has(body.error.code)) {
      throw new Error(`The attack got through: ${answer.text.slice(0, 300)} for ${code}`);
    }
    return { answer, isLate: body.timing.executionTime > timeoutMs + GRACE_MS };
  };

  /**
   * Sends a hostile snippet: it is answered from the table of failures, in time. A full machine may keep
   * any thread from its core for long, so one that is late gets a second chance: an attack that works is
   * late again.
   */
  const attack = async (code: string, options: AttackOptions = {}): Promise<Answer> => {
    const { timeoutMs = TIMEOUT_MS, input = {} } = options;
    const first = await send(code, timeoutMs, input);
    if (!first.isLate) return first.answer;
    const second = await send(code, timeoutMs, input);
    if (second.isLate) throw new Error(`Late: ${second.answer.text.slice(0, 300)} for ${code}`);
    return second.answer;
  };

  /** The next caller is served as if nothing had happened. */
  const expectUnharmed = async (): Promise<void> => {
    const honest = { code: 'return [input.a + 1, typeof leaked]', input: { a: 1 } };
    const answers = await Promise.all([1, 2, 3, 4].map(() => server().execute(honest)));
    for (const answer of answers) expect(resultOf(answer)).toEqual([2, 'undefined']);
  };

  return {
    server,
    attack,
    expectUnharmed,
    /**
     * Sends every attack at once, and holds its ending against what was foreseen: the code of a failure, or
     * `ok`; several with a `|` between them where it depends on what runs out first.
     */
    async expectEndings(attacks: Readonly<Record<string, string>>): Promise<void> {
      await Promise.all(
        Object.entries(attacks).map(async ([code, foreseen]) => {
          const answer = await attack(code);
          const ending = answer.body.success ? 'ok' : errorOf(answer).code;
          expect({ code, ending }).toEqual({
            code,
            ending: foreseen.split('|').includes(ending) ? ending : foreseen,
          });
        }),
      );
      await expectUnharmed();
    },
  };
}

/** Runs `work` for every item, at most `width` at a time. */
export async function inTurns<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
