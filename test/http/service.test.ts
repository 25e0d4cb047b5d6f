/** Everything but `/execute`: figures, documents, and what is refused before a snippet is looked at. */
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { Compile } from 'typebox/compile';
import { SETTINGS } from '../../src/base/config.ts';
import { FAILURES } from '../../src/base/failure.ts';
import { PROVIDER_OF, requirableNames } from '../../src/base/guest-names.ts';
import { VERSION } from '../../src/base/version.ts';
import {
  HealthAnswer,
  LimitsAnswer,
  ModulesAnswer,
  RootAnswer,
  StatsAnswer,
} from '../../src/http/schemas.ts';
import { errorOf, readAnswer, resultOf } from '../support/answer.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { shareServer } from '../support/shared-server.ts';
import { describeWays, PROCESS_WAYS, WAYS } from '../support/ways.ts';

setDefaultTimeout(30_000);

const schemas = {
  '/': Compile(RootAnswer),
  '/health': Compile(HealthAnswer),
  '/flow/health': Compile(HealthAnswer),
  '/stats': Compile(StatsAnswer),
  '/flow/status': Compile(StatsAnswer),
  '/limits': Compile(LimitsAnswer),
  '/flow/limits': Compile(LimitsAnswer),
  '/modules': Compile(ModulesAnswer),
  '/flow/modules': Compile(ModulesAnswer),
};

interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

