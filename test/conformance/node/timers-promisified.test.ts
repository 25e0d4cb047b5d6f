import { expect, setDefaultTimeout, test } from 'bun:test';
import { shareServer } from '../../support/shared-server.ts';

setDefaultTimeout(60_000);

const server = shareServer({ how: 'source', env: { DISABLED_GLOBALS: 'eval' } });

test('util.promisify(setTimeout) waits and gives the value, as in Node', async () => {
  const { body } = await server().execute({
    code: `const { promisify } = require('util'); const sleep = promisify(setTimeout);
      return [await sleep(5, 'woken'), await promisify(setImmediate)('now'), typeof setTimeout[promisify.custom]]`,
  });
  expect(body).toMatchObject({ result: ['woken', 'now', 'function'] });
});
