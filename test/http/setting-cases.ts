/** For every setting, something that is different when it is set. */
import { expect } from 'bun:test';
import { availableParallelism } from 'node:os';
import type { SettingName } from '../../src/base/config.ts';
import { errorOf, resultOf } from '../support/answer.ts';
import { eventually } from '../support/eventually.ts';
import { startServer, type TestEnv, type TestServer } from '../support/start-server.ts';
import { readHealth, readStats } from '../support/stats.ts';
import type { Way } from '../support/ways.ts';
import { ENDLESS } from './failure-cases.ts';
import { NETWORK_SETTING_CASES } from './network-setting-cases.ts';

export interface SettingCase {
  /** What is set, beside what every server under test gets. */
  readonly env: TestEnv;
  /** Whether it shows only where there is a process, with a port and an output. */
  readonly needsProcess?: true;
  /** What can be seen of it. */
  observe(server: TestServer): Promise<unknown>;
  /** That, with the setting's default and with `env`. */
  readonly plain: unknown;
  readonly changed: unknown;
}

const codeOf = async (server: TestServer, body: unknown): Promise<string> => {
  const { body: answer } = await server.execute(body);
  return answer.success ? 'success' : answer.error.code;
};

const sized = (of: (length: number) => unknown, ...lengths: number[]) => {
  return async (server: TestServer) => {
    const codes: string[] = [];
    for (const length of lengths) codes.push(await codeOf(server, of(length)));
    return codes;
  };
};

/** A snippet of this many bytes. */
const snippetOf = (bytes: number) => ({ code: `return "${'x'.repeat(bytes - 9)}"` });

const CORES = availableParallelism();
const BOTH_SUCCEED = Array(2).fill('success');
const WAITING = 'await new Promise((r) => setTimeout(r, 400)); return 1';

/** The most that `count` shows while several runs wait at once. */
async function whileWaiting(
  server: TestServer,
  runs: number,
  isWanted: (stats: Awaited<ReturnType<typeof readStats>>) => boolean,
): Promise<string[]> {
  const answers = Promise.all(
    Array.from({ length: runs }, () => codeOf(server, { code: WAITING })),
  );
  await eventually(() => readStats(server), isWanted);
  return (await answers).sort();
}

