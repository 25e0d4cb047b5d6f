import { expect, test } from 'bun:test';
import { NETWORK_ENV, networkDifferences } from '../../support/network-conformance.ts';
import { startServer } from '../../support/start-server.ts';
import { FETCH_SNIPPETS } from './fetch-snippets.ts';

/*
 * Gaps: the wall speaks where an address or a redirect is no HTTP, and names the port of a bad port; a body that came
 * from a stream is collected first, and so is sent with its length and again after a redirect; of headers that are
 * the host's (`user-agent`, `sec-fetch-mode`, `accept-encoding`, `connection`) nothing is compared.
 */
test('fetch does as Node’s, against the same server', async () => {
  expect(FETCH_SNIPPETS.length).toBeGreaterThan(130);
  expect(await networkDifferences(FETCH_SNIPPETS)).toEqual([]);
}, 120_000);

test('fetch says of what is no HTTP what is allowed', async () => {
  await using server = await startServer({ how: 'source', env: NETWORK_ENV });
  const schemes = ['file:', 'ftp:', 'about:', 'blob:', 'ws:', 'javascript:'];
  const { body } = await server.execute({
    code: `const told = [];
      for (const scheme of input) {
        try { await fetch(scheme + '///etc/passwd'); }
        catch (e) { told.push([e instanceof TypeError, e.message, e.cause.message]); }
      }
      return told;`,
    input: schemes,
  });
  expect(body).toMatchObject({
    result: schemes.map((scheme) => [
      true,
      'fetch failed',
      `Cannot fetch '${scheme}' URLs: only http: and https: are allowed`,
    ]),
  });
});
