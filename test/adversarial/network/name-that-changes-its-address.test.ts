/**
 * Attack: A name that leads to an allowed address when it is judged, and to one of the inside when it is dialled, or at the next redirect.
 * Answer: A name is looked up once for a request, and what was judged is what is dialled; each request and each redirect is judged anew.
 */
import { expect, test } from 'bun:test';
import { startHostileServer } from '../../support/hostile-server.ts';
import { startNameServer } from '../../support/name-server.ts';
import { makeLocalRun, REFUSED } from '../../support/net-attack.ts';

const HOST = '127.0.0.1';
/** It stands for an address of the Internet: the operator lets snippets reach it, and nothing else. */
const OUTSIDE = '127.0.0.77';

const hello = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n';

test('the address that was judged is the one that is dialled', async () => {
  await using names = await startNameServer((_, kind, count) => {
    if (kind === 'AAAA') return [];
    return [count === 0 ? OUTSIDE : HOST];
  });
  await using outside = await startHostileServer(
    (socket) => socket.end(`${hello}${socket.localAddress?.endsWith('.77') ? 'there' : 'wrong'}`),
    { host: OUTSIDE },
  );
  const setup = { dns: names.address, allow: OUTSIDE };
  using run = makeLocalRun(setup);
  const url = `http://rebinds.test:${outside.port}/`;
  expect((await run.fetch(url)).text).toBe('there');
  expect(names.asked.filter(({ kind }) => kind === 'A')).toHaveLength(1);
  // By now it leads inward: the next request is judged by that.
  await expect(run.fetch(url)).rejects.toEqual(REFUSED);
});

test('a redirect to the same name is judged again', async () => {
  await using names = await startNameServer((_, kind, count) => {
    if (kind === 'AAAA') return [];
    return [count === 0 ? OUTSIDE : HOST];
  });
  await using outside = await startHostileServer(
    (socket) =>
      socket.end(
        'HTTP/1.1 307 Elsewhere\r\nLocation: /again\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
      ),
    { host: OUTSIDE },
  );
  const setup = { dns: names.address, allow: OUTSIDE };
  using run = makeLocalRun(setup);
  await expect(run.fetch(`http://rebinds.test:${outside.port}/`)).rejects.toEqual(REFUSED);
  expect(outside.connections).toBe(1);
});

test('a name that leads outside and inside at once is not dialled at all', async () => {
  await using names = await startNameServer((_, kind) => (kind === 'A' ? [OUTSIDE, HOST] : []));
  await using outside = await startHostileServer((socket) => socket.end(hello), { host: OUTSIDE });
  const setup = { dns: names.address, allow: OUTSIDE };
  using run = makeLocalRun(setup);
  await expect(run.fetch(`http://both.test:${outside.port}/`)).rejects.toEqual(REFUSED);
  expect(outside.connections).toBe(0);
});
