import { Elysia } from 'elysia';
import type { Static } from 'typebox';
import { SERVICE_NAME, VERSION } from '../../base/version.ts';
import { figuresDetail } from '../openapi.ts';
import { RootAnswer } from '../schemas.ts';

const endpoint = (method: string, path: string, summary: string) => ({ method, path, summary });

const ROOT: Static<typeof RootAnswer> = {
  name: SERVICE_NAME,
  version: VERSION,
  endpoints: [
    endpoint('POST', '/execute', 'Run a snippet; also at /flow/codeblock'),
    endpoint('GET', '/health', 'State, pool and memory; also at /flow/health'),
    endpoint('GET', '/stats', 'Counters, latencies, pool and caches; also at /flow/status'),
    endpoint('GET', '/limits', 'The limits in force; also at /flow/limits'),
    endpoint('GET', '/modules', 'What snippets can require; also at /flow/modules'),
    endpoint('GET', '/swagger', 'This API, explained and to be tried out'),
    endpoint('GET', '/swagger/json', 'The OpenAPI document'),
  ],
};

/** `GET /`: what this is, and where to go from here. */
export function rootRoutes() {
  return new Elysia({ name: 'root' }).get('/', () => Response.json(ROOT), {
    detail: figuresDetail('root', 'Name, version and endpoints', RootAnswer),
  });
}
