/** For every row of the table of failures, something that provokes it. */
import type { FailureCode } from '../../src/base/failure.ts';
import { type Answer, readAnswer } from '../support/answer.ts';
import { eventually } from '../support/eventually.ts';
import type { StartOptions, TestServer } from '../support/start-server.ts';
import { readStats } from '../support/stats.ts';

type Headers = Readonly<Record<string, string>>;

export interface FailureCase {
  /** A server of its own, where the shared one will not do; with a worker file, in this process only. */
  readonly own?: Omit<StartOptions, 'how'>;
  /** The answer; undefined where the caller is not there to get one, and it was seen in the figures. */
  provoke(server: TestServer, headers: Headers): Promise<Answer | undefined>;
  /** What the message must say. */
  readonly says: RegExp;
}

/** Limits low enough to be passed in little time. */
export const TIGHT = {
  MAX_CODE_LENGTH: '500',
  MAX_INPUT_SIZE: '1000',
  MAX_RESULT_SIZE: '2000',
  EXECUTION_TIMEOUT_MS: '500',
  SANDBOX_MEMORY_BYTES: '16777216',
  MAX_CONCURRENT_EXECUTIONS: '1',
};

/** Loops for ever, in a way that no check can see. */
export const ENDLESS = 'let n = 0; while (n >= 0) n = (n + 1) % 9; return n';

const FAULTY = {
  workerFile: new URL('../support/faulty-worker.ts', import.meta.url),
  env: { WORKERS: '1', MAX_WORKERS: '1', RUNTIME_POOL_SIZE: '1' },
};

const byBody = (body: unknown, says: RegExp): FailureCase => ({
  provoke: (server, headers) => server.execute(body, { headers }),
  says,
});
const byCode = (code: string, says: RegExp): FailureCase => byBody({ code }, says);
const byRequest = (path: string, init: RequestInit, says: RegExp): FailureCase => ({
  provoke: async (server, headers) =>
    readAnswer(
      await server.request(path, {
        ...init,
        headers: { ...headers, ...(init.headers as Headers) },
      }),
    ),
  says,
});

export const FAILURE_CASES: Readonly<Record<FailureCode, FailureCase>> = {
  invalid_request: byBody({ code: 'return 1', timeoutMs: 'soon' }, /'timeoutMs'/),
  invalid_base64: byBody({ codebase64: '%%%' }, /'codebase64'/),
  empty_code: byBody({ code: ' \n\t ' }, /empty/),
  request_too_large: byBody({ code: 'x'.repeat(80_000) }, /8\d{4}.* 69536 /),
  code_too_large: byBody({ code: `return "${'x'.repeat(600)}"` }, / 609 .* 500 /),
  input_too_large: byBody({ code: 'return 1', input: 'x'.repeat(2000) }, /'input'.* 2002 .* 1000 /),
  unsupported_media_type: byRequest(
    '/execute',
    { method: 'POST', body: '{"code":"return 1"}', headers: { 'content-type': 'text/plain' } },
    /'text\/plain'.*application\/json/,
  ),
  forbidden_pattern: byCode('let a;\nwhile (true) {}', /line 2/),
  forbidden_module: byCode('return require("fs")', /'fs'/),
  syntax_error: byCode('let a = ;', /;/),
  guest_threw: byCode('throw "told so"', /told so/),
  stack_overflow: byCode('function f() { return f() + 1 }\nreturn f()', /recursion/),
  timeout: byCode(ENDLESS, / 500 ms/),
  never_settles: byCode('return new Promise(() => {})', /never settle/),
  memory_limit: byCode('return new Uint8Array(2e7).length', /16777216/),
  no_result: byCode('1 + 1', /return/),
  unserializable_result: byCode('const a = {}; a.a = a; return a', /JSON/),
  result_too_large: byCode('return "x".repeat(3000)', / 300\d .* 2000 /),
  overloaded: { provoke: provokeOverload, says: / 1 / },
  draining: {
    own: { env: { EXECUTION_TIMEOUT_MS: '800' } },
    provoke: provokeDraining,
    says: /shutting down/,
  },
  cancelled: { provoke: provokeCancelled, says: /./ },
  internal: { own: FAULTY, ...byCode('fault', /our side/) },
  worker_lost: { own: FAULTY, ...byCode('throw', /lost/) },
  not_found: byRequest('/nowhere', {}, /\/nowhere/),
  method_not_allowed: byRequest('/execute', { method: 'PUT' }, /PUT.*POST/),
};

async function provokeOverload(server: TestServer, headers: Headers): Promise<Answer> {
  const busy = server.execute({ code: ENDLESS });
  await eventually(
    () => readStats(server),
    ({ executions }) => executions.open === 1,
  );
  const answer = await server.execute({ code: 'return 1' }, { headers });
  await busy;
  return answer;
}

async function provokeDraining(server: TestServer, headers: Headers): Promise<Answer> {
  const busy = server.execute({ code: ENDLESS });
  await eventually(
    () => readStats(server),
    ({ executions }) => executions.open === 1,
  );
  server.beginStop();
  await eventually(
    async () => (await server.request('/health')).status,
    (status) => status === 503,
  );
  const answer = await server.execute({ code: 'return 1' }, { headers });
  await busy;
  return answer;
}

async function provokeCancelled(server: TestServer, headers: Headers): Promise<undefined> {
  const before = await readStats(server);
  const caller = new AbortController();
  const busy = server.execute({ code: ENDLESS }, { headers, signal: caller.signal });
  const ending = busy.then(
    () => 'answered',
    () => 'gone',
  );
  await eventually(
    () => readStats(server),
    ({ executions }) => executions.open === 1,
  );
  caller.abort();
  await ending;
  const count = (stats: typeof before) => stats.executions.byCode['cancelled'] ?? 0;
  await eventually(
    () => readStats(server),
    (stats) => count(stats) === count(before) + 1,
  );
}
