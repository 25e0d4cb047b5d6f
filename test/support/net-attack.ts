/** What attacks over the network have in common: a run that may reach this machine, and how a request ends. */
import { expect } from 'bun:test';
import type { NetworkSetup } from '../../src/wire/network-setup.ts';
import { makeNetRun, type NetRun } from './net-run.ts';
import { makeNetworkHost, type TestNetworkOptions } from './network.ts';

/** A run with the settings of a server that nobody configured, but that it may reach the tests' servers. */
export function makeLocalRun(
  setup: Partial<NetworkSetup> = {},
  options: TestNetworkOptions = {},
): NetRun {
  return makeNetRun(makeNetworkHost({ ...options, setup: { allow: '127.0.0.1', ...setup } }));
}

/** How the response of a server begins that has nothing against it. */
export const OK = 'HTTP/1.1 200 OK\r\n';

/** A budget is used up. */
export const LIMIT: unknown = expect.objectContaining({
  refusal: expect.objectContaining({
    name: 'NetworkLimitError',
    details: { code: 'ERR_NET_LIMIT' },
  }),
});

/** The wall said no. */
export const REFUSED: unknown = expect.objectContaining({
  refusal: expect.objectContaining({
    name: 'SecurityError',
    details: { code: 'ERR_NET_REFUSED' },
  }),
});

/** The network failed, with this code for a cause. */
export const failsBy = (code: string): unknown =>
  expect.objectContaining({
    refusal: expect.objectContaining({
      name: 'TypeError',
      details: { cause: expect.objectContaining({ code }) },
    }),
  });
