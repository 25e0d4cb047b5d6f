import { expect, test } from 'bun:test';
import { networkDifferences } from '../../support/network-conformance.ts';
import { startServer } from '../../support/start-server.ts';
import { AXIOS_NETWORK_SNIPPETS } from './axios-network-snippets.ts';

/*
 * Gaps: progress, rates, proxies and `beforeRedirect` are without effect; `maxRedirects` is 0 or the server's own limit;
 * `response.request` tells where it went and is no `ClientRequest`; there is no other adapter than the one.
 */
test('axios does as the real one in Node, against the same server', async () => {
  expect(AXIOS_NETWORK_SNIPPETS.length).toBeGreaterThan(65);
  expect(await networkDifferences(AXIOS_NETWORK_SNIPPETS)).toEqual([]);
}, 120_000);

test('axios is loaded after fetch, and leaves it where it was', async () => {
  await using server = await startServer({ how: 'source' });
  const code = `require('xlsx'); const axios = require('axios');
    return [typeof Request, typeof fetch, fetch.name, typeof axios.get];`;
  const { body } = await server.execute({ code });
  expect(body).toMatchObject({ result: ['function', 'function', 'fetch', 'function'] });
});
