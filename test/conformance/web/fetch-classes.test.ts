import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';
import { BODY_CASES } from './body-cases.ts';
import { HEADERS_CASES } from './headers-cases.ts';
import { REQUEST_CASES } from './request-cases.ts';
import { RESPONSE_CASES } from './response-cases.ts';

/*
 * Not among the cases, for Node does otherwise than the standard there: it takes what is not enumerable for headers as
 * well, leaves out a header called `__proto__`, and refuses null where `Response.json` wants a dictionary.
 */
const NAMES = Object.fromEntries(
  [
    'Headers',
    'Request',
    'Response',
    'ReadableStream',
    'Blob',
    'File',
    'FormData',
    'URL',
    'URLSearchParams',
    'AbortController',
    'AbortSignal',
  ].map((name) => [name, name]),
);

test.each([
  ['Headers', HEADERS_CASES, 250],
  ['Response', RESPONSE_CASES, 150],
  ['Request', REQUEST_CASES, 150],
] as const)(
  '%s does as Node has it',
  async (_, cases, fewest) => {
    expect(cases.length).toBeGreaterThan(fewest);
    expect(await differences(NAMES, cases)).toEqual([]);
  },
  60_000,
);

test('the bodies of Request and Response are read as Node reads them', async () => {
  expect(BODY_CASES.length).toBeGreaterThan(200);
  expect(await differences(NAMES, BODY_CASES)).toEqual([]);
}, 60_000);
