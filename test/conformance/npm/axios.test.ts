import { expect, setDefaultTimeout, test } from 'bun:test';
import { networkDifferences } from '../../support/network-conformance.ts';
import { startServer } from '../../support/start-server.ts';
import { BODIES } from './axios/bodies.ts';
import { CONFIG } from './axios/config.ts';
import { ERRORS } from './axios/errors.ts';
import { BY_FETCH } from './axios/fetch.ts';
import { FORMS } from './axios/forms.ts';
import { HEADERS } from './axios/headers.ts';
import { LIMITS } from './axios/limits.ts';
import { AXIOS_NETWORK_SNIPPETS } from './axios/network.ts';
import { PROGRESS } from './axios/progress.ts';
import { REDIRECTS } from './axios/redirects.ts';
import { RESPONSES } from './axios/responses.ts';

setDefaultTimeout(240_000);

const LISTS = {
  network: AXIOS_NETWORK_SNIPPETS,
  bodies: BODIES,
  config: CONFIG,
  errors: ERRORS,
  fetch: BY_FETCH,
  forms: FORMS,
  headers: HEADERS,
  limits: LIMITS,
  progress: PROGRESS,
  redirects: REDIRECTS,
  responses: RESPONSES,
};

/*
 * Gaps: proxies and HTTP/2 are without effect or refused; `Accept` and `User-Agent` are sent even where they are
 * turned off; `Content-Length` is always the body's own; zstd is taken off, which Node 20 cannot; progress counts
 * what a body is once it is decoded; and an adapter that is asked for by name heeds no `decompress: false`.
 */
test.each(Object.entries(LISTS))(
  'axios does as the real one in Node, against the same server: %s',
  async (_, snippets) => {
    expect(await networkDifferences(snippets)).toEqual([]);
  },
);

test('axios is held to the real one in a thousand cases', () => {
  expect(Object.values(LISTS).flat().length).toBeGreaterThan(1000);
});

test('axios is loaded after fetch, and leaves it where it was', async () => {
  await using server = await startServer({ how: 'source' });
  const code = `require('xlsx'); const axios = require('axios');
    return [typeof Request, typeof fetch, fetch.name, typeof axios.get];`;
  const { body } = await server.execute({ code });
  expect(body).toMatchObject({ result: ['function', 'function', 'fetch', 'function'] });
});
