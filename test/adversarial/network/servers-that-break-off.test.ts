/**
 * Attack: A server hangs up or resets the connection at each stage of a request and of its response, answers before it was asked in full, or sends so slowly that it would never be done.
 * Answer: Each is an error of the snippet's that says how far it came, within the request's time; nothing of it is left open, and the run's next request is served.
 */
import { describe, expect, test } from 'bun:test';
import type { Socket } from 'node:net';
import { eventually } from '../../support/eventually.ts';
import { type HostileServer, startHostileServer } from '../../support/hostile-server.ts';
import { failsBy, makeLocalRun, OK } from '../../support/net-attack.ts';
import type { NetRun } from '../../support/net-run.ts';

const FINE = `${OK}Content-Length: 4\r\n\r\nfine`;
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** What is said before the connection ends, and whether the head is there by then. */
const STAGES: readonly (readonly [stage: string, said: string, hasHead: boolean])[] = [
  ['before a word', '', false],
  ['in the version', 'HTTP/1.', false],
  ['in a response that does not count', 'HTTP/1.1 103 Early Hints\r\nLink:', false],
  ['after a response that does not count', 'HTTP/1.1 100 Continue\r\n\r\n', false],
  ['in the reason phrase', 'HTTP/1.1 200 O', false],
  ['in a header field', `${OK}Content-Le`, false],
  ['before the head’s last line', `${OK}Content-Length: 4\r\n`, false],
  ['before the body', `${OK}Content-Length: 4\r\n\r\n`, true],
  ['in the body', `${OK}Content-Length: 4\r\n\r\nfi`, true],
  ['before a chunk', CHUNKED, true],
  ['in the length of a chunk', `${CHUNKED}4`, true],
  ['in a chunk', `${CHUNKED}4\r\nfi`, true],
  ['before the last chunk', `${CHUNKED}4\r\nfine\r\n`, true],
  ['in the last chunk', `${CHUNKED}4\r\nfine\r\n0\r\n`, true],
];

/** Speaks as it is told on `/broken`, and answers anything else. */
const serve = (broken: (socket: Socket) => void) =>
  startHostileServer((socket, head) => {
    if (head.includes(' /broken ')) broken(socket);
    else socket.write(FINE);
  });

async function expectHonest(run: NetRun, server: HostileServer): Promise<void> {
  expect((await run.fetch(server.url)).text).toBe('fine');
  await eventually(
    () => server.open,
    (open) => open === 1,
  );
}

const endsBy = (messages: readonly string[]) =>
  expect.objectContaining({
    refusal: expect.objectContaining({
      name: 'TypeError',
      message: expect.stringMatching(new RegExp(`^(?:${messages.join('|')})$`)),
    }),
  });

describe('A server that hangs up', () => {
  test.each([...STAGES])('%s fails the request', async (_, said, hasHead) => {
    await using server = await serve((socket) => socket.end(said));
    using run = makeLocalRun();
    const message = hasHead ? 'terminated' : 'fetch failed';
    await expect(run.fetch(`${server.url}broken`)).rejects.toEqual(endsBy([message]));
    await expectHonest(run, server);
  });

  test('at the end of a body without a length has said all of it', async () => {
    await using server = await serve((socket) => socket.end(`${OK}\r\nfine`));
    using run = makeLocalRun();
    expect((await run.fetch(`${server.url}broken`)).text).toBe('fine');
    await expectHonest(run, server);
  });
});

describe('A server that resets the connection', () => {
  test.each([...STAGES])('%s fails the request', async (_, said, hasHead) => {
    await using server = await serve((socket) => {
      socket.write(said, () => socket.resetAndDestroy());
    });
    using run = makeLocalRun();
    // What was on its way may be lost with the connection.
    const messages = hasHead ? ['terminated', 'fetch failed'] : ['fetch failed'];
    await expect(run.fetch(`${server.url}broken`)).rejects.toEqual(endsBy(messages));
    await expectHonest(run, server);
  });

  test('while the body of a request is sent fails it', async () => {
    await using server = await serve((socket) => {
      socket.pause();
      socket.resetAndDestroy();
    });
    using run = makeLocalRun();
    const body = new Uint8Array(8_000_000);
    await expect(run.fetch(`${server.url}broken`, { method: 'POST', body })).rejects.toEqual(
      endsBy(['fetch failed']),
    );
    await expectHonest(run, server);
  });
});

describe('A server that answers before it was asked in full', () => {
  test('is heard, and asked over another connection next', async () => {
    await using server = await serve((socket) => {
      socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno');
      socket.pause();
    });
    using run = makeLocalRun();
    const body = new Uint8Array(8_000_000);
    expect(await run.fetch(`${server.url}broken`, { method: 'POST', body })).toMatchObject({
      status: 413,
      text: 'no',
    });
    expect((await run.fetch(server.url)).text).toBe('fine');
    expect(server.connections).toBe(2);
  });
});

/** A byte now and then, for as long as anybody listens. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ''), 5);
  socket.on('close', () => clearInterval(timer));
}

describe('A server that drips', () => {
  test.each([
    ['blank lines', '', '\r\n'],
    ['a reason phrase', 'HTTP/1.1 200 ', 'x'],
    ['a header field', `${OK}X: `, 'x'],
    ['a body', `${OK}\r\n`, 'x'],
    ['chunks', CHUNKED, '1\r\nx\r\n'],
    ['an extension of a chunk', `${CHUNKED}1;`, 'x'],
  ])('%s is given up when the request has taken its time', async (_, first, then) => {
    await using server = await serve((socket) => {
      socket.write(first);
      drip(socket, then);
    });
    using run = makeLocalRun({ timeoutMs: 300 });
    await expect(run.fetch(`${server.url}broken`)).rejects.toEqual(failsBy('ERR_NET_TIMEOUT'));
    await eventually(
      () => server.open,
      (open) => open === 0,
    );
  });
});
