import { expect, test } from 'bun:test';
import { networkDifferences } from '../../support/network-conformance.ts';
import { HTTP_SNIPPETS } from './http-snippets.ts';

/*
 * Gaps: what is written is sent when the request ends, with its length; there is no connection to be seen, so what
 * belongs to one (`agent`, `socket`, `upgrade`, `continue`, `information`) does nothing.
 */
test('http does as Node’s, against the same server', async () => {
  expect(HTTP_SNIPPETS.length).toBeGreaterThan(60);
  expect(await networkDifferences(HTTP_SNIPPETS)).toEqual([]);
}, 120_000);
