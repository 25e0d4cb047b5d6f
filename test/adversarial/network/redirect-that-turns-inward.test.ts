/**
 * Attack: An allowed server leads on to the inside, by every spelling of it, at the end of a chain, or takes credentials along to another.
 * Answer: Each hop is judged as if the snippet had asked for it; credentials stay with the origin that they were given for.
 */
import { expect, test } from 'bun:test';
import { startHostileServer } from '../../support/hostile-server.ts';
import { makeLocalRun, REFUSED } from '../../support/net-attack.ts';

const redirect = (location: string): string =>
  `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;

test.each([
  'http://127.0.0.2/',
  'http://localhost/',
  'http://0x7f.2/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.2]/',
  '//10.0.0.1/',
  'http:\\\\10.0.0.1\\',
  'http://169.254.169.254/latest/meta-data/',
  'http://metadata.google.internal/',
  'http://user:secret@127.0.0.1/',
  'file:///etc/passwd',
  'data:text/plain,hi',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1:6379/_INFO',
])('a redirect to %s is refused', async (location) => {
  await using server = await startHostileServer((socket) => socket.write(redirect(location)));
  using run = makeLocalRun({ allow: `127.0.0.1:${server.port}` });
  await expect(run.fetch(server.url)).rejects.toEqual(REFUSED);
  expect(server.connections).toBe(1);
});

test.each([0, 1, 2, 5, 10, 19])('hop %d of a chain is judged like the first', async (turn) => {
  let heard = 0;
  await using server = await startHostileServer((socket, head) => {
    heard++;
    const hops = Number(/^GET \/(\d*)/.exec(head)?.[1] ?? 0);
    socket.write(redirect(hops < turn ? `/${hops + 1}` : 'http://127.0.0.2/'));
  });
  using run = makeLocalRun({ allow: `127.0.0.1:${server.port}` });
  await expect(run.fetch(server.url)).rejects.toEqual(REFUSED);
  // The one that was refused is counted, but not sent.
  expect(run.traffic.requests).toBe(turn + 2);
  expect(heard).toBe(turn + 1);
});

test('credentials are not taken along to another origin', async () => {
  let heard = '';
  await using other = await startHostileServer((socket, head) => {
    heard = head.toLowerCase();
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  });
  await using server = await startHostileServer((socket) => socket.write(redirect(other.url)));
  using run = makeLocalRun();
  await run.fetch(server.url, {
    headers: 'Authorization\nBearer secret\nCookie\nid=secret\nX-Own\nkept',
  });
  expect(heard).toContain('x-own: kept');
  expect(heard).not.toContain('secret');
});

test.each([
  ['two lines', 'a\nb'],
  ['a space', 'http://a b/'],
  ['half an address', 'http://[::1'],
  ['a NUL', 'http://%00/'],
  ['more than fits', `/${'x'.repeat(70_000)}`],
])('a location that is none is no road (%s)', async (_, location) => {
  await using server = await startHostileServer((socket) => socket.write(redirect(location)));
  using run = makeLocalRun({ allow: `127.0.0.1:${server.port}`, maxRequests: 3 });
  await expect(run.fetch(server.url)).rejects.toThrow();
});