export const SETTING_CASES: Readonly<Record<SettingName, SettingCase>> = {
  ...NETWORK_SETTING_CASES,
  PORT: {
    env: { PORT: '0' },
    needsProcess: true,
    observe: observePort,
    plain: true,
    changed: true,
  },
  HOST: {
    env: { HOST: '127.0.0.2' },
    needsProcess: true,
    observe: async ({ port, log }) => [
      (await log.waitFor('ready'))['host'],
      await isListening('127.0.0.1', port),
    ],
    plain: ['127.0.0.1', true],
    changed: ['127.0.0.2', false],
  },
  RUNTIME_POOL_SIZE: {
    env: { RUNTIME_POOL_SIZE: '1', DISABLED_GLOBALS: 'none' },
    async observe(server) {
      const { pool, runtime } = await readHealth(server);
      if (pool.maxSandboxes > 1) return [runtime.poolSize, 'many'];
      const codes = await whileWaiting(
        server,
        2,
        (stats) => stats.pool.parked === 2 && stats.pool.sandboxes === 1,
      );
      return [runtime.poolSize, ...codes];
    },
    plain: [100, 'many'],
    changed: [1, 'success', 'success'],
  },
  MAX_CONCURRENT_EXECUTIONS: {
    env: { MAX_CONCURRENT_EXECUTIONS: '2', DISABLED_GLOBALS: 'none' },
    observe: async (server) =>
      (
        await Promise.all(Array.from({ length: 4 }, () => codeOf(server, { code: WAITING })))
      ).sort(),
    // There are no timers by default, so that each of the four ends at once, and badly.
    plain: Array(4).fill('guest_threw'),
    changed: ['overloaded', 'overloaded', 'success', 'success'],
  },
  MAX_CODE_LENGTH: {
    env: { MAX_CODE_LENGTH: '64' },
    observe: sized(snippetOf, 64, 65),
    plain: BOTH_SUCCEED,
    changed: ['success', 'code_too_large'],
  },
  MAX_INPUT_SIZE: {
    env: { MAX_INPUT_SIZE: '64' },
    observe: sized((bytes) => ({ code: 'return 1', input: 'x'.repeat(bytes - 2) }), 64, 65),
    plain: BOTH_SUCCEED,
    changed: ['success', 'input_too_large'],
  },
  MAX_RESULT_SIZE: {
    env: { MAX_RESULT_SIZE: '64' },
    observe: sized((bytes) => ({ code: `return "x".repeat(${bytes - 2})` }), 64, 65),
    plain: BOTH_SUCCEED,
    changed: ['success', 'result_too_large'],
  },
  EXECUTION_TIMEOUT_MS: {
    env: { EXECUTION_TIMEOUT_MS: '150' },
    async observe(server) {
      // Asks for more than the changed server gives, and for less than the plain one does.
      const answer = await server.execute({ code: ENDLESS, timeoutMs: 300 });
      return /\d+ ms/.exec(errorOf(answer).message)?.[0];
    },
    plain: '300 ms',
    changed: '150 ms',
  },
  WORKERS: {
    env: { WORKERS: '3', GOMAXPROCS: '1' },
    observe: workersOf,
    plain: Math.min(CORES, 100),
    changed: 3,
  },
  GOMAXPROCS: {
    env: { GOMAXPROCS: '3' },
    observe: workersOf,
    plain: Math.min(CORES, 100),
    changed: 3,
  },
  MAX_WORKERS: {
    env: { WORKERS: '1', MAX_WORKERS: '2' },
    async observe(server) {
      const { pool } = await readHealth(server);
      if (pool.maxWorkers !== 2) return pool.maxWorkers;
      const loops = [1, 2, 3].map(() => server.execute({ code: ENDLESS, timeoutMs: 500 }));
      await eventually(
        () => readHealth(server),
        (health) => health.pool.workers === 2,
      );
      await Promise.all(loops);
      return (await readHealth(server)).pool.workers;
    },
    plain: Math.max(8, 4 * CORES),
    changed: 2,
  },
  SANDBOX_MEMORY_BYTES: {
    env: { SANDBOX_MEMORY_BYTES: '16777216' },
    observe: sized(
      (bytes) => ({ code: `return new Uint8Array(${bytes}).length` }),
      1000,
      20_000_000,
    ),
    plain: BOTH_SUCCEED,
    changed: ['success', 'memory_limit'],
  },
  STATIC_CHECK: {
    env: { STATIC_CHECK: 'off' },
    observe: (server) => codeOf(server, { code: 'while (true) {}', timeoutMs: 100 }),
    plain: 'forbidden_pattern',
    changed: 'timeout',
  },
  DISABLED_GLOBALS: {
    env: { DISABLED_GLOBALS: 'none', STATIC_CHECK: 'off' },
    async observe(server) {
      const types = `[typeof globalThis, typeof self, typeof window, typeof global, typeof setTimeout,
        typeof setInterval, typeof setImmediate]`;
      const seen = resultOf(
        await server.execute({
          code: `return new Set(${types}).size === 1
        ? typeof globalThis : 'object and function'`,
        }),
      );
      return [
        seen,
        await codeOf(server, { code: 'const make = eval; return make("1 + 1")' }),
        await codeOf(server, { code: 'return [].map.constructor("return 2")()' }),
        await codeOf(server, { code: WAITING }),
      ];
    },
    plain: ['undefined', 'guest_threw', 'guest_threw', 'guest_threw'],
    changed: ['object and function', 'success', 'success', 'success'],
  },
  ALLOW_CONSOLE: {
    env: { ALLOW_CONSOLE: 'off' },
    async observe(server) {
      const { body } = await server.execute({ code: 'console.log("hi"); return 1' });
      return body.logs ?? 'none';
    },
    plain: [{ level: 'log', message: 'hi' }],
    changed: 'none',
  },
  LOG_LEVEL: {
    env: { LOG_LEVEL: 'debug' },
    observe: async ({ log }) => log.named('worker_started').length > 0,
    plain: false,
    changed: true,
  },
  GOGC: {
    env: { GOGC: '100' },
    needsProcess: true,
    observe: async ({ log }) => log.records.filter(({ msg }) => msg.includes('GOGC')).length,
    plain: 0,
    changed: 1,
  },
};

async function workersOf(server: TestServer): Promise<number> {
  const { pool } = await readHealth(server);
  if (server.how !== 'in-process') {
    expect((await server.log.waitFor('ready'))['workers']).toBe(pool.workers);
  }
  return pool.workers;
}

/** Whether a second server listens on the port it is told to, once the first has left it. */
async function observePort(server: TestServer): Promise<boolean> {
  const free = await startServer({ how: server.how });
  const { port } = free;
  await free.stop();
  await using told = await startServer({ how: server.how, env: { PORT: String(port) } });
  return told.port === port && (await isListening('127.0.0.1', port));
}

async function isListening(host: string, port: number): Promise<boolean> {
  try {
    return (await fetch(`http://${host}:${port}/health`)).ok;
  } catch {
    // Refused, which is an answer too.
    return false;
  }
}

/** The cases that can be seen in this way of running. */
export function settingCasesFor(how: Way): (SettingCase & { name: SettingName })[] {
  return Object.entries(SETTING_CASES)
    .map(([name, each]) => ({ ...each, name: name as SettingName }))
    .filter(({ needsProcess }) => !needsProcess || how !== 'in-process');
}
