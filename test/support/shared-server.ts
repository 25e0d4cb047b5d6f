import { afterAll, beforeAll } from 'bun:test';
import { type StartOptions, startServer, type TestServer } from './start-server.ts';

/** One server for all the tests of a suite, started before the first and stopped after the last. */
export function shareServer(options: StartOptions): () => TestServer {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await startServer(options);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
  });
  return () => {
    if (!server) throw new Error('Cannot use the server: it has not started');
    return server;
  };
}
