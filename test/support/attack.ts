/** A real server under attack: every attack must end in time, in a known way, and leave the server as it was. */
import { afterAll, beforeAll, expect, setDefaultTimeout } from 'bun:test';
import { FAILURES, type FailureCode } from '../../src/base/failure.ts';
import type { Answer } from './answer.ts';
import { eventually } from './eventually.ts';
import { type MachineWatch, watchMachine } from './machine-watch.ts';
import { startServer, type TestEnv, type TestServer } from './start-server.ts';

/** How late after its deadline a run may be answered on a machine with a core to spare, milliseconds. */
const LATE_MS = 250;
/** An attack that is not answered within this is one that succeeded, milliseconds. */
const GIVE_UP_MS = 20_000;
const TIMEOUT_MS = 250;
/** Attacks under way at once. */
const LANES = 8;
/** A thread that was kept from its core says so this long after it has one again, milliseconds. */
const WATCH_MS = 100;
/** Where a server's memory must be back at when all is over, as a share of what it took at first, and by when. */
const NEAR = 1.5;
const BACK_WITHIN_MS = 30_000;

export type Ending = 'ok' | FailureCode;

export interface Attack {
  readonly code: string;
  readonly input?: unknown;
  readonly timeoutMs?: number;
  readonly language?: string;
}

export interface Attacked {
  readonly code: string;
  readonly ending: Ending;
  readonly answer: Answer;
}

export interface SurviveOptions {
  readonly timeoutMs?: number;
  /** How the attacks may end; by default in any way that is not the server's fault. */
  readonly endings?: readonly Ending[];
}

/** What attacks need of the outside: whom they attack, and a yardstick for being late. */
interface Field {
  readonly server: TestServer;
  readonly machine: MachineWatch;
}

export interface Target {
  readonly server: TestServer;
  /** Runs attacks, some at a time, and proves that none did harm. */
  survives(attacks: readonly (string | Attack)[], options?: SurviveOptions): Promise<Attacked[]>;
  /** The result of a snippet that must succeed. */
  resultOf(code: string, input?: unknown): Promise<unknown>;
  rssBytes(): Promise<number>;
}

/** Failures that an attack may end with: its own fault, or policy's no. */
const HARMLESS: readonly Ending[] = [
  'ok',
  ...(Object.keys(FAILURES) as FailureCode[]).filter(
    (code) => FAILURES[code].blame === 'guest' || FAILURES[code].blame === 'policy',
  ),
];

/** What no answer may tell about the server. */
const SECRETS = /node_modules|file:\/\/|\.ts\b|wasm|flow-codeblock:|\[unsupported type\]/;

/**
 * One server for all the attacks of a file; `env` changes the settings that let most through.
 * @param keptBytes what it may keep of the attacks, for its caches have a use for it
 */
export function shareTarget(env: TestEnv = {}, keptBytes = 0): () => Target {
  setDefaultTimeout(120_000);
  let target: (Target & { end(): Promise<void> }) | undefined;
  beforeAll(async () => {
    target = await startTarget(env, keptBytes);
  });
  afterAll(async () => {
    await target?.end();
  });
  return () => {
    if (!target) throw new Error('Cannot attack: the server has not started');
    return target;
  };
}

async function startTarget(
  env: TestEnv,
  keptBytes: number,
): Promise<Target & { end(): Promise<void> }> {
  const server = await startServer({
    how: 'source',
    // The early no is off, so that attacks reach the wall; and no more threads than cores, so that a late
    // answer is the server's fault.
    env: { STATIC_CHECK: 'off', DISABLED_GLOBALS: 'none', WORKERS: '2', MAX_WORKERS: '2', ...env },
  });
  const machine = watchMachine();
  const rssBytes = () => readRss(server);
  // Every sandbox that it keeps has been made.
  for (let round = 0; round < 5; round++) await expectHonest(server);
  const before = await rssBytes();
  const target: Target = {
    server,
    rssBytes,
    async survives(attacks, options = {}) {
      const ended = await runAll({ server, machine }, attacks, options);
      await expectHonest(server);
      return ended;
    },
    async resultOf(code, input) {
      const { body, text } = await server.execute({ code, input });
      if (!body.success) throw new Error(`Cannot take the result: ${text.slice(0, 500)}`);
      return body.result;
    },
  };
  return {
    ...target,
    async end() {
      await expectHonest(server);
      expect(server.log.named('a run met a bug')).toEqual([]);
      expect(server.log.named('worker_lost')).toEqual([]);
      const most = before * NEAR + keptBytes;
      await eventually(rssBytes, (bytes) => bytes < most, BACK_WITHIN_MS);
      machine[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function runAll(
  field: Field,
  attacks: readonly (string | Attack)[],
  options: SurviveOptions,
): Promise<Attacked[]> {
  const ended: Attacked[] = [];
  const problems: string[] = [];
  const waiting = [...attacks.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [i, given] = next;
      const attack = typeof given === 'string' ? { code: given } : given;
      try {
        ended[i] = await run(field, attack, options);
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : thrown;
        problems.push(`${attack.code.slice(0, 300)}\n  ${reason}`);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  expect(problems).toEqual([]);
  return ended;
}

async function run(
  { server, machine }: Field,
  attack: Attack,
  options: SurviveOptions,
): Promise<Attacked> {
  const { code, input = { a: 1 }, timeoutMs = options.timeoutMs ?? TIMEOUT_MS, language } = attack;
  const stalledBeforeMs = machine.stalledMs();
  const signal = AbortSignal.timeout(GIVE_UP_MS);
  const answer = await server.execute({ code, input, timeoutMs, language }, { signal });
  const { executionTime } = answer.body.timing;
  const mostMs = () => timeoutMs + LATE_MS + machine.stalledMs() - stalledBeforeMs;
  // Who watches the machine was kept waiting as well, and may not have told of it yet.
  if (executionTime > mostMs()) await Bun.sleep(WATCH_MS);
  if (executionTime > mostMs()) {
    throw new Error(
      `It took ${executionTime} ms, at most ${mostMs()} were to be: ${shown(answer)}`,
    );
  }
  return judge(code, answer, options.endings ?? HARMLESS);
}

const shown = ({ text }: Answer) => text.slice(0, 400);

/** @throws when the answer is of an unexpected kind, or tells too much */
function judge(code: string, answer: Answer, endings: readonly Ending[]): Attacked {
  const { body } = answer;
  const ending: Ending = body.success ? 'ok' : (body.error.code as FailureCode);
  if (!endings.includes(ending)) throw new Error(`It ended with ${ending}: ${shown(answer)}`);
  if (!body.success && SECRETS.test(JSON.stringify(body.error))) {
    throw new Error(`It tells too much: ${shown(answer)}`);
  }
  return { code, ending, answer };
}

async function expectHonest(server: TestServer): Promise<void> {
  const all = Array.from({ length: 6 }, (_, a) =>
    server.execute({ code: 'return input.a + 1', input: { a } }),
  );
  for (const [a, { body, text }] of (await Promise.all(all)).entries()) {
    if (!body.success || body.result !== a + 1) {
      throw new Error(`Cannot accept the answer to an honest request: ${text.slice(0, 300)}`);
    }
  }
}

async function readRss(server: TestServer): Promise<number> {
  const stats = await (await server.request('/stats')).json();
  return (stats as { memory: { rssBytes: number } }).memory.rssBytes;
}
