import { expect, test } from 'bun:test';
import { networkDifferences } from '../../support/network-conformance.ts';
import { FETCH_SNIPPETS } from './fetch-snippets.ts';

/*
 * Gaps: the wall speaks where a redirect leads to what is no HTTP, and names the port of a bad port; a body that came
 * from a stream is collected first, and so is sent with its length and again after a redirect; of headers that are
 * the host's (`user-agent`, `sec-fetch-mode`, `accept-encoding`, `connection`) nothing is compared.
 */
test('fetch does as Node’s, against the same server', async () => {
  expect(FETCH_SNIPPETS.length).toBeGreaterThan(130);
  expect(await networkDifferences(FETCH_SNIPPETS)).toEqual([]);
}, 120_000);