describeWays('The service', WAYS, (how) => {
  const server = shareServer({ how });
  const getJson = async (path: string) => (await server().request(path)).json() as unknown;

  test.each(Object.entries(schemas))(
    'GET %s answers in its published form',
    async (path, schema) => {
      const response = await server().request(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toStartWith('application/json');
      const body = await response.json();
      expect([...schema.Errors(body)]).toEqual([]);
    },
  );

  test('GET /health tells version, pool and memory of a healthy server', async () => {
    expect(await getJson('/health')).toMatchObject({
      status: 'healthy',
      service: 'flow-codeblock',
      version: VERSION,
      runtime: { poolSize: 100, maxConcurrent: 1000, currentExecutions: 0 },
      pool: { workersLost: 0, maxSandboxes: 100 },
    });
  });

  test('GET /stats counts successes, and failures by code', async () => {
    const read = async () => {
      const stats: unknown = await getJson('/stats');
      const { executions } = stats as { executions: Record<string, number> };
      const byCode = (executions['byCode'] ?? {}) as unknown as Record<string, number>;
      return {
        ...executions,
        noResult: byCode['no_result'] ?? 0,
        invalid: byCode['invalid_request'] ?? 0,
      };
    };
    const before = await read();
    await server().execute({ code: 'return 1' });
    await server().execute({ code: '1' });
    await server().execute('{');
    const { total = 0, succeeded = 0, failed = 0 } = before as Partial<Record<string, number>>;
    expect(await read()).toMatchObject({
      total: total + 3,
      succeeded: succeeded + 1,
      failed: failed + 2,
      open: 0,
      noResult: before.noResult + 1,
      invalid: before.invalid + 1,
    });
  });

  test('GET /stats counts snippets that were found prepared', async () => {
    const hits = async () =>
      ((await getJson('/stats')) as { preparedCode: { hits: number } }).preparedCode.hits;
    const before = await hits();
    for (let i = 0; i < 40; i++) await server().execute({ code: 'return "again"' });
    expect(await hits()).toBeGreaterThanOrEqual(before + 20);
  });

  test('GET /modules tells of each module what it gives and what it costs', async () => {
    const { modules } = (await getJson('/modules')) as {
      modules: { names: string[]; globals: string[]; version: string | null; imageBytes: number }[];
    };
    const names = modules.flatMap((each) => each.names);
    expect(names.sort()).toEqual([...requirableNames().keys()].sort());
    expect(modules.flatMap(({ globals }) => globals).sort()).toEqual(
      [...PROVIDER_OF.keys()].sort(),
    );
    const lodash = modules.find((each) => each.names.includes('lodash'));
    expect(lodash?.version).toMatch(/^4\./);
    expect(lodash?.imageBytes).toBeGreaterThan(500_000);
  });

  test('GET /limits has a row for each limit, with its value and its setting', async () => {
    const { limits } = (await getJson('/limits')) as {
      limits: { setting: string; value: unknown; unit: string }[];
    };
    const value = (name: string) => limits.find(({ setting }) => setting === name)?.value;
    expect(value('MAX_CODE_LENGTH')).toBe(65_535);
    expect(value('MAX_INPUT_SIZE')).toBe(2_097_152);
    expect(value('MAX_RESULT_SIZE')).toBe(5_242_880);
    expect(value('EXECUTION_TIMEOUT_MS')).toBe(5000);
    expect(value('SANDBOX_MEMORY_BYTES')).toBe(67_108_864);
    expect(value('MAX_CONCURRENT_EXECUTIONS')).toBe(1000);
    for (const { setting, unit } of limits) {
      expect(SETTINGS).toHaveProperty(setting);
      expect(unit).not.toBe('');
    }
  });

  test('GET / names endpoints that answer', async () => {
    const { endpoints } = (await getJson('/')) as { endpoints: { method: string; path: string }[] };
    expect(endpoints.length).toBeGreaterThan(4);
    for (const { method, path } of endpoints) {
      expect((await server().request(path, { method })).status).not.toBe(404);
    }
  });

  describe('the document', () => {
    const readDocument = async () => (await getJson('/swagger/json')) as OpenApi;

    test('GET /swagger/json answers an OpenAPI document of every route', async () => {
      const { openapi, info, paths } = await readDocument();
      expect(openapi).toMatch(/^3\./);
      expect(info).toMatchObject({ title: 'flow-codeblock', version: VERSION });
      expect(Object.keys(paths).sort()).toEqual(
        [...Object.keys(schemas), '/execute', '/flow/codeblock'].sort(),
      );
      const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
      expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(
        operations.length,
      );
      for (const { summary, responses } of operations) {
        expect(summary).not.toBe('');
        expect(responses).toHaveProperty('200');
      }
    });

    test('GET /swagger/json describes the fields of a request', async () => {
      const { paths } = await readDocument();
      const content = paths['/execute']?.['post']?.requestBody?.content['application/json'];
      expect(content?.schema).toMatchObject({
        type: 'object',
        properties: {
          codebase64: { type: 'string' },
          code: {},
          input: {},
          timeoutMs: { minimum: 1 },
        },
      });
    });

    test('GET /swagger/json lists every failure that a caller can be answered with', async () => {
      const { paths } = await readDocument();
      const responses = paths['/execute']?.['post']?.responses ?? {};
      for (const [code, { status }] of Object.entries(FAILURES)) {
        // A caller that hung up is told nothing; the other two are about routes, not executions.
        if (['cancelled', 'not_found', 'method_not_allowed'].includes(code)) continue;
        expect(JSON.stringify(responses[status])).toContain(`"${code}"`);
      }
    });

    test('GET /swagger answers a page that names no other host', async () => {
      const page = await (await server().request('/swagger')).text();
      const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
      for (const link of links) expect(link).toMatch(/^(\/swagger|data:)/);
      for (const link of links.filter((each) => each.startsWith('/'))) {
        expect((await server().request(link)).status).toBe(200);
      }
    });
  });

  describe('methods and paths', () => {
    test.each([
      ['/execute', 'GET', 'POST'],
      ['/execute', 'PUT', 'POST'],
      ['/execute', 'OPTIONS', 'POST'],
      ['/flow/codeblock', 'DELETE', 'POST'],
      ['/health', 'POST', 'GET'],
      ['/limits', 'PATCH', 'GET'],
      ['/swagger/json', 'POST', 'GET'],
    ])('%s refuses %s as JSON and says what it allows', async (path, method, allowed) => {
      const response = await server().request(path, { method });
      expect(response.headers.get('allow')).toBe(allowed);
      const answer = await readAnswer(response);
      expect(answer.status).toBe(405);
      expect(errorOf(answer)).toMatchObject({
        code: 'method_not_allowed',
        type: 'MethodNotAllowedError',
      });
      expect(errorOf(answer).message).toContain(method);
    });

    test('HEAD /execute is refused with the same headers and no body', async () => {
      const response = await server().request('/execute', { method: 'HEAD' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    });

    test('HEAD /health answers as GET does', async () => {
      expect((await server().request('/health', { method: 'HEAD' })).status).toBe(200);
    });

    test.each([
      '/nowhere',
      '/execute/',
      '/Execute',
      '/flow',
      '/swagger/..%2f..%2fetc/passwd',
      '/%00',
      '/%',
    ])('GET %s answers 404 as JSON', async (path) => {
      const answer = await readAnswer(await server().request(path));
      expect(answer.status).toBe(404);
      expect(errorOf(answer).code).toBe('not_found');
      expect(answer.headers.get('x-request-id')).toBe(answer.body.executionId);
    });
  });

  describe('bodies', () => {
    test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
      'POST /execute refuses the content type `%s`',
      async (type) => {
        const body = new TextEncoder().encode('{"code":"return 1"}');
        const headers: Record<string, string> = type ? { 'content-type': type } : {};
        const answer = await readAnswer(
          await server().request('/execute', { method: 'POST', headers, body }),
        );
        expect([answer.status, errorOf(answer).code]).toEqual([415, 'unsupported_media_type']);
      },
    );

    test('POST /execute refuses a body that grows past the limit without telling its length', async () => {
      const chunk = new TextEncoder().encode(`"${'x'.repeat(65_534)}",`);
      let pulled = 0;
      const body = new ReadableStream({
        pull(controller) {
          if (pulled++ < 200) controller.enqueue(chunk);
          else controller.close();
        },
      });
      const headers = { 'content-type': 'application/json' };
      const upload = new AbortController();
      const init = { method: 'POST', headers, body, signal: upload.signal };
      const answer = await readAnswer(await server().request('/execute', init));
      upload.abort();
      expect([answer.status, errorOf(answer).code]).toEqual([413, 'request_too_large']);
    });

    test('POST /execute takes a chunked body within the limits', async () => {
      const parts = ['{"code":"retu', 'rn input", "inp', 'ut": "ä', 'ö"}'];
      const body = new ReadableStream({
        start(controller) {
          for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
          controller.close();
        },
      });
      const headers = { 'content-type': 'application/json' };
      const response = await server().request('/execute', { method: 'POST', headers, body });
      expect(resultOf(await readAnswer(response))).toBe('äö');
    });

    test('POST /execute refuses a body that is far too large as JSON, too', async () => {
      const code = 'x'.repeat(12_000_000);
      const answer = await server().execute({ code });
      expect([answer.status, errorOf(answer).code]).toEqual([413, 'request_too_large']);
    });
  });
});

describeWays('The port', PROCESS_WAYS, (how) => {
  const server = shareServer({ how });

  test('POST /execute answers several requests on one connection, in order', async () => {
    using connection = await RawConnection.open(server().port);
    for (let i = 0; i < 3; i++) {
      connection.sendExecute({ code: 'return input', input: i });
      const { status, body } = await connection.readAnswer();
      expect([status, JSON.parse(body).result]).toEqual([200, i]);
    }
  });

  test('POST /execute is not upset by a caller that hangs up in the middle of a body', async () => {
    const connection = await RawConnection.open(server().port);
    const head = 'POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    connection.send(`${head}Content-Length: 1000\r\n\r\n{"code":`);
    connection[Symbol.dispose]();
    expect(resultOf(await server().execute({ code: 'return 1' }))).toBe(1);
    expect(server().log.text).not.toContain('a request met a bug');
  });
});
