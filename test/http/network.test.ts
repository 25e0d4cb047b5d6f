import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { errorOf, resultOf } from '../support/answer.ts';
import { NETWORK_ENV } from '../support/network-conformance.ts';
import { shareServer } from '../support/shared-server.ts';
import { startServer } from '../support/start-server.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';
import { describeWays, WAYS } from '../support/ways.ts';

setDefaultTimeout(60_000);

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(async () => {
  await upstream[Symbol.asyncDispose]();
});

describeWays('fetch in a snippet', WAYS, (how) => {
  const server = shareServer({ how, env: NETWORK_ENV });
  const run = (code: string) => server().execute({ code, input: upstream.url });

  test('calls a server that is allowed', async () => {
    const answer = await run('return (await fetch(input + "/json")).json()');
    expect(resultOf(answer)).toEqual({ a: [1, 'é'] });
    expect(answer.body).toMatchObject({ usage: { requests: 1 } });
  });

  test('has its run wait, and no thread: many wait at once', async () => {
    const code = 'return (await fetch(input + "/parts?count=20")).text()';
    const answers = await Promise.all(Array.from({ length: 50 }, () => run(code)));
    expect(new Set(answers.map((answer) => String(resultOf(answer)).length))).toEqual(
      new Set([150]),
    );
  });

  test('is refused what the wall refuses, with the reason', async () => {
    const answer = await server().execute({ code: 'return fetch("http://10.1.2.3/")' });
    expect(errorOf(answer)).toMatchObject({
      type: 'SecurityError',
      message: "Cannot fetch from '10.1.2.3': it is a private address",
    });
  });

  test('tells in the hint why it failed', async () => {
    const { message, hint } = errorOf(await run('return fetch(input + "/reset")'));
    expect([message, hint]).toEqual([
      'fetch failed',
      'The error that caused it: other side closed',
    ]);
  });

  test('that nobody waited for is known by what is called on it', async () => {
    const { hint } = errorOf(await run('const r = fetch(input);\nreturn r.json().a'));
    expect(hint).toContain('(await fetch(…)).json()');
  });
});

describe('fetch in a snippet', () => {
  test('says that the network is off, where it is', async () => {
    await using server = await startServer({ how: 'in-process', env: { NETWORK: 'off' } });
    for (const code of [
      'return fetch("https://example.com/")',
      'return new Promise((_, no) => require("https").get("https://example.com/").on("error", no))',
    ]) {
      const { type, message } = errorOf(await server.execute({ code }));
      expect([type, message]).toEqual(['SecurityError', expect.stringMatching(/network/i)]);
    }
  });

  test('is not there where it is disabled, and the hint says what to do', async () => {
    await using server = await startServer({
      how: 'in-process',
      env: { DISABLED_GLOBALS: 'fetch' },
    });
    const { type, hint } = errorOf(await server.execute({ code: 'return fetch("https://h/")' }));
    expect([type, hint]).toEqual([
      'ReferenceError',
      'the network is disabled here: let the caller fetch the data and pass it in `input`',
    ]);
  });

  test.each(['node-fetch', 'got', 'request', 'superagent', 'undici'])(
    'is what a snippet that requires %s is told of',
    async (name) => {
      await using server = await startServer({ how: 'in-process' });
      const { hint } = errorOf(await server.execute({ code: `return require('${name}')` }));
      expect(hint).toContain('use fetch');
    },
  );
});
