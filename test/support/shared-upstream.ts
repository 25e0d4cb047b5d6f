/** One server that snippets call for all the tests of a file. */
import { afterAll, beforeAll } from 'bun:test';
import { startUpstream, type Upstream } from './upstream.ts';

export function shareUpstream(): () => Upstream {
  let upstream: Upstream | undefined;
  beforeAll(async () => {
    upstream = await startUpstream();
  });
  afterAll(async () => {
    await upstream?.[Symbol.asyncDispose]();
  });
  return () => {
    if (!upstream) throw new Error('Cannot call the server: it has not started');
    return upstream;
  };
}
